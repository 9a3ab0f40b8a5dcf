package dev.assay.checkpoint.hub;

import dev.assay.checkpoint.hub.HubFailure.Kind;

/** The sentences for a hub that answers, but not with what was asked for. */
final class Refusals {
  /** Stands for the repository itself where a file could be named. */
  static final String MODEL = "";

  private final HubSettings settings;
  private final HubReference reference;

  Refusals(HubSettings settings, HubReference reference) {
    this.settings = settings;
    this.reference = reference;
  }

  /**
   * What an answer other than the file means. The hub hides private repositories: to strangers, one
   * that is private and one that does not exist look the same, so both possibilities are named.
   *
   * @param what the file asked for, or {@link #MODEL}
   */
  HubFailure of(Reply reply, String what) {
    int status = reply.status();
    String place = Failures.place(reply.uri());
    if (status == 407) {
      return HubFailure.answer(
          "The proxy on the way to %s wants a user and password (HTTP 407): set HTTPS_PROXY=http://user:password@host:port and run Java with -Djdk.http.auth.tunneling.disabledSchemes= (nothing after the '=')."
              .formatted(Failures.host(reply.uri())));
    }
    if (!Redirects.sameOrigin(reply.uri(), settings.endpoint())) {
      // Another host knows nothing of tokens and repositories.
      return other(status, place, asked(what));
    }
    return switch (reply.header("X-Error-Code").orElse("")) {
      case "RevisionNotFound" ->
          new HubFailure(
              Kind.NO_SUCH_REVISION,
              "The repository %s on %s has no revision \"%s\": write a branch, a tag or a commit hash that its page lists, or leave out the '@'."
                  .formatted(reference.repository(), settings.endpoint(), reference.revision()),
              null);
      case "EntryNotFound" ->
          HubFailure.answer(
              "%s has no file %s (HTTP %d from %s): if the repository has just been changed, run it again."
                  .formatted(reference, what, status, place));
      case "GatedRepo" ->
          HubFailure.answer(
              "%s is gated (HTTP %d): accept its terms at %s/%s and %s."
                  .formatted(
                      reference,
                      status,
                      settings.endpoint(),
                      reference.repository(),
                      tokenAdvice()));
      default -> byStatus(status, place, what);
    };
  }

  private HubFailure byStatus(int status, String place, String what) {
    String asked = asked(what);
    return switch (status) {
      case 401, 403 ->
          HubFailure.answer(
              "%s does not give out %s (HTTP %d): it does not exist, or it is private or gated; check the name, and if it is right %s."
                  .formatted(settings.endpoint(), asked, status, tokenAdvice()));
      case 404 ->
          HubFailure.answer(
              "%s has no %s (HTTP 404 from %s): check the name and the revision, and if it is private or gated %s."
                  .formatted(settings.endpoint(), asked, place, tokenAdvice()));
      default -> other(status, place, asked);
    };
  }

  private HubFailure other(int status, String place, String asked) {
    return HubFailure.answer(
        "%s cannot be fetched (HTTP %d from %s): check HF_ENDPOINT and any proxy on the way, or try again later."
            .formatted(asked, status, place));
  }

  private String asked(String what) {
    return what.equals(MODEL) ? reference.toString() : what + " of " + reference;
  }

  private String tokenAdvice() {
    return settings.token().isPresent()
        ? "use a token that may read it, as the one given (HF_TOKEN or the token file) may not"
        : "set HF_TOKEN to a token that may read it, from %s/settings/tokens"
            .formatted(settings.endpoint());
  }
}
