package dev.assay.checkpoint.fuzz;

import ai.onnx.proto.OnnxMl;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.ByteString;
import dev.assay.checkpoint.References;
import dev.assay.checkpoint.Spelling;
import dev.assay.checkpoint.TinyCheckpoint;
import dev.assay.checkpoint.format.TensorSource;
import dev.assay.checkpoint.format.TensorsInMemory;
import dev.assay.checkpoint.format.tensorflow.TensorFlowWriter;
import dev.assay.checkpoint.tokenizer.TinyTokenizer;
import dev.assay.file.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;

/** Sound checkpoints, one folder for each form of weights and of tokenizers that is read. */
final class FuzzSeeds {
  private static final String WEIGHTS = "model.safetensors";

  private FuzzSeeds() {}

  /** Writes the folders and lists them. */
  static List<Path> write(Path root) throws IOException {
    List<Path> seeds = new ArrayList<>();
    seeds.add(TinyCheckpoint.write(root.resolve("safetensors")));
    seeds.add(torch(root.resolve("torch-zip"), "pytorch_model.bin"));
    seeds.add(torch(root.resolve("torch-stream"), "pytorch_model.legacy.bin"));
    seeds.add(shards(root.resolve("shards")));
    seeds.add(tensorFlow(root.resolve("tensorflow")));
    seeds.add(onnx(root.resolve("onnx")));
    seeds.add(tokenizerJson(root.resolve("tokenizer-json")));
    seeds.add(settings(root.resolve("settings")));
    seeds.add(bytePairs(root.resolve("byte-pairs"), "roberta-mlm"));
    seeds.add(bytePairs(root.resolve("modernbert"), "modernbert-mlm"));
    seeds.add(bytePairFiles(root.resolve("byte-pair-files")));
    seeds.add(unigrams(root.resolve("unigrams")));
    return seeds;
  }

  /** The weights of one format take the place of the safetensors file. */
  private static Path without(Path folder) throws IOException {
    TinyCheckpoint.write(folder);
    Files.delete(folder.resolve(WEIGHTS));
    return folder;
  }

  private static Path torch(Path folder, String file) throws IOException {
    without(folder);
    Files.copy(References.RANDOM_BERT.resolve(file), folder.resolve("pytorch_model.bin"));
    return folder;
  }

  private static Path shards(Path folder) throws IOException {
    without(folder);
    Files.copy(References.RANDOM_BERT.resolve(WEIGHTS), folder.resolve("one.safetensors"));
    String map =
        References.safetensors(References.RANDOM_BERT).tensors().keySet().stream()
            .map("\"%s\": \"one.safetensors\""::formatted)
            .collect(Collectors.joining(", ", "{\"weight_map\": {", "}}"));
    Files.writeString(folder.resolve("model.safetensors.index.json"), map);
    return folder;
  }

  private static Path tensorFlow(Path folder) throws IOException {
    without(folder);
    TensorsInMemory google =
        TensorsInMemory.renamed(
                References.safetensors(References.RANDOM_BERT), Spelling::tensorFlow)
            .transposeKernels();
    new TensorFlowWriter().write(google, folder.resolve("bert_model.ckpt"), 2);
    return folder;
  }

  private static Path onnx(Path folder) throws IOException {
    without(folder);
    TensorSource weights = References.safetensors(References.RANDOM_BERT);
    OnnxMl.GraphProto.Builder graph = OnnxMl.GraphProto.newBuilder();
    weights
        .tensors()
        .forEach(
            (name, info) ->
                graph.addInitializer(
                    OnnxMl.TensorProto.newBuilder()
                        .setName(name)
                        .setDataType(OnnxMl.TensorProto.DataType.FLOAT_VALUE)
                        .addAllDims(info.shape())
                        .setRawData(ByteString.copyFrom(weights.float32(name)))));
    Files.write(
        folder.resolve("model.onnx"),
        OnnxMl.ModelProto.newBuilder().setGraph(graph).build().toByteArray());
    return folder;
  }

