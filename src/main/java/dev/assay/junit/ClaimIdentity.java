package dev.assay.junit;

import dev.assay.file.Sha256;
import dev.assay.junit.OwnClasses.Member;
import java.lang.reflect.Method;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Identifies a claim by the compiled code that its method reaches within its own code source, so
 * that the ledger can tell when it was changed: the method and what it calls, initialisers,
 * constructors, what implements or overrides in the classes that it makes, the type of its rows,
 * and the annotations that state the claim. Comments, format, names of local variables, the order
 * of members and what only other claims reach are no part of it.
 */
final class ClaimIdentity {
  private final OwnClasses classes;
  private final CodeText text;
  private final Deque<Member> open = new ArrayDeque<>();
  private final Set<Member> reached = new HashSet<>();
  private final Set<String> touched = new HashSet<>();
  private final Set<String> made = new HashSet<>();
  private final SortedMap<String, String> parts = new TreeMap<>();

  private ClaimIdentity(Class<?> type) {
    this.classes = new OwnClasses(type);
    this.text = new CodeText(classes, new ReferenceText(classes, new Reached()));
  }

  /**
   * SHA-256 of what a claim's method reaches.
   *
   * @throws dev.assay.trace.AssayException if a class file cannot be read
   */
  static String sha256(Method claim) {
    ClaimIdentity identity = new ClaimIdentity(claim.getDeclaringClass());
    identity.madeByReflection(Type.getInternalName(claim.getDeclaringClass()));
    for (Class<?> parameter : claim.getParameterTypes()) {
      identity.madeByReflection(Type.getInternalName(parameter));
    }
    identity.reach(
        new Member(
            Type.getInternalName(claim.getDeclaringClass()),
            claim.getName(),
            Type.getMethodDescriptor(claim)));
    identity.walk();
    return Sha256.of(String.join("\n", identity.parts.values()));
  }

  private void walk() {
    while (!open.isEmpty()) {
      Member next = open.remove();
      classes
          .method(next)
          .ifPresentOrElse(
              method ->
                  parts.put(
                      "%s.%s%s".formatted(next.owner(), next.name(), next.descriptor()),
                      "%s.%s".formatted(next.owner(), text.of(method))),
              () -> inherited(next));
    }
  }

  /** A call to a method that the class has from above, if that is own code. */
  private void inherited(Member member) {
    classes
        .find(member.owner())
        .ifPresent(
            node ->
                eachAbove(
                    node, name -> reach(new Member(name, member.name(), member.descriptor()))));
  }

  private void reach(Member member) {
    if (classes.find(member.owner()).isPresent() && reached.add(member)) {
      touch(member.owner());
      open.add(member);
    }
  }

  /** A class whose code or static fields are used, and which is therefore initialised. */
  private void touch(String name) {
    Optional<ClassNode> own = classes.find(name);
    if (own.isEmpty() || ReferenceText.isNumbered(own.get()) || !touched.add(name)) {
      return;
    }
    parts.put(name, text.header(own.get()));
    reach(new Member(name, "<clinit>", "()V"));
    eachAbove(own.get(), this::touch);
  }

  private static void eachAbove(ClassNode node, Consumer<String> action) {
    if (node.superName != null) {
      action.accept(node.superName);
    }
    node.interfaces.forEach(action);
  }

  /** A class of which there are instances: whoever has one may call what it overrides. */
  private void make(String name) {
    Optional<ClassNode> own = classes.find(name);
    if (own.isEmpty() || ReferenceText.isNumbered(own.get()) || !made.add(name)) {
      return;
    }
    touch(name);
    Set<String> above = new HashSet<>();
    classes.type(name).ifPresent(type -> collectAbove(type, above));
    for (MethodNode method : own.get().methods) {
      if ((method.access & (Opcodes.ACC_STATIC | Opcodes.ACC_PRIVATE)) == 0
          && above.contains(method.name + method.desc)) {
        reach(new Member(name, method.name, method.desc));
      }
    }
    if (own.get().superName != null) {
      make(own.get().superName);
    }
  }

  /** As {@link #make}, by whichever constructor: of rows, and of what is passed as a class. */
  private void madeByReflection(String name) {
    Optional<ClassNode> own = classes.find(name);
    if (own.isEmpty()) {
      return;
    }
    make(name);
    for (MethodNode method : own.get().methods) {
      if (method.name.equals("<init>")) {
        reach(new Member(name, method.name, method.desc));
      }
    }
    if (own.get().recordComponents != null) {
      own.get().recordComponents.forEach(c -> touch(Type.getType(c.descriptor).getInternalName()));
    }
  }

  private static void collectAbove(Class<?> type, Set<String> signatures) {
    if (type.getSuperclass() != null) {
      collect(type.getSuperclass(), signatures);
    }
    for (Class<?> implemented : type.getInterfaces()) {
      collect(implemented, signatures);
    }
  }

  private static void collect(Class<?> type, Set<String> signatures) {
    for (Method method : type.getDeclaredMethods()) {
      signatures.add(method.getName() + Type.getMethodDescriptor(method));
    }
    collectAbove(type, signatures);
  }

  /** What is found on the way through code. */
  private final class Reached implements ReferenceText.Found {
    @Override
    public void calls(Member member) {
      reach(member);
    }

    @Override
    public void makes(String name) {
      make(name);
    }

    @Override
    public void initialises(String name) {
      touch(name);
    }

    @Override
    public void names(String name) {
      if (!made.contains(name)) {
        madeByReflection(name);
      }
    }
  }
}
