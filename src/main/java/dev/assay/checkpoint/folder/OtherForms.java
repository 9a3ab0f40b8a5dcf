package dev.assay.checkpoint.folder;

import dev.assay.checkpoint.format.TensorSource;
import dev.assay.file.StoredFile;
import dev.assay.trace.AssayException;
import dev.assay.trace.Quoted;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Forms in which models are kept that are not their plain weights, each with the way to those. */
final class OtherForms {
  private static final String SAVE = "and save that with save_pretrained()";
  private static final String MERGE =
      "load it with PEFT on its model, call merge_and_unload() " + SAVE;
  private static final String DEQUANTISE =
      "take the checkpoint it was made from, or call dequantize() in transformers " + SAVE;

  private static final String ADAPTER = "adapter_config.json";

  private static final Pattern ADAPTER_TENSOR =
      Pattern.compile(".*\\.(lora_[A-Za-z_]+|base_layer|ia3_l|modules_to_save)(\\..*)?");

  private static final Pattern QUANTISED_TENSOR =
      Pattern.compile(
          ".*(\\.qweight|\\.qzeros|\\.SCB|\\.absmax|\\.quant_map|\\.quant_state\\..*|\\._packed_params.*|_quantized|_zero_point)");

  private static final List<Form> FILES =
      List.of(
          new Form(".*\\.(h5|keras)", "Keras weights", inTransformers("from_tf=True")),
          new Form(
              ".*\\.msgpack(\\.index\\.json)?", "Flax weights", inTransformers("from_flax=True")),
          new Form(".*\\.gguf", "GGUF weights", inTransformers("gguf_file=...")),
          new Form(
              "(onnx/)?model_(q|int|uint|bnb|quantized).*\\.onnx",
              "a quantised ONNX model",
              "take the float32 model.onnx of the same export"));

  private OtherForms() {}

  /**
   * @param name of the file
   * @param what it holds
   */
  private record Form(String name, String what, String advice) {}

  private static String inTransformers(String argument) {
    return "load it in transformers with %s %s".formatted(argument, SAVE);
  }

  /** Refuses an adapter, whose folder may hold anything else as well. */
  static void refuseAdapter(Path folder) {
    if (Files.exists(folder.resolve(ADAPTER))) {
      throw new AssayException(
          "%s is an adapter (it holds %s), which changes another model; %s."
              .formatted(folder, ADAPTER, MERGE));
    }
  }

  /** What to do with a folder that holds no weights in a form that can be read. */
  static AssayException noWeights(Path folder, String supported) {
    List<String> names = new ArrayList<>(names(folder, ""));
    names.addAll(names(folder, "onnx/"));
    for (Form form : FILES) {
      for (String name : names) {
        if (name.matches(form.name)) {
          return new AssayException(
              "%s holds %s (%s), a form that is not read; %s."
                  .formatted(folder, form.what, Quoted.plain(name), form.advice));
        }
      }
    }
    return new AssayException(
        "%s holds no weights; supported are %s.".formatted(folder, supported));
  }

  /** The files of a folder in it, by their path from it; none if it is not there. */
  private static List<String> names(Path folder, String within) {
    Path listed = folder.resolve(within);
    if (!Files.isDirectory(listed)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(listed)) {
      return files.map(file -> within + file.getFileName()).sorted().toList();
    } catch (IOException e) {
      throw StoredFile.unreadable(listed, e);
    }
  }

  /** Refuses weights of which other tensors say that they are not the model's own. */
  static TensorSource plain(TensorSource source) {
    for (String name : source.tensors().keySet()) {
      if (ADAPTER_TENSOR.matcher(name).matches()) {
        throw new AssayException(
            "%s holds an adapter beside the weights it changes (%s); %s."
                .formatted(source, Quoted.plain(name), MERGE));
      }
      if (QUANTISED_TENSOR.matcher(name).matches()) {
        throw quantised(source, Quoted.plain(name));
      }
    }
    return source;
  }

  /** For weights that stand for others. */
  static AssayException quantised(Object where, String sign) {
    return new AssayException(
        "%s is quantised (it holds %s), so that its numbers are not the model's; %s."
            .formatted(where, sign, DEQUANTISE));
  }
}