  private static Path tokenizerJson(Path folder) throws IOException {
    TinyCheckpoint.write(folder);
    List<String> pieces = Files.readAllLines(folder.resolve("vocab.txt"), StandardCharsets.UTF_8);
    Files.delete(folder.resolve("vocab.txt"));
    StringBuilder vocabulary = new StringBuilder();
    for (int id = 0; id < pieces.size(); id++) {
      vocabulary
          .append(id == 0 ? "" : ", ")
          .append(Json.quote(pieces.get(id)))
          .append(": ")
          .append(id);
    }
    String added =
        pieces.stream()
            .limit(5)
            .map(
                piece ->
                    "{\"id\": %d, \"content\": \"%s\", \"single_word\": false, \"lstrip\": false, \"rstrip\": false, \"normalized\": false, \"special\": true}"
                        .formatted(pieces.indexOf(piece), piece))
            .collect(Collectors.joining(", "));
    Files.writeString(
        folder.resolve("tokenizer.json"),
        """
        {"version": "1.0", "truncation": null, "padding": null, "added_tokens": [%s],
         "normalizer": {"type": "BertNormalizer", "clean_text": true, "handle_chinese_chars": true,
                        "strip_accents": null, "lowercase": true},
         "pre_tokenizer": {"type": "BertPreTokenizer"},
         "post_processor": {"type": "TemplateProcessing",
           "single": [{"SpecialToken": {"id": "[CLS]", "type_id": 0}},
                      {"Sequence": {"id": "A", "type_id": 0}},
                      {"SpecialToken": {"id": "[SEP]", "type_id": 0}}],
           "pair": [{"SpecialToken": {"id": "[CLS]", "type_id": 0}},
                    {"Sequence": {"id": "A", "type_id": 0}},
                    {"SpecialToken": {"id": "[SEP]", "type_id": 0}},
                    {"Sequence": {"id": "B", "type_id": 1}},
                    {"SpecialToken": {"id": "[SEP]", "type_id": 1}}],
           "special_tokens": {"[CLS]": {"id": "[CLS]", "ids": [2], "tokens": ["[CLS]"]},
                              "[SEP]": {"id": "[SEP]", "ids": [3], "tokens": ["[SEP]"]}}},
         "decoder": {"type": "WordPiece", "prefix": "##", "cleanup": true},
         "model": {"type": "WordPiece", "unk_token": "[UNK]", "continuing_subword_prefix": "##",
                   "max_input_chars_per_word": 100, "vocab": {%s}}}
        """
            .formatted(added, vocabulary));
    return folder;
  }

  private static Path settings(Path folder) throws IOException {
    TinyCheckpoint.write(folder);
    Files.writeString(
        folder.resolve("tokenizer_config.json"),
        "{\"do_lower_case\": true, \"tokenizer_class\": \"BertTokenizer\", \"model_max_length\":"
            + " 40}");
    Files.writeString(
        folder.resolve("special_tokens_map.json"),
        "{\"cls_token\": \"[CLS]\", \"sep_token\": \"[SEP]\", \"unk_token\": \"[UNK]\"}");
    Files.writeString(
        folder.resolve("modules.json"),
        "[{\"idx\": 0, \"path\": \"\", \"type\": \"sentence_transformers.models.Transformer\"}]");
    return folder;
  }

  private static Path architecture(Path folder, String name) throws IOException {
    Path reference = Path.of("src/test/resources/reference/architectures", name);
    Files.createDirectories(folder);
    Files.copy(reference.resolve("config.json"), folder.resolve("config.json"));
    Files.copy(reference.resolve(WEIGHTS), folder.resolve(WEIGHTS));
    return folder;
  }

  private static Path bytePairs(Path folder, String architecture) throws IOException {
    architecture(folder, architecture);
    Json.write(TinyTokenizer.BYTE_PAIRS.json(), folder.resolve("tokenizer.json"));
    return folder;
  }

  private static Path bytePairFiles(Path folder) throws IOException {
    architecture(folder, "roberta-mlm");
    JsonNode model = TinyTokenizer.BYTE_PAIRS.json().path("model");
    Json.write((ObjectNode) model.path("vocab"), folder.resolve("vocab.json"));
    StringBuilder merges = new StringBuilder("#version: 0.2\n");
    model.path("merges").forEach(merge -> merges.append(merge.asText()).append('\n'));
    Files.writeString(folder.resolve("merges.txt"), merges);
    return folder;
  }

  private static Path unigrams(Path folder) throws IOException {
    architecture(folder, "xlm-roberta-mlm");
    ObjectNode json = TinyTokenizer.UNIGRAMS.json();
    json.putObject("normalizer")
        .put("type", "Precompiled")
        .put("precompiled_charsmap", Base64.getEncoder().encodeToString(TinyTokenizer.charsMap()));
    Json.write(json, folder.resolve("tokenizer.json"));
    return folder;
  }
}
