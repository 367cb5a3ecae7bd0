package io.detsguard.bootstrap.start;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.classfile.ClassFile;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class LibraryUpgradeTest {
  private final LibraryUpgrade upgrade = new LibraryUpgrade(getClass().getClassLoader());

  @TempDir private Path directory;
  private Path jar;

  @BeforeEach
  void copyOldLibrary() throws Exception {
    Path library =
        Path.of(CommandLine.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    jar = Files.copy(library, directory.resolve("picocli.jar"));
  }

  @Test
  void everyClassOfAnOldLibraryCanBeKeptAndStandsTheVerifier() throws Exception {
    Map<String, byte[]> before = contents();

    int upgraded = upgrade.upgrade(jar);

    Map<String, byte[]> after = contents();
    assertEquals(List.copyOf(before.keySet()), List.copyOf(after.keySet()));
    assertTrue(upgraded > 200, upgraded + " classes");
    assertEquals(classes(before, 0, ClassFile.JAVA_6_VERSION - 1).size(), upgraded);
    assertEquals(List.of(), classes(after, 0, ClassFile.JAVA_6_VERSION - 1));
    assertEquals(
        upgraded, linked(classes(after, ClassFile.JAVA_8_VERSION, ClassFile.JAVA_8_VERSION)));
    before.keySet().stream()
        .filter(name -> !name.endsWith(".class"))
        .forEach(name -> assertArrayEquals(before.get(name), after.get(name), name));
    try (Stream<Path> left = Files.list(directory)) {
      assertEquals(List.of(jar), left.toList());
    }
  }

  @Test
  void whatIsNewEnoughIsNotWritten() throws Exception {
    upgrade.upgrade(jar);
    byte[] once = Files.readAllBytes(jar);

    assertEquals(0, upgrade.upgrade(jar));
    assertArrayEquals(once, Files.readAllBytes(jar));
  }

  @Test
  void aSignedLibraryKeepsWhatItsSignatureCovers() throws Exception {
    Map<String, byte[]> signed = contents();
    signed.put("META-INF/VENDOR.SF", new byte[] {'\n'});
    write(signed);
    byte[] before = Files.readAllBytes(jar);

    assertEquals(0, upgrade.upgrade(jar));
    assertArrayEquals(before, Files.readAllBytes(jar));
  }

  private Map<String, byte[]> contents() throws IOException {
    Map<String, byte[]> contents = new LinkedHashMap<>();
    try (JarFile library = new JarFile(jar.toFile())) {
      for (JarEntry entry : Collections.list(library.entries())) {
        contents.put(entry.getName(), library.getInputStream(entry).readAllBytes());
      }
    }
    return contents;
  }

  private void write(Map<String, byte[]> contents) throws IOException {
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream library = new JarOutputStream(out)) {
      for (Map.Entry<String, byte[]> entry : contents.entrySet()) {
        library.putNextEntry(new JarEntry(entry.getKey()));
        library.write(entry.getValue());
      }
    }
  }

  private static List<String> classes(Map<String, byte[]> contents, int oldest, int newest) {
    List<String> names = new ArrayList<>();
    contents.forEach(
        (name, content) -> {
          if (name.endsWith(".class")) {
            int version = ClassFile.of().parse(content).majorVersion();
            if (version >= oldest && version <= newest) {
              names.add(name);
            }
          }
        });
    return names;
  }

  /** Loads, verifies and initialises classes, from the jar and nowhere else. */
  private int linked(List<String> names) throws Exception {
    try (URLClassLoader loader =
        new URLClassLoader(new URL[] {jar.toUri().toURL()}, ClassLoader.getPlatformClassLoader())) {
      for (String name : names) {
        String dotted = name.substring(0, name.length() - ".class".length()).replace('/', '.');
        Class<?> loaded = Class.forName(dotted, true, loader);
        assertEquals(loader, loaded.getClassLoader());
      }
    }
    return names.size();
  }
}
