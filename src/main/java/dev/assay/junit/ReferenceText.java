package dev.assay.junit;

import dev.assay.file.Sha256;
import dev.assay.junit.OwnClasses.Member;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.objectweb.asm.ConstantDynamic;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * What code refers to, as text. Where the compiler counts (lambdas, anonymous and local classes,
 * what it makes for a switch over an enum), its number depends on what else is in the class, so
 * what the number stands for is written out in its place.
 */
final class ReferenceText {
  private static final Pattern CLASS_IN_DESCRIPTOR = Pattern.compile("L([^;]+);");

  private final OwnClasses classes;
  private final Found found;

  /** What is being written out, so that what refers to itself comes to an end. */
  private final Deque<String> within = new ArrayDeque<>();

  ReferenceText(OwnClasses classes, Found found) {
    this.classes = classes;
    this.found = found;
  }

  /** Told of whatever code refers to. */
  interface Found {
    void calls(Member member);

    void makes(String name);

    void initialises(String name);

    /** As a class literal. */
    void names(String name);
  }

  /** Whether a class has a number for a name, or a part of it: anonymous, local, or a switch's. */
  static boolean isNumbered(ClassNode node) {
    return node.outerClass != null || (node.access & Opcodes.ACC_SYNTHETIC) != 0;
  }

  /** A class whose static fields are used. */
  void initialises(String name) {
    found.initialises(name);
  }

  /** A class of which there is an instance. */
  void makes(String name) {
    found.makes(name);
  }

  /** A call; a method that the compiler has made and counted is written out in its place. */
  String call(Member member) {
    Optional<ClassNode> owner = classes.find(member.owner());
    Optional<MethodNode> target = classes.method(member);
    int hidden = target.map(method -> method.access).orElse(0);
    boolean counted = (hidden & Opcodes.ACC_SYNTHETIC) != 0 && (hidden & Opcodes.ACC_BRIDGE) == 0;
    if (counted) {
      return written(
          member.owner() + "." + member.name() + member.descriptor(),
          () -> descriptor(member.descriptor()) + code().code(target.orElseThrow()));
    }
    if (owner.isPresent() && !isNumbered(owner.get())) {
      found.calls(member);
    }
    return "%s.%s%s"
        .formatted(name(member.owner()), member.name(), descriptor(member.descriptor()));
  }

  /** A class's name; of one with a number, what is in it. */
  String name(String internalName) {
    if (internalName.startsWith("[")) {
      return descriptor(internalName);
    }
    return classes
        .find(internalName)
        .filter(ReferenceText::isNumbered)
        .map(node -> written(internalName, () -> content(node)))
        .orElse(internalName);
  }

  private String content(ClassNode node) {
    List<String> methods = new ArrayList<>();
    for (MethodNode method : node.methods) {
      if (!method.name.startsWith("lambda$")) {
        methods.add(code().of(method));
      }
    }
    methods.sort(null);
    return code().header(node) + methods;
  }

  private CodeText code() {
    return new CodeText(classes, this);
  }

  private String written(String key, Supplier<String> content) {
    int depth = 0;
    for (String outer : within) {
      if (outer.equals(key)) {
        return "(" + depth + " out)";
      }
      depth++;
    }
    within.push(key);
    try {
      return "(" + Sha256.of(content.get()) + ")";
    } finally {
      within.pop();
    }
  }

  /** What is captured has the name of a local variable; its place among the fields is as good. */
  String field(FieldInsnNode field) {
    Optional<ClassNode> owner = classes.find(field.owner).filter(ReferenceText::isNumbered);
    if (owner.isEmpty() || !field.name.startsWith("val$")) {
      return field.name;
    }
    List<String> fields = owner.get().fields.stream().map(f -> f.name).toList();
    return "val$" + fields.indexOf(field.name);
  }

  String descriptor(String descriptor) {
    Matcher types = CLASS_IN_DESCRIPTOR.matcher(descriptor);
    return types.replaceAll(type -> Matcher.quoteReplacement("L" + name(type.group(1)) + ";"));
  }

  List<String> constants(Object[] constants) {
    List<String> texts = new ArrayList<>();
    for (Object constant : constants) {
      texts.add(constant(constant));
    }
    return texts;
  }

  String constant(Object constant) {
    if (constant instanceof Handle handle) {
      if (handle.getTag() == Opcodes.H_NEWINVOKESPECIAL) {
        found.makes(handle.getOwner());
      }
      return handle.getTag()
          + " "
          + call(new Member(handle.getOwner(), handle.getName(), handle.getDesc()));
    }
    if (constant instanceof Type type) {
      if (type.getSort() == Type.OBJECT) {
        found.names(type.getInternalName());
      }
      return descriptor(type.getDescriptor());
    }
    if (constant instanceof ConstantDynamic dynamic) {
      List<String> arguments = new ArrayList<>();
      for (int i = 0; i < dynamic.getBootstrapMethodArgumentCount(); i++) {
        arguments.add(constant(dynamic.getBootstrapMethodArgument(i)));
      }
      return "%s%s %s %s"
          .formatted(
              dynamic.getName(),
              descriptor(dynamic.getDescriptor()),
              constant(dynamic.getBootstrapMethod()),
              arguments);
    }
    return constant.getClass().getSimpleName()
        + " "
        + constant.toString().length()
        + " "
        + constant;
  }
}
