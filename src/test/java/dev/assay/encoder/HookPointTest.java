package dev.assay.encoder;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.trace.Site;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class HookPointTest {
  @Test
  void has_the_same_name_where_other_digits_are_in_use() {
    Locale usual = Locale.getDefault();
    Locale.setDefault(Locale.forLanguageTag("ar-EG"));
    try {
      assertThat("%d".formatted(1)).isEqualTo("١");
      assertThat(new HookPoint(Site.RESID, 2).name())
          .isEqualTo("blocks.1.hook_normalized_resid_post");
      assertThat(new HookPoint(Site.MLP_OUT, 1).name()).isEqualTo("blocks.1.hook_mlp_out");
      assertThat(new HookPoint(Site.PATTERN, 1).name()).isEqualTo("blocks.1.attn.hook_pattern");
    } finally {
      Locale.setDefault(usual);
    }
  }
}
