package dev.assay.junit;

import dev.assay.junit.OwnClasses.Member;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.codec.digest.DigestUtils;
import org.objectweb.asm.ConstantDynamic;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.IincInsnNode;
import org.objectweb.asm.tree.IntInsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.MultiANewArrayInsnNode;
import org.objectweb.asm.tree.TypeInsnNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Compiled code as text that is the same for the same code. Where the compiler counts (lambdas,
 * anonymous and local classes, what it makes for a switch over an enum), its number depends on what
 * else is in the class, so what the number stands for is written out in its place.
 */
final class CodeText {
  private static final Pattern CLASS_IN_DESCRIPTOR = Pattern.compile("L([^;]+);");
  private static final int MEANING =
      Opcodes.ACC_STATIC | Opcodes.ACC_ABSTRACT | Opcodes.ACC_SYNCHRONIZED | Opcodes.ACC_NATIVE;

  private final OwnClasses classes;
  private final Found found;

  /** What is being written out, so that what refers to itself comes to an end. */
  private final Deque<String> within = new ArrayDeque<>();

  CodeText(OwnClasses classes, Found found) {
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
  boolean isNumbered(ClassNode node) {
    return node.outerClass != null || (node.access & Opcodes.ACC_SYNTHETIC) != 0;
  }

  /** What a class says of itself other than its code. */
  String header(ClassNode node) {
    List<String> components = new ArrayList<>();
    if (node.recordComponents != null) {
      node.recordComponents.forEach(
          c ->
              components.add(
                  "%s %s%s"
                      .formatted(
                          descriptor(c.descriptor),
                          c.name,
                          AnnotationText.of(c.visibleAnnotations))));
    }
    return "class %s extends %s implements %s (%s) %s"
        .formatted(
            isNumbered(node) ? "" : node.name,
            name(String.valueOf(node.superName)),
            node.interfaces.stream().map(this::name).sorted().toList(),
            components,
            AnnotationText.of(node.visibleAnnotations));
  }

  /** A method: its name, what it takes and gives, and its instructions. */
  String of(MethodNode method) {
    return "%s%s %s %s"
        .formatted(
            method.name,
            descriptor(method.desc),
            AnnotationText.of(method.visibleAnnotations),
            code(method));
  }

  private String code(MethodNode method) {
    List<AbstractInsnNode> instructions = Instructions.of(method);
    Map<Integer, Integer> locals = Instructions.locals(method, instructions);
    Map<LabelNode, Integer> labels = new HashMap<>();
    for (AbstractInsnNode each : instructions) {
      if (each instanceof LabelNode label) {
        labels.put(label, labels.size());
      }
    }
    StringBuilder text = new StringBuilder("%x {".formatted(method.access & MEANING));
    Optional<FieldInsnNode> switchMap = Optional.empty();
    for (AbstractInsnNode each : instructions) {
      if (each instanceof FieldInsnNode field && EnumSwitches.isMap(field)) {
        switchMap = Optional.of(field);
        text.append("\n switch over ").append(field.name);
      } else if (each instanceof LabelNode label) {
        text.append("\n:").append(labels.get(label));
      } else if (each instanceof VarInsnNode local) {
        text.append("\n %d %d".formatted(local.getOpcode(), locals.get(local.var)));
      } else if (each instanceof IincInsnNode step) {
        text.append("\n add %d %d".formatted(locals.get(step.var), step.incr));
      } else {
        text.append("\n ").append(instruction(each, labels, switchMap));
      }
    }
    method.tryCatchBlocks.forEach(
        block ->
            text.append(
                "\n try %d-%d %s %d"
                    .formatted(
                        labels.get(block.start),
                        labels.get(block.end),
                        block.type == null ? "finally" : name(block.type),
                        labels.get(block.handler))));
    return text.append("\n}").toString();
  }

  private String instruction(
      AbstractInsnNode each, Map<LabelNode, Integer> labels, Optional<FieldInsnNode> switchMap) {
    int opcode = each.getOpcode();
    if (each instanceof MethodInsnNode call) {
      return opcode + " " + call(new Member(call.owner, call.name, call.desc));
    }
    if (each instanceof FieldInsnNode field) {
      if (opcode == Opcodes.GETSTATIC || opcode == Opcodes.PUTSTATIC) {
        found.initialises(field.owner);
      }
      return "%d %s.%s %s"
          .formatted(opcode, name(field.owner), field(field), descriptor(field.desc));
    }
    if (each instanceof TypeInsnNode type) {
      if (opcode == Opcodes.NEW) {
        found.makes(type.desc);
      }
      return opcode + " " + name(type.desc);
    }
    if (each instanceof InvokeDynamicInsnNode dynamic) {
      return "%d %s%s %s %s"
          .formatted(
              opcode,
              dynamic.name,
              descriptor(dynamic.desc),
              constant(dynamic.bsm),
              constants(dynamic.bsmArgs));
    }
    if (each instanceof LdcInsnNode load) {
      return opcode + " " + constant(load.cst);
    }
    if (each instanceof JumpInsnNode jump) {
      return opcode + " " + labels.get(jump.label);
    }
    if (each instanceof IntInsnNode number) {
      return opcode + " " + number.operand;
    }
    if (each instanceof MultiANewArrayInsnNode array) {
      return "%d %s %d".formatted(opcode, descriptor(array.desc), array.dims);
    }
    return EnumSwitches.targets(each)
        .map(targets -> choices(targets, labels, switchMap))
        .orElse(Integer.toString(opcode));
  }

  private String choices(
      EnumSwitches.Targets targets,
      Map<LabelNode, Integer> labels,
      Optional<FieldInsnNode> switchMap) {
    Map<Integer, String> constants = switchMap.flatMap(this::constants).orElse(Map.of());
    SortedMap<String, Integer> choices = new TreeMap<>();
    targets
        .byKey()
        .forEach(
            (key, label) -> {
              if (label != targets.otherwise()) {
                choices.put(constants.getOrDefault(key, Integer.toString(key)), labels.get(label));
              }
            });
    return "switch %s else %d".formatted(choices, labels.get(targets.otherwise()));
  }

  private Optional<Map<Integer, String>> constants(FieldInsnNode map) {
    return classes
        .find(map.owner)
        .map(tables -> EnumSwitches.constants(tables).getOrDefault(map.name, Map.of()));
  }

  /** A call; a method that the compiler has made and counted is written out in its place. */
  private String call(Member member) {
    Optional<ClassNode> owner = classes.find(member.owner());
    Optional<MethodNode> target = classes.method(member);
    int hidden = target.map(method -> method.access).orElse(0);
    boolean counted = (hidden & Opcodes.ACC_SYNTHETIC) != 0 && (hidden & Opcodes.ACC_BRIDGE) == 0;
    if (counted) {
      return written(
          member.owner() + "." + member.name() + member.descriptor(),
          () -> descriptor(member.descriptor()) + code(target.orElseThrow()));
    }
    if (owner.isPresent() && !isNumbered(owner.get())) {
      found.calls(member);
    }
    return "%s.%s%s"
        .formatted(name(member.owner()), member.name(), descriptor(member.descriptor()));
  }

  /** A class's name; of one with a number, what is in it. */
  private String name(String internalName) {
    if (internalName.startsWith("[")) {
      return descriptor(internalName);
    }
    return classes
        .find(internalName)
        .filter(this::isNumbered)
        .map(node -> written(internalName, () -> content(node)))
        .orElse(internalName);
  }

  private String content(ClassNode node) {
    List<String> methods = new ArrayList<>();
    for (MethodNode method : node.methods) {
      if (!method.name.startsWith("lambda$")) {
        methods.add(of(method));
      }
    }
    methods.sort(null);
    return header(node) + methods;
  }

  private String written(String key, java.util.function.Supplier<String> content) {
    int depth = 0;
    for (String outer : within) {
      if (outer.equals(key)) {
        return "(" + depth + " out)";
      }
      depth++;
    }
    within.push(key);
    try {
      return "(" + DigestUtils.sha256Hex(content.get()) + ")";
    } finally {
      within.pop();
    }
  }

  /** What is captured has the name of a local variable; its place among the fields is as good. */
  private String field(FieldInsnNode field) {
    Optional<ClassNode> owner = classes.find(field.owner).filter(this::isNumbered);
    if (owner.isEmpty() || !field.name.startsWith("val$")) {
      return field.name;
    }
    List<String> fields = owner.get().fields.stream().map(f -> f.name).toList();
    return "val$" + fields.indexOf(field.name);
  }

  private String descriptor(String descriptor) {
    Matcher types = CLASS_IN_DESCRIPTOR.matcher(descriptor);
    return types.replaceAll(type -> Matcher.quoteReplacement("L" + name(type.group(1)) + ";"));
  }

  private List<String> constants(Object[] constants) {
    List<String> texts = new ArrayList<>();
    for (Object constant : constants) {
      texts.add(constant(constant));
    }
    return texts;
  }

  private String constant(Object constant) {
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
