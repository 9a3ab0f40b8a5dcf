package dev.assay.checkpoint;

import dev.assay.checkpoint.cache.BertBase;
import dev.assay.checkpoint.cache.CacheFolder;
import dev.assay.checkpoint.cache.ClasspathResource;
import dev.assay.checkpoint.cache.PackagedModel;
import dev.assay.checkpoint.cache.SentenceEncoders;
import dev.assay.checkpoint.folder.CheckpointFolder;
import dev.assay.checkpoint.hub.Hub;
import dev.assay.checkpoint.hub.HubProgress;
import dev.assay.checkpoint.hub.HubReference;
import dev.assay.checkpoint.hub.HubSettings;
import dev.assay.checkpoint.hub.Need;
import dev.assay.trace.AssayException;
import dev.assay.trace.Quoted;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds a checkpoint by what a user calls it: a catalog name, a hub reference, or a folder. */
public final class Catalog {
  /** In a list of models: every one that comes in a Maven artifact. */
  public static final String ALL = "all";

  private static final List<PackagedModel> PACKAGED =
      List.of(
          SentenceEncoders.MINI_LM,
          SentenceEncoders.E5_SMALL,
          SentenceEncoders.BGE_SMALL,
          BertBase.UNCASED,
          BertBase.CASED);

  private static final List<HubModel> ON_HUB =
      List.of(
          new HubModel("bert-tiny", "BERT 2×2×128", "hf:prajjwal1/bert-tiny"),
          new HubModel(
              "distilbert-base-uncased",
              "DistilBERT 6×12×768, masked-LM head",
              "hf:distilbert-base-uncased"));

  /** A model that is known by name and comes from the hub. */
  private record HubModel(String name, String architecture, String reference) {}

  private Catalog() {}

  /**
   * A checkpoint that is known by name.
   *
   * @param architecture in short form, such as {@code BERT 6×12×384}
   * @param source where it comes from
   * @param onDisk whether nothing needs to be downloaded before it can be run: its Maven artifact
   *     is on the classpath, or the hub's cache has it whole
   * @param need what a project must have or do before it can be run, in words; empty if it can be
   *     run now
   */
  public record Entry(
      String name, String architecture, String source, boolean onDisk, Optional<String> need) {}

  /**
   * The profile of Assay's build without which a model is not on the classpath, if it takes one.
   */
  public static Optional<String> profile(String name) {
    return PACKAGED.stream()
        .filter(model -> model.name().equals(name))
        .findFirst()
        .flatMap(model -> model.published().profile());
  }

  /**
   * The models that a user asks for, where {@value #ALL} stands for every model that comes in a
   * Maven artifact, each once.
   */
  public static List<String> names(List<String> asked) {
    return asked.stream()
        .flatMap(
            name -> name.equals(ALL) ? PACKAGED.stream().map(PackagedModel::name) : Stream.of(name))
        .distinct()
        .toList();
  }

  /** What is known by name. */
  public static List<Entry> entries() {
    return Stream.concat(PACKAGED.stream().map(Catalog::entry), ON_HUB.stream().map(Catalog::entry))
        .toList();
  }

  private static Entry entry(PackagedModel model) {
    ClasspathResource published = model.published();
    boolean present = published.isPresent();
    return new Entry(
        model.name(),
        model.architecture(),
        "Maven " + published.artifact(),
        present,
        present ? Optional.empty() : Optional.of(published.need()));
  }

  private static Entry entry(HubModel model) {
    boolean cached = isCached(model.reference);
    return new Entry(
        model.name,
        model.architecture,
        model.reference,
        cached,
        cached ? Optional.empty() : Optional.of("the hub, once"));
  }

  /**
   * The checkpoint that a user names.
   *
   * @param name a catalog name, {@code hf:org/name[@revision]}, or the path of a folder
   * @throws AssayException if there is no such checkpoint, or it cannot be fetched or read
   */
  public static Checkpoint open(String name) {
    Optional<PackagedModel> packaged =
        PACKAGED.stream().filter(model -> model.name().equals(name)).findFirst();
    if (packaged.isPresent()) {
      return packaged.orElseThrow().open(CacheFolder.of(System.getenv()));
    }
    Optional<HubModel> onHub = ON_HUB.stream().filter(m -> m.name.equals(name)).findFirst();
    if (onHub.isPresent()) {
      return fromHub(name, onHub.orElseThrow().reference);
    }
    return HubReference.isReference(name)
        ? fromHub(name, name)
        : CheckpointFolder.open(name, "folder " + name, folder(name));
  }

  private static Checkpoint fromHub(String name, String reference) {
    return fromHub(Hub.of(HubSettings.ofSystem(), HubProgress.console()), name, reference);
  }

  static Checkpoint fromHub(Hub hub, String name, String reference) {
    Path snapshot =
        hub.verifiedSnapshot(
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
                "There is no model %s: it is neither known by name (%s), nor hf:org/name[@revision], nor a folder that exists."
                    .formatted(
                        Quoted.of(name),
                        String.join(", ", entries().stream().map(Entry::name).toList()))));
  }
}
