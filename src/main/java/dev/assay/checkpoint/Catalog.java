package dev.assay.checkpoint;

import dev.assay.checkpoint.hub.Hub;
import dev.assay.checkpoint.hub.HubProgress;
import dev.assay.checkpoint.hub.HubReference;
import dev.assay.checkpoint.hub.HubSettings;
import dev.assay.checkpoint.hub.Need;
import dev.assay.trace.AssayException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;

/** Finds a checkpoint by what a user calls it: a catalog name, a hub reference, or a folder. */
public final class Catalog {
  private static final String BERT_TINY = "bert-tiny";
  private static final String DISTILBERT = "distilbert-base-uncased";
  private static final String BERT_TINY_HUB = "hf:prajjwal1/bert-tiny";
  private static final String DISTILBERT_HUB = "hf:distilbert-base-uncased";

  private Catalog() {}

  /**
   * A checkpoint that is known by name.
   *
   * @param architecture in short form, such as {@code BERT 6×12×384}
   * @param source where it comes from
   * @param onDisk whether nothing needs to be downloaded before it can be run: its Maven artifact
   *     is on the classpath, or the hub's cache has it whole
   */
  public record Entry(String name, String architecture, String source, boolean onDisk) {}

  /** The Maven profile without which a model is not on the classpath, if it takes one. */
  public static Optional<String> profile(String name) {
    return name.equals(BertBase.NAME) ? Optional.of(BertBase.PROFILE) : Optional.empty();
  }

  /** What is known by name. */
  public static List<Entry> entries() {
    return List.of(
        new Entry(
            MiniLm.NAME, "BERT 6×12×384", "Maven " + MiniLm.ARTIFACT, MiniLm.ONNX.isPresent()),
        new Entry(
            BertBase.NAME,
            "BERT 12×12×768, masked-LM head",
            "Maven %s, profile %s".formatted(BertBase.ARTIFACT, BertBase.PROFILE),
            BertBase.SAVED_MODEL.isPresent()),
        new Entry(BERT_TINY, "BERT 2×2×128", BERT_TINY_HUB, isCached(BERT_TINY_HUB)),
        new Entry(
            DISTILBERT,
            "DistilBERT 6×12×768, masked-LM head",
            DISTILBERT_HUB,
            isCached(DISTILBERT_HUB)));
  }

  /**
   * The checkpoint that a user names.
   *
   * @param name a catalog name, {@code hf:org/name[@revision]}, or the path of a folder
   * @throws AssayException if there is no such checkpoint, or it cannot be fetched or read
   */
  public static Checkpoint open(String name) {
    CacheFolder cache = CacheFolder.of(System.getenv());
    return switch (name) {
      case MiniLm.NAME -> MiniLm.open(cache);
      case BertBase.NAME -> BertBase.open(cache);
      case BERT_TINY -> fromHub(name, BERT_TINY_HUB);
      case DISTILBERT -> fromHub(name, DISTILBERT_HUB);
      default ->
          HubReference.isReference(name)
              ? fromHub(name, name)
              : CheckpointFolder.open(name, "folder " + name, folder(name));
    };
  }

  private static Checkpoint fromHub(String name, String reference) {
    return fromHub(Hub.of(HubSettings.ofSystem(), HubProgress.console()), name, reference);
  }

  static Checkpoint fromHub(Hub hub, String name, String reference) {
    Path snapshot =
        hub.snapshot(
            HubReference.parse(reference),
            EnumSet.allOf(Need.class),
            CheckpointFolder::requireUsable);
    return CheckpointFolder.open(name, reference, snapshot);
  }

  private static boolean isCached(String reference) {
    try {
      HubSettings offline = HubSettings.from(System.getenv(), true);
      Hub.of(offline, HubProgress.console())
          .snapshot(HubReference.parse(reference), EnumSet.allOf(Need.class));
      return true;
    } catch (AssayException e) {
      return false; // offline and not in the cache: that is what was asked
    }
  }

  private static Path folder(String name) {
    Optional<Path> path;
    try {
      path = Optional.of(Path.of(name)).filter(Files::isDirectory);
    } catch (InvalidPathException e) {
      path = Optional.empty();
    }
    return path.orElseThrow(
        () ->
            new AssayException(
                "There is no model '%s': it is neither known by name (%s), nor hf:org/name[@revision], nor a folder that exists."
                    .formatted(
                        name, String.join(", ", entries().stream().map(Entry::name).toList()))));
  }
}
