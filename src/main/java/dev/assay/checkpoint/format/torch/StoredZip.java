package dev.assay.checkpoint.format.torch;

import dev.assay.file.StoredFile;
import dev.assay.trace.AssayException;
import dev.assay.trace.Quoted;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;

/**
 * Where the entries of a zip archive lie in the file, so that they can be mapped; Java's own
 * ZipFile does not tell. Entries must be stored, not compressed, as PyTorch writes them.
 */
final class StoredZip {

  private StoredZip() {}

  /** An entry's bytes, from the start of the file. */
  record Region(long offset, long length) {}

  static Map<String, Region> entries(Path file) {
    long size = StoredFile.size(file);
    Map<String, Region> regions = new LinkedHashMap<>();
    try (ZipFile zip = ZipFile.builder().setPath(file).get()) {
      for (ZipArchiveEntry entry : Collections.list(zip.getEntries())) {
        if (entry.getMethod() != ZipArchiveEntry.STORED) {
          throw damaged(
              file,
              "its entry %s is compressed, which PyTorch does not do"
                  .formatted(Quoted.plain(entry.getName())));
        }
        Region region = new Region(entry.getDataOffset(), entry.getSize());
        if (region.length() < 0
            || region.offset() < 0
            || region.offset() > size - region.length()) {
          throw damaged(
              file, "its entry %s lies outside of it".formatted(Quoted.plain(entry.getName())));
        }
        regions.put(entry.getName(), region);
      }
      return regions;
    } catch (IOException | IllegalArgumentException e) {
      throw damaged(
          file, "its directory, which is at its end, is missing or garbled: it may be cut off");
    }
  }

  private static AssayException damaged(Path file, String what) {
    return StoredFile.damaged(file, "PyTorch file", what);
  }
}
