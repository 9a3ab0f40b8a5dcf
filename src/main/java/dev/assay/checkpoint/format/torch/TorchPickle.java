package dev.assay.checkpoint.format.torch;

import dev.assay.trace.AssayException;
import dev.assay.trace.Quoted;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.razorvine.pickle.Opcodes;
import net.razorvine.pickle.PickleException;
import net.razorvine.pickle.PickleUtils;
import net.razorvine.pickle.Unpickler;

/**
 * Reads a pickle that holds nothing but tensors, dictionaries, sequences, texts and numbers. A
 * pickle is a program: whatever else it asks for is refused by name before it is constructed or
 * called. Instructions that PyTorch does not need are refused as well, so that what they do in the
 * underlying library does not matter.
 */
final class TorchPickle extends Unpickler {
  private static final Set<Short> HARMLESS =
      Set.of(
          Opcodes.PROTO,
          Opcodes.FRAME,
          Opcodes.MARK,
          Opcodes.STOP,
          Opcodes.NONE,
          Opcodes.NEWTRUE,
          Opcodes.NEWFALSE,
          Opcodes.BININT,
          Opcodes.BININT1,
          Opcodes.BININT2,
          Opcodes.LONG1,
          Opcodes.BINFLOAT,
          Opcodes.SHORT_BINUNICODE,
          Opcodes.EMPTY_TUPLE,
          Opcodes.TUPLE,
          Opcodes.TUPLE1,
          Opcodes.TUPLE2,
          Opcodes.TUPLE3,
          Opcodes.EMPTY_LIST,
          Opcodes.APPEND,
          Opcodes.EMPTY_DICT,
          Opcodes.BINGET,
          Opcodes.LONG_BINGET,
          Opcodes.BINPUT,
          Opcodes.LONG_BINPUT,
          Opcodes.MEMOIZE);

  private final String where;

  private TorchPickle(String where) {
    this.where = where;
  }

  /**
   * The object that a pickle describes: {@link TorchTensor}, Map, List, Object[] for a tuple,
   * String, Number or Boolean.
   *
   * @param pickle is read exactly to the pickle's end
   * @param where the file, for errors
   */
  static Object read(InputStream pickle, String where) {
    try {
      Object read = new TorchPickle(where).load(pickle);
      if (read == null) {
        throw new IOException("it holds nothing");
      }
      return read;
    } catch (AssayException refusal) {
      throw refusal;
    } catch (IOException | RuntimeException e) {
      // The library meets nonsense with whatever exception its collections throw.
      String reason = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
      throw new AssayException(
          "%s holds a pickle that cannot be read (%s); download or copy the file again."
              .formatted(where, Quoted.plain(reason.lines().findFirst().orElse(""))),
          e);
    }
  }

  @Override
  protected Object dispatch(short instruction) throws PickleException, IOException {
    switch (instruction) {
      case Opcodes.GLOBAL -> {
        String module = PickleUtils.readline(input);
        stack.add(global(module, PickleUtils.readline(input)));
      }
      case Opcodes.STACK_GLOBAL -> {
        String name = (String) stack.pop();
        stack.add(global((String) stack.pop(), name));
      }
      case Opcodes.INST -> {
        String module = PickleUtils.readline(input);
        stack.add(global(module, PickleUtils.readline(input)));
        throw refused("an object of a class, which no tensor is");
      }
      case Opcodes.REDUCE -> {
        Object[] arguments = (Object[]) stack.pop();
        stack.add(((TorchGlobals.Function) stack.pop()).call(arguments));
      }
      case Opcodes.BUILD -> {
        // A state_dict carries its modules' versions as an attribute, which nothing here needs.
        if (!(stack.pop() instanceof Map) || !(stack.peek() instanceof Map)) {
          throw refused("the attributes of an object, which no tensor is");
        }
      }
      case Opcodes.BINPERSID -> stack.add(TorchGlobals.storage((Object[]) stack.pop()));
      case Opcodes.BINUNICODE -> stack.add(text());
      case Opcodes.SETITEM -> {
        Object value = stack.pop();
        setItems(Arrays.asList(stack.pop(), value));
      }
      case Opcodes.SETITEMS -> setItems(stack.pop_all_since_marker());
      case Opcodes.APPENDS -> append(stack.pop_all_since_marker());
      default -> {
        if (!HARMLESS.contains(instruction)) {
          throw refused("the pickle instruction 0x%02x".formatted(instruction));
        }
        return super.dispatch(instruction);
      }
    }
    return NO_RETURN_VALUE;
  }

  private Object global(String module, String name) {
    String full = module + "." + name;
    Optional<TorchGlobals.Function> function = TorchGlobals.function(full);
    return function.isPresent()
        ? function.orElseThrow()
        : TorchGlobals.storageClass(full).orElseThrow(() -> refused(full));
  }

  /** The library would reserve memory for any length that the file claims. */
  private String text() throws IOException {
    int length = Integer.reverseBytes(new DataInputStream(input).readInt());
    if (length < 0 || length > input.available()) {
      throw new IOException("a text of %d bytes".formatted(Integer.toUnsignedLong(length)));
    }
    return new String(input.readNBytes(length), StandardCharsets.UTF_8);
  }

  @SuppressWarnings("unchecked") // what this class itself put on the stack
  private void setItems(List<Object> keysAndValues) {
    Map<Object, Object> map = (Map<Object, Object>) stack.peek();
    for (int i = 0; i < keysAndValues.size(); i += 2) {
      Object key = keysAndValues.get(i);
      // Anything else as a key could contain itself, and hashing it would not end.
      if (!(key instanceof String || key instanceof Number)) {
        throw new IllegalArgumentException("a key that is neither a text nor a number");
      }
      map.put(key, keysAndValues.get(i + 1));
    }
  }

  /** The library copies the whole list each time. */
  @SuppressWarnings("unchecked") // what this class itself put on the stack
  private void append(List<Object> items) {
    ((List<Object>) stack.peek()).addAll(items);
  }

  private AssayException refused(String what) {
    return new AssayException(
        "%s asks for %s: reading it could run foreign code, and only tensors and dictionaries are read; get the checkpoint as model.safetensors, or save the model's state_dict alone."
            .formatted(where, Quoted.plain(what)));
  }
}
