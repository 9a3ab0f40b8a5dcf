package dev.assay.junit;

import dev.assay.junit.OwnClasses.Member;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.objectweb.asm.Opcodes;
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
 * Compiled code as text that is the same for the same code.
 *
 * @param classes where the tables of switches over enums are
 * @param references how what code refers to is written
 */
record CodeText(OwnClasses classes, ReferenceText references) {
  private static final int MEANING =
      Opcodes.ACC_STATIC | Opcodes.ACC_ABSTRACT | Opcodes.ACC_SYNCHRONIZED | Opcodes.ACC_NATIVE;

  /** What a class says of itself other than its code. */
  String header(ClassNode node) {
    List<String> components = new ArrayList<>();
    if (node.recordComponents != null) {
      node.recordComponents.forEach(
          c ->
              components.add(
                  "%s %s%s"
                      .formatted(
                          references.descriptor(c.descriptor),
                          c.name,
                          AnnotationText.of(c.visibleAnnotations))));
    }
    return "class %s extends %s implements %s (%s) %s"
        .formatted(
            ReferenceText.isNumbered(node) ? "" : node.name,
            references.name(String.valueOf(node.superName)),
            node.interfaces.stream().map(references::name).sorted().toList(),
            components,
            AnnotationText.of(node.visibleAnnotations));
  }

  /** A method: its name, what it takes and gives, and its instructions. */
  String of(MethodNode method) {
    return "%s%s %s %s"
        .formatted(
            method.name,
            references.descriptor(method.desc),
            AnnotationText.of(method.visibleAnnotations),
            code(method));
  }

  /** A method's instructions, whatever it is called. */
  String code(MethodNode method) {
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
                        block.type == null ? "finally" : references.name(block.type),
                        labels.get(block.handler))));
    return text.append("\n}").toString();
  }

  private String instruction(
      AbstractInsnNode each, Map<LabelNode, Integer> labels, Optional<FieldInsnNode> switchMap) {
    int opcode = each.getOpcode();
    if (each instanceof MethodInsnNode call) {
      return opcode + " " + references.call(new Member(call.owner, call.name, call.desc));
    }
    if (each instanceof FieldInsnNode field) {
      if (opcode == Opcodes.GETSTATIC || opcode == Opcodes.PUTSTATIC) {
        references.initialises(field.owner);
      }
      return "%d %s.%s %s"
          .formatted(
              opcode,
              references.name(field.owner),
              references.field(field),
              references.descriptor(field.desc));
    }
    if (each instanceof TypeInsnNode type) {
      if (opcode == Opcodes.NEW) {
        references.makes(type.desc);
      }
      return opcode + " " + references.name(type.desc);
    }
    if (each instanceof InvokeDynamicInsnNode dynamic) {
      return "%d %s%s %s %s"
          .formatted(
              opcode,
              dynamic.name,
              references.descriptor(dynamic.desc),
              references.constant(dynamic.bsm),
              references.constants(dynamic.bsmArgs));
    }
    if (each instanceof LdcInsnNode load) {
      return opcode + " " + references.constant(load.cst);
    }
    if (each instanceof JumpInsnNode jump) {
      return opcode + " " + labels.get(jump.label);
    }
    if (each instanceof IntInsnNode number) {
      return opcode + " " + number.operand;
    }
    if (each instanceof MultiANewArrayInsnNode array) {
      return "%d %s %d".formatted(opcode, references.descriptor(array.desc), array.dims);
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
}
