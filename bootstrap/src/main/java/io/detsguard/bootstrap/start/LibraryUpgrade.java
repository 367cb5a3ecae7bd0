package io.detsguard.bootstrap.start;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFile.ClassHierarchyResolverOption;
import java.lang.classfile.ClassFile.StackMapsOption;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeTransform;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;

/**
 * Gives class files that are older than Java 6 the stack maps and the version of Java 8.
 *
 * <p>The virtual machine keeps no class without stack maps in its cache of loaded classes, and
 * loads, parses and verifies it at each start instead: for the library of the command line, which
 * is compiled for Java 5, that took a third of a short command. What the classes do stays the same.
 */
final class LibraryUpgrade {
  /** Java 6, the first version that can be kept. */
  private static final int OLDEST_KEPT = ClassFile.JAVA_6_VERSION;

  private static final int UPGRADED = ClassFile.JAVA_8_VERSION;

  /** Where the version lies, as two bytes, in a class file that starts with the magic number. */
  private static final int VERSION_OFFSET = 6;

  private final ClassFile classFiles;

  /**
   * @param libraries loads what the upgraded classes refer to
   */
  LibraryUpgrade(ClassLoader libraries) {
    this.classFiles =
        ClassFile.of(
            StackMapsOption.GENERATE_STACK_MAPS,
            ClassHierarchyResolverOption.of(
                ClassHierarchyResolver.ofResourceParsing(libraries)
                    .orElse(ClassHierarchyResolver.defaultResolver())));
  }

  /**
   * Upgrades jars where they lie.
   *
   * @param arguments their paths; what they refer to must be on the class path
   */
  public static void main(String[] arguments) throws IOException {
    LibraryUpgrade upgrade = new LibraryUpgrade(LibraryUpgrade.class.getClassLoader());
    for (String jar : arguments) {
      upgrade.upgrade(Path.of(jar));
    }
  }

  /**
   * Upgrades the classes of a jar that need it; one that has none, or is signed, stays as it is.
   *
   * @return how many were upgraded
   */
  int upgrade(Path jar) throws IOException {
    List<String> old;
    Path upgraded = jar.resolveSibling(jar.getFileName() + ".new");
    try (JarFile library = new JarFile(jar.toFile())) {
      List<JarEntry> entries = Collections.list(library.entries());
      old = isSigned(entries) ? List.of() : oldClasses(library, entries);
      if (old.isEmpty()) {
        return 0;
      }
      try (OutputStream out = Files.newOutputStream(upgraded);
          JarOutputStream jarOut = new JarOutputStream(out)) {
        for (JarEntry entry : entries) {
          byte[] content = content(library, entry);
          put(jarOut, entry, old.contains(entry.getName()) ? upgraded(content) : content);
        }
      }
    }
    Files.move(upgraded, jar, StandardCopyOption.ATOMIC_MOVE);
    return old.size();
  }

  private static boolean isSigned(List<JarEntry> entries) {
    return entries.stream().anyMatch(entry -> entry.getName().matches("META-INF/[^/]*\\.SF"));
  }

  private static List<String> oldClasses(JarFile library, List<JarEntry> entries)
      throws IOException {
    List<String> old = new ArrayList<>();
    for (JarEntry entry : entries) {
      if (entry.getName().endsWith(".class") && version(library, entry) < OLDEST_KEPT) {
        old.add(entry.getName());
      }
    }
    return old;
  }

  private static int version(JarFile library, JarEntry entry) throws IOException {
    try (InputStream in = library.getInputStream(entry)) {
      byte[] head = in.readNBytes(VERSION_OFFSET + 2);
      if (head.length < VERSION_OFFSET + 2) {
        throw new IOException(
            library.getName() + ": " + entry.getName() + " has only " + head.length + " bytes");
      }
      return (head[VERSION_OFFSET] & 0xFF) << 8 | head[VERSION_OFFSET + 1] & 0xFF;
    }
  }

  private byte[] upgraded(byte[] content) {
    ClassModel old = classFiles.parse(content);
    return classFiles.transformClass(
        old,
        ClassTransform.transformingMethodBodies(CodeTransform.ACCEPT_ALL)
            .andThen(ClassTransform.endHandler(made -> made.withVersion(UPGRADED, 0))));
  }

  private static byte[] content(JarFile library, JarEntry entry) throws IOException {
    try (InputStream in = library.getInputStream(entry)) {
      return in.readAllBytes();
    }
  }

  private static void put(JarOutputStream out, JarEntry entry, byte[] content) throws IOException {
    JarEntry copy = new JarEntry(entry.getName());
    copy.setTime(entry.getTime());
    out.putNextEntry(copy);
    out.write(content);
    out.closeEntry();
  }
}
