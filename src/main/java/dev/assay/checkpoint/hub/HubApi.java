package dev.assay.checkpoint.hub;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.assay.file.Json;
import dev.assay.trace.Quoted;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The two questions Python's huggingface_hub asks before it downloads, with the same requests. */
final class HubApi {
  /** Bytes of the longest answer that lists a repository's files: a hundred thousand of them. */
  private static final long LONGEST_LISTING = 8_000_000;

  private static final Duration LONGEST_WAIT = Duration.ofMinutes(2);

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
      return listing(uri, new ShortBody(reply.body(), LONGEST_LISTING, LONGEST_WAIT));
    } catch (JsonProcessingException e) {
      throw Failures.notAHub(uri, "not JSON");
    } catch (ShortBody.TooLong e) {
      throw Failures.notAHub(uri, String.valueOf(e.getMessage()));
    } catch (IOException e) {
      throw Failures.connection(uri, e);
    }
  }

  /** Read piece by piece: a tree of it could be many times as large as the answer. */
  private static ModelListing listing(URI uri, InputStream answer) throws HubFailure, IOException {
    String commit = "";
    TreeSet<String> files = new TreeSet<>();
    try (JsonParser json = Json.parser(answer)) {
      json.nextToken();
      for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
        JsonToken value = json.nextToken();
        if (name.equals("sha")) {
          commit = json.getValueAsString("");
        } else if (name.equals("siblings") && value == JsonToken.START_ARRAY) {
          while (json.nextToken() == JsonToken.START_OBJECT) {
            addFile(json, files);
          }
        }
        json.skipChildren();
      }
    }
    if (!HubReference.isCommit(commit)) {
      throw Failures.notAHub(uri, "no commit hash in \"sha\"");
    }
    return new ModelListing(commit, files);
  }

  private static void addFile(JsonParser json, Set<String> files) throws IOException {
    for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
      json.nextToken();
      if (name.equals("rfilename")) {
        files.add(json.getValueAsString(""));
      }
      json.skipChildren();
    }
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
        throw Failures.notAHub(uri, "it serves commit " + Quoted.plain(served));
      }
      String etag =
          normalized(reply.header("X-Linked-Etag").or(() -> reply.header("ETag")).orElse(""));
      if (!ETAG.matcher(etag).matches()) {
        throw Failures.notAHub(uri, "no usable ETag");
      }
      // A redirect's own length says nothing about the file.
      OptionalLong size = reply.length("X-Linked-Size");
      if (size.isEmpty() && !redirect) {
        size = reply.length("Content-Length");
      }
      return new RemoteFile(reference, file, uri, etag, size, FileChoice.most(file));
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

  private static String encodedPath(String path) {
    return Arrays.stream(path.split("/", -1)).map(HubApi::encoded).collect(Collectors.joining("/"));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
