package dev.assay.checkpoint.hub;

import dev.assay.trace.AssayException;
import dev.assay.trace.Quoted;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A repository of the hub at a revision, written {@code hf:org/name[@revision]} or, for the hub's
 * oldest models, {@code hf:name[@revision]}.
 *
 * <p>Both parts become folder names in the cache, so only what the hub and git themselves allow is
 * accepted: nothing that climbs out of the cache can be written as a reference.
 *
 * @param repository {@code org/name} or {@code name}
 * @param revision a branch, a tag or a commit hash
 */
public record HubReference(String repository, String revision) {
  /** The revision meant when none is written. */
  public static final String DEFAULT_REVISION = "main";

  private static final String SCHEME = "hf:";
  private static final String SEGMENT = "[A-Za-z0-9_](?:[A-Za-z0-9_.-]{0,94}[A-Za-z0-9_])?";
  private static final Pattern REPOSITORY = Pattern.compile("(?:" + SEGMENT + "/)?" + SEGMENT);
  private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}");

  // git check-ref-format, and what Windows forbids in file names, which git's rules mostly cover.
  private static final Pattern NO_REVISION =
      Pattern.compile(
          "^$|^/|/$|//|\\.\\.|@\\{|[\\p{Cntrl}\\s~^:?*\\[\\\\<>\"|]|(^|/)[.-]|(\\.lock|\\.)(/|$)");

  /**
   * @throws AssayException when a part is not one that the hub or git could have
   */
  public HubReference {
    if (!REPOSITORY.matcher(repository).matches()
        || repository.contains("--")
        || repository.contains("..")
        || repository.endsWith(".git")) {
      throw new AssayException(
          "\"%s\" is not the name of a hub repository: write hf:org/name or hf:name, each part of letters, digits, '-', '_' and '.', such as hf:prajjwal1/bert-tiny."
              .formatted(Quoted.plain(repository)));
    }
    if (revision.length() > 255 || NO_REVISION.matcher(revision).find()) {
      throw new AssayException(
          "\"%s\" is not a revision that git allows, in hf:%s@%s: write a branch, a tag or a commit hash after the '@'."
              .formatted(Quoted.plain(revision), repository, Quoted.plain(revision)));
    }
  }

  /** Whether a model name is meant for the hub, whatever comes after the {@code hf:}. */
  public static boolean isReference(String text) {
    return text.startsWith(SCHEME);
  }

  /**
   * Reads a reference as users write it.
   *
   * @throws AssayException when it is malformed
   */
  public static HubReference parse(String text) {
    if (!isReference(text)) {
      throw new AssayException(
          "\"%s\" is not a hub reference: write hf:org/name, optionally followed by @revision."
              .formatted(Quoted.plain(text)));
    }
    String name = text.substring(SCHEME.length());
    int at = name.indexOf('@');
    return at < 0
        ? new HubReference(name, DEFAULT_REVISION)
        : new HubReference(name.substring(0, at), name.substring(at + 1));
  }

  /**
   * The commit that the revision itself names, when it is a full hash: such content never changes.
   */
  Optional<String> commit() {
    return isCommit(revision) ? Optional.of(revision) : Optional.empty();
  }

  static boolean isCommit(String text) {
    return COMMIT.matcher(text).matches();
  }

  /** As users write it, without the default revision. */
  @Override
  public String toString() {
    return SCHEME + repository + (revision.equals(DEFAULT_REVISION) ? "" : "@" + revision);
  }
}
