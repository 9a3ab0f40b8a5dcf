package dev.assay.junit;

import dev.assay.trace.AssayException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.security.CodeSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * The compiled classes of the code source that a claim is in: its folder of classes or its jar.
 * What is outside is a library's, which has a version of its own.
 */
final class OwnClasses {
  private final ClassLoader loader;
  private final Optional<String> home;
  private final Map<String, Optional<ClassNode>> read = new HashMap<>();

  OwnClasses(Class<?> claim) {
    this.loader = claim.getClassLoader();
    this.home = location(claim);
  }

  /** A class by its internal name, such as {@code dev/assay/Claim}; empty if it is not own. */
  Optional<ClassNode> find(String name) {
    if (name.startsWith("java/") || name.startsWith("[")) {
      return Optional.empty();
    }
    Optional<ClassNode> known = read.get(name);
    if (known == null) {
      known = type(name).filter(this::isOwn).map(OwnClasses::read);
      read.put(name, known);
    }
    return known;
  }

  /** Where a call to a method goes, as far as that is own code. */
  Optional<MethodNode> method(Member member) {
    return find(member.owner())
        .flatMap(
            node ->
                node.methods.stream()
                    .filter(m -> m.name.equals(member.name()) && m.desc.equals(member.descriptor()))
                    .findFirst());
  }

  /** A class, uninitialised; empty if there is none, as of an optional dependency. */
  Optional<Class<?>> type(String name) {
    try {
      return Optional.of(Class.forName(name.replace('/', '.'), false, loader));
    } catch (ClassNotFoundException | LinkageError e) {
      return Optional.empty();
    }
  }

  private boolean isOwn(Class<?> type) {
    return home.isPresent() ? home.equals(location(type)) : type.getClassLoader() == loader;
  }

  private static Optional<String> location(Class<?> type) {
    return Optional.ofNullable(type.getProtectionDomain().getCodeSource())
        .map(CodeSource::getLocation)
        .map(URL::toString);
  }

  private static ClassNode read(Class<?> type) {
    String file = "/" + type.getName().replace('.', '/') + ".class";
    try (InputStream compiled = type.getResourceAsStream(file)) {
      if (compiled == null) {
        throw new AssayException(
            "%s has no class file that can be read, so its claims cannot be told apart from changed ones; run them from a folder of classes or a jar."
                .formatted(type.getName()));
      }
      ClassNode node = new ClassNode(Opcodes.ASM9);
      new ClassReader(compiled).accept(node, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
      return node;
    } catch (IOException | IllegalArgumentException e) {
      throw new AssayException(
          "The class file of %s cannot be read (%s); compile it again, for a version of Java that this Assay knows."
              .formatted(type.getName(), e.getMessage()),
          e);
    }
  }

  /** A method by the internal name of its class, its name and its descriptor. */
  record Member(String owner, String name, String descriptor) {}
}
