package dev.assay.checkpoint.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DtypeTest {

  /** Values from the table of examples in IEEE 754's article on half precision. */
  @ParameterizedTest
  @CsvSource({
    "0x0000, 0x0p0",
    "0x8000, -0x0p0",
    "0x0001, 0x1p-24",
    "0x03ff, 0x0.ffcp-14",
    "0x0400, 0x1p-14",
    "0x3555, 0x1.554p-2",
    "0x3bff, 0x1.ffcp-1",
    "0x3c00, 0x1p0",
    "0xc000, -0x1p1",
    "0x7bff, 65504",
    "0x7c00, Infinity",
    "0xfc00, -Infinity",
    "0x7e00, NaN"
  })
  void half_precision_is_converted_exactly(String bits, String value) {
    float converted = Dtype.half(Integer.decode(bits).shortValue());
    // As bits, so that -0 differs from 0 and NaN equals itself.
    assertThat(Float.floatToIntBits(converted))
        .isEqualTo(Float.floatToIntBits(Float.parseFloat(value)));
  }

  @Test
  void brain_floats_are_the_upper_half_of_a_float32() {
    float[] numbers = {1f, -2.5f, 0x1p-126f, Float.POSITIVE_INFINITY, -0f};
    ByteBuffer stored = ByteBuffer.allocate(2 * numbers.length).order(ByteOrder.LITTLE_ENDIAN);
    for (float number : numbers) {
      stored.putShort((short) (Float.floatToRawIntBits(number) >>> 16));
    }
    ByteBuffer converted = Dtype.BF16.toFloat32(stored.flip());

    float[] read = new float[converted.remaining() / 4];
    converted.asFloatBuffer().get(read);
    assertThat(read).containsExactly(numbers);
  }
}
