package io.detsguard.storage.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.GroupPrincipal;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.UserPrincipal;
import java.util.Set;

/** To whom a file belongs and what they may do with it. */
public record FileOwnership(
    UserPrincipal owner, GroupPrincipal group, Set<PosixFilePermission> permissions) {
  public FileOwnership {
    permissions = Set.copyOf(permissions);
  }

  /**
   * The ownership of a file or directory, symbolic links followed.
   *
   * @throws UnsupportedOperationException where files have no such thing
   */
  public static FileOwnership of(Path file) throws IOException {
    PosixFileAttributes attributes = Files.readAttributes(file, PosixFileAttributes.class);
    return new FileOwnership(attributes.owner(), attributes.group(), attributes.permissions());
  }

  /** The same owner and group with other permissions. */
  public FileOwnership withPermissions(Set<PosixFilePermission> others) {
    return new FileOwnership(owner, group, others);
  }

  /** The owner first: the wider permissions must never hold for a wrong owner or group. */
  void applyTo(Path file) throws IOException {
    FileOwnership now = of(file);
    PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
    if (!now.owner().equals(owner)) {
      view.setOwner(owner);
    }
    if (!now.group().equals(group)) {
      view.setGroup(group);
    }
    if (!now.permissions().equals(permissions)) {
      view.setPermissions(permissions);
    }
  }
}
