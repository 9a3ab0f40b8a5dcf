package dev.assay.checkpoint.parameters;

import dev.assay.checkpoint.format.TensorSource;
import dev.assay.checkpoint.format.TensorSource.TensorInfo;
import dev.assay.checkpoint.format.Transposition;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * A tensor of a file that is a parameter of the model.
 *
 * @param nameInFile as the file calls it
 * @param info as the file stores it
 * @param transposed whether the file stores the transpose of the canonical matrix
 */
public record StoredParameter(String nameInFile, TensorInfo info, boolean transposed) {

  /** The shape that it has once it is read. */
  public List<Long> canonicalShape() {
    List<Long> shape = info.shape();
    return transposed && shape.size() == 2 ? List.of(shape.get(1), shape.get(0)) : shape;
  }

  boolean hasShape(List<Long> expected) {
    List<Long> shape = canonicalShape();
    if (shape.size() != expected.size()) {
      return false;
    }
    for (int i = 0; i < shape.size(); i++) {
      boolean fits =
          expected.get(i) == ParameterShapes.ANY
              ? shape.get(i) > 0
              : shape.get(i).equals(expected.get(i));
      if (!fits) {
        return false;
      }
    }
    return true;
  }

  /** Whether both are stored alike and hold the same numbers. */
  boolean sameAs(StoredParameter other, TensorSource source) {
    return transposed == other.transposed
        && info.shape().equals(other.info.shape())
        && source.float32(nameInFile).equals(source.float32(other.nameInFile));
  }

  /** The numbers of the canonical matrix or vector. */
  public ByteBuffer read(TensorSource source) {
    ByteBuffer numbers = source.float32(nameInFile);
    return transposed
        ? Transposition.of(
            numbers, Math.toIntExact(info.shape().get(0)), Math.toIntExact(info.shape().get(1)))
        : numbers;
  }
}
