package dev.assay.checkpoint.hub;

import java.net.URI;
import java.util.OptionalLong;

/**
 * One file of a repository at one commit, as the hub announces it.
 *
 * @param reference whose file it is, for messages
 * @param name its path in the repository
 * @param uri where to get it
 * @param etag its name in the cache: the SHA-256 of large files, git's hash of small ones
 * @param size in bytes, when announced
 * @param most how many bytes a file of this kind can have
 */
record RemoteFile(
    HubReference reference, String name, URI uri, String etag, OptionalLong size, long most) {
  String shown() {
    return name + " of " + reference;
  }
}
