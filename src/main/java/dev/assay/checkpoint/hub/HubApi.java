package dev.assay.checkpoint.hub;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The two questions Python's huggingface_hub asks before it downloads, with the same requests. */
final class HubApi {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern ETAG = Pattern.compile("[A-Za-z0-9_=+-][A-Za-z0-9_.=+-]{0,199}");

  private final HubSettings settings;
  private final HubHttp http;

  HubApi(HubSettings settings, HubHttp http) {
    this.settings = settings;
    this.http = http;
  }

  /** Resolves a revision to a commit and lists the files there, in one request. */
  ModelListing list(HubReference reference) throws HubFailure {
    URI uri =
        URI.create(
            "%s/api/models/%s/revision/%s"
                .formatted(
                    settings.endpoint(), reference.repository(), encoded(reference.revision())));
    try (Reply reply = http.get(uri, Map.of("Accept", "application/json"))) {
      requireOk(reply, reference, Refusals.MODEL);
      return listing(reply.uri(), JSON.readTree(reply.body()));
    } catch (JsonProcessingException e) {
      throw Failures.notAHub(uri, "not JSON");
    } catch (IOException e) {
      throw Failures.connection(uri, e);
    }
  }

  private static ModelListing listing(URI uri, JsonNode answer) throws HubFailure {
    String commit = answer.path("sha").asText();
    if (!HubReference.isCommit(commit)) {
      throw Failures.notAHub(uri, "no commit hash in \"sha\"");
    }
    TreeSet<String> files = new TreeSet<>();
    answer.path("siblings").forEach(file -> files.add(file.path("rfilename").asText()));
    return new ModelListing(commit, files);
  }

  /** Asks for a file's hash and size at a commit, without its content. */
  RemoteFile describe(HubReference reference, String commit, String file) throws HubFailure {
    URI uri =
        URI.create(
            "%s/%s/resolve/%s/%s"
                .formatted(settings.endpoint(), reference.repository(), commit, encodedPath(file)));
    try (Reply reply = http.head(uri)) {
      boolean redirect = Redirects.isRedirect(reply.status());
      if (!redirect) {
        requireOk(reply, reference, file);
      }
      String served = reply.header("X-Repo-Commit").orElse(commit);
      if (!served.equals(commit)) {
        throw Failures.notAHub(uri, "it serves commit " + Text.printable(served));
      }
      String etag =
          normalized(reply.header("X-Linked-Etag").or(() -> reply.header("ETag")).orElse(""));
      if (!ETAG.matcher(etag).matches()) {
        throw Failures.notAHub(uri, "no usable ETag");
      }
      // A redirect's own length says nothing about the file.
      OptionalLong size =
          reply
              .header("X-Linked-Size")
              .or(() -> reply.header("Content-Length").filter(length -> !redirect))
              .map(HubApi::number)
              .orElse(OptionalLong.empty());
      return new RemoteFile(reference, file, uri, etag, size);
    }
  }

  private void requireOk(Reply reply, HubReference reference, String what) throws HubFailure {
    if (reply.status() != 200) {
      throw new Refusals(settings, reference).of(reply, what);
    }
  }

  /** An ETag without the quotes and the mark of a weak one. */
  static String normalized(String etag) {
    return etag.strip().replaceFirst("^W/", "").replaceAll("^\"|\"$", "");
  }

  private static OptionalLong number(String text) {
    return text.matches("\\d{1,18}") ? OptionalLong.of(Long.parseLong(text)) : OptionalLong.empty();
  }

  private static String encodedPath(String path) {
    return Arrays.stream(path.split("/", -1)).map(HubApi::encoded).collect(Collectors.joining("/"));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
