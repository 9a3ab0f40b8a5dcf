package dev.assay.checkpoint.format.tensorflow;

import com.google.protobuf.CodedInputStream;
import dev.assay.checkpoint.format.Dtype;
import dev.assay.checkpoint.format.TensorLimits;
import dev.assay.checkpoint.format.TensorSource.TensorInfo;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * What the index of a TensorFlow checkpoint says of one tensor: a BundleEntryProto.
 *
 * @param shard the number of the data file that holds it
 * @param crc32c masked checksum of its bytes
 * @param partitioned whether it is cut into slices that are stored under other keys
 * @see <a
 *     href="https://github.com/tensorflow/tensorflow/blob/master/tensorflow/core/protobuf/tensor_bundle.proto">The
 *     format</a>
 */
record BundleEntry(
    TensorInfo info, int shard, long offset, long size, int crc32c, boolean partitioned) {

  /** The checkpoint as a whole: a BundleHeaderProto. */
  record Header(int shards, boolean littleEndian) {
    static Header parse(ByteBuffer proto) throws IOException {
      CodedInputStream in = CodedInputStream.newInstance(proto);
      int shards = 1;
      boolean littleEndian = true;
      for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
        switch (tag >>> 3) {
          case 1 -> shards = in.readInt32();
          case 2 -> littleEndian = in.readEnum() == 0;
          default -> in.skipField(tag);
        }
      }
      return new Header(shards, littleEndian);
    }
  }

  static BundleEntry parse(ByteBuffer proto) throws IOException {
    CodedInputStream in = CodedInputStream.newInstance(proto);
    int type = 0;
    List<Long> shape = List.of();
    int shard = 0;
    long offset = 0;
    long size = 0;
    int crc32c = 0;
    boolean partitioned = false;
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      switch (tag >>> 3) {
        case 1 -> type = in.readEnum();
        case 2 -> shape = shape(in.readByteBuffer());
        case 3 -> shard = in.readInt32();
        case 4 -> offset = in.readInt64();
        case 5 -> size = in.readInt64();
        case 6 -> crc32c = in.readFixed32();
        case 7 -> {
          partitioned = true;
          in.skipField(tag);
        }
        default -> in.skipField(tag);
      }
    }
    return new BundleEntry(
        new TensorInfo(dtype(type), shape), shard, offset, size, crc32c, partitioned);
  }

  /** A TensorShapeProto: a list of dimensions, each with its size as field 1. */
  private static List<Long> shape(ByteBuffer proto) throws IOException {
    CodedInputStream in = CodedInputStream.newInstance(proto);
    List<Long> shape = new ArrayList<>();
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      if (tag >>> 3 == 2) {
        shape.add(dimension(in.readByteBuffer()));
        if (shape.size() > TensorLimits.DIMENSIONS) {
          throw new IOException("a tensor of more than %d dimensions".formatted(shape.size() - 1));
        }
      } else {
        in.skipField(tag);
      }
    }
    return shape;
  }

  private static long dimension(ByteBuffer proto) throws IOException {
    CodedInputStream in = CodedInputStream.newInstance(proto);
    long size = 0;
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      if (tag >>> 3 == 1) {
        size = in.readInt64();
      } else {
        in.skipField(tag);
      }
    }
    return size;
  }

  private static String dtype(int type) {
    return switch (type) {
      case 1 -> Dtype.F32.name();
      case 2 -> Dtype.F64.name();
      case 3 -> Dtype.I32.name();
      case 4 -> Dtype.U8.name();
      case 5 -> Dtype.I16.name();
      case 6 -> Dtype.I8.name();
      case 7 -> "STRING";
      case 9 -> Dtype.I64.name();
      case 10 -> Dtype.BOOL.name();
      case 14 -> Dtype.BF16.name();
      case 19 -> Dtype.F16.name();
      default -> "TensorFlow's type " + type;
    };
  }
}
