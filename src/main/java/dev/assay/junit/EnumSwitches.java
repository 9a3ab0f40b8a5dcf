package dev.assay.junit;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.IntInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LookupSwitchInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TableSwitchInsnNode;

/**
 * Switches over enums. The compiler numbers the constants of an enum in the order in which any
 * switch of the class mentions them, in a table of a class of its own, and switches over that.
 */
final class EnumSwitches {
  private EnumSwitches() {}

  /**
   * Where a switch goes.
   *
   * @param byKey by number
   * @param otherwise for all others
   */
  record Targets(Map<Integer, LabelNode> byKey, LabelNode otherwise) {}

  static Optional<Targets> targets(AbstractInsnNode instruction) {
    Map<Integer, LabelNode> byKey = new HashMap<>();
    if (instruction instanceof TableSwitchInsnNode table) {
      for (int i = 0; i < table.labels.size(); i++) {
        byKey.put(table.min + i, table.labels.get(i));
      }
      return Optional.of(new Targets(byKey, table.dflt));
    }
    if (instruction instanceof LookupSwitchInsnNode lookup) {
      for (int i = 0; i < lookup.labels.size(); i++) {
        byKey.put(lookup.keys.get(i), lookup.labels.get(i));
      }
      return Optional.of(new Targets(byKey, lookup.dflt));
    }
    return Optional.empty();
  }

  /** Whether a field is the table that numbers an enum's constants. */
  static boolean isMap(FieldInsnNode field) {
    return field.name.startsWith("$SwitchMap$");
  }

  /**
   * The names of constants by number and table: {@code $SwitchMap$x[x.A.ordinal()] = 1} in the
   * initialiser of the compiler's class.
   */
  static Map<String, Map<Integer, String>> constants(ClassNode tables) {
    Map<String, Map<Integer, String>> constants = new HashMap<>();
    for (MethodNode method : tables.methods) {
      for (AbstractInsnNode each : method.instructions) {
        if (each instanceof FieldInsnNode map
            && isMap(map)
            && map.getOpcode() == Opcodes.GETSTATIC
            && map.getNext() instanceof FieldInsnNode constant) {
          AbstractInsnNode number = constant.getNext().getNext();
          constants
              .computeIfAbsent(map.name, name -> new HashMap<>())
              .put(number(number), constant.name);
        }
      }
    }
    return constants;
  }

  private static int number(AbstractInsnNode push) {
    if (push instanceof IntInsnNode wide) {
      return wide.operand;
    }
    return push instanceof InsnNode ? push.getOpcode() - Opcodes.ICONST_0 : -1;
  }
}
