package dev.assay.checkpoint.format.tensorflow;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/** The checksum that LevelDB tables and TensorFlow keep of their bytes. */
final class MaskedCrc32c {
  private static final int DELTA = 0xa282ead8;

  private MaskedCrc32c() {}

  /** Of the remaining bytes; the buffer stays where it is. */
  static int of(ByteBuffer bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes.duplicate());
    return Integer.rotateRight((int) crc.getValue(), 15) + DELTA;
  }
}
