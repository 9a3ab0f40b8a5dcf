package dev.assay.junit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.IincInsnNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;

/** The instructions of a method that say what it does. */
final class Instructions {
  private Instructions() {}

  /**
   * All but what the compiler adds: the question whether assertions are on, which is in a class's
   * initialiser if there is an assertion anywhere in the class, and constants that are stored in
   * variables but never loaded, which it leaves out if it writes no debug information.
   */
  static List<AbstractInsnNode> of(MethodNode method) {
    List<AbstractInsnNode> all = new ArrayList<>();
    method.instructions.forEach(
        each -> {
          all.add(each);
          if (each instanceof FieldInsnNode field
              && field.getOpcode() == Opcodes.PUTSTATIC
              && field.name.equals("$assertionsDisabled")) {
            dropQuestion(all);
          }
        });
    Set<Integer> loaded = new HashSet<>();
    all.forEach(
        each -> {
          if (each instanceof IincInsnNode increment) {
            loaded.add(increment.var);
          } else if (each instanceof VarInsnNode local && !isStore(local)) {
            loaded.add(local.var);
          }
        });
    List<AbstractInsnNode> kept = new ArrayList<>();
    for (AbstractInsnNode each : all) {
      boolean unused =
          each instanceof VarInsnNode local && isStore(local) && !loaded.contains(local.var);
      if (unused && !kept.isEmpty() && isConstant(kept.get(kept.size() - 1))) {
        kept.remove(kept.size() - 1);
      } else {
        kept.add(each);
      }
    }
    return kept;
  }

  /**
   * The method's local variables, parameters included, numbered in the order in which they occur:
   * by what is left out, those after it have other slots.
   */
  static Map<Integer, Integer> locals(MethodNode method, List<AbstractInsnNode> instructions) {
    Map<Integer, Integer> numbers = new HashMap<>();
    boolean isStatic = (method.access & Opcodes.ACC_STATIC) != 0;
    int parameters = (Type.getArgumentsAndReturnSizes(method.desc) >> 2) - (isStatic ? 1 : 0);
    for (int slot = 0; slot < parameters; slot++) {
      numbers.put(slot, slot);
    }
    for (AbstractInsnNode each : instructions) {
      if (each instanceof VarInsnNode local) {
        numbers.putIfAbsent(local.var, numbers.size());
      }
    }
    return numbers;
  }

  private static void dropQuestion(List<AbstractInsnNode> instructions) {
    int from = instructions.size() - 1;
    while (!(instructions.get(from) instanceof LdcInsnNode)) {
      from--;
    }
    instructions.subList(from, instructions.size()).clear();
  }

  private static boolean isStore(VarInsnNode local) {
    return local.getOpcode() >= Opcodes.ISTORE && local.getOpcode() <= Opcodes.ASTORE;
  }

  private static boolean isConstant(AbstractInsnNode each) {
    int opcode = each.getOpcode();
    return opcode >= Opcodes.ACONST_NULL && opcode <= Opcodes.LDC;
  }
}
