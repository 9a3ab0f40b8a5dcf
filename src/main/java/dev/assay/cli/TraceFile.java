package dev.assay.cli;

import dev.assay.checkpoint.format.safetensors.SafetensorsWriter;
import dev.assay.encoder.PyTorchModel;
import dev.assay.trace.Site;
import dev.assay.trace.Tensor;
import dev.assay.trace.Token;
import dev.assay.trace.Trace;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** A trace as a safetensors file. */
final class TraceFile {
  /** What the file holds of a trace. */
  static final Set<Site> SITES = Set.of(Site.PATTERN, Site.V, Site.Z, Site.RESID);

  private TraceFile() {}

  static SafetensorsWriter of(PyTorchModel model, Trace trace) throws IOException {
    SafetensorsWriter file =
        new SafetensorsWriter()
            .metadata("tokens", JsonOutput.array(trace.tokens().pieces()))
            .metadata("text", trace.tokens().texts().get(0))
            .metadata("model", model.name())
            .metadata("weights_sha256", model.checkpoint().weights().sha256());
    long[] ids = Arrays.stream(trace.tokens().ids()).asLongStream().toArray();
    file.int64("input_ids", List.of((long) ids.length), ids);
    if (trace.tokens().texts().size() == 2) {
      file.metadata("text_pair", trace.tokens().texts().get(1));
      long[] types = trace.tokens().list().stream().mapToLong(Token::segment).toArray();
      file.int64("token_type_ids", List.of((long) types.length), types);
    }
    for (Site site : SITES) {
      Tensor tensor = trace.tensor(site);
      List<Long> shape = Arrays.stream(tensor.shape()).mapToObj(Long::valueOf).toList();
      file.float32(site.tensorName(), shape, tensor.toArray());
    }
    return file;
  }
}
