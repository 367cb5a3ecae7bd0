package io.detsguard.storage.distribution;

import io.detsguard.storage.distribution.peer.TlsStores;
import io.detsguard.storage.erlang.NeededProgram;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/** An authority, and certificates that it signed, made by openssl for one test. */
record Certificates(Path directory) {
  private static final String PASSWORD = "changeit";

  /** Makes the authority and a certificate for each subject that is valid for that host. */
  static Certificates make(Path directory, String nodeHost) throws IOException {
    Certificates made = new Certificates(directory);
    made.openssl(
        "req",
        "-x509",
        "-newkey",
        "rsa:2048",
        "-nodes",
        "-keyout",
        "ca.key",
        "-out",
        "ca.pem",
        "-days",
        "2",
        "-subj",
        "/CN=test authority");
    made.sign("node", nodeHost);
    made.sign("service", "service.example");
    made.openssl(
        "pkcs12",
        "-export",
        "-in",
        "service.pem",
        "-inkey",
        "service.key",
        "-out",
        "service.p12",
        "-passout",
        "pass:" + PASSWORD);
    made.keytool(
        "-importcert",
        "-noprompt",
        "-alias",
        "ca",
        "-file",
        "ca.pem",
        "-keystore",
        "trust.p12",
        "-storetype",
        "PKCS12",
        "-storepass",
        PASSWORD);
    Path password = directory.resolve("password");
    Files.writeString(password, PASSWORD + "\n");
    Files.setPosixFilePermissions(password, PosixFilePermissions.fromString("rw-------"));
    return made;
  }

  private void sign(String subject, String host) throws IOException {
    Files.writeString(directory.resolve(subject + ".ext"), "subjectAltName=DNS:" + host + "\n");
    openssl(
        "req",
        "-newkey",
        "rsa:2048",
        "-nodes",
        "-keyout",
        subject + ".key",
        "-out",
        subject + ".csr",
        "-subj",
        "/CN=" + host);
    openssl(
        "x509",
        "-req",
        "-in",
        subject + ".csr",
        "-CA",
        "ca.pem",
        "-CAkey",
        "ca.key",
        "-CAcreateserial",
        "-out",
        subject + ".pem",
        "-days",
        "2",
        "-extfile",
        subject + ".ext");
  }

  private void openssl(String... arguments) throws IOException {
    run(NeededProgram.find("openssl"), arguments);
  }

  private void keytool(String... arguments) throws IOException {
    run(Path.of(System.getProperty("java.home"), "bin", "keytool"), arguments);
  }

  private void run(Path program, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of(program.toString()));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.onExit().join().exitValue() != 0) {
      throw new AssertionError(command + " failed: " + output);
    }
  }

  /** What a node needs to speak TLS only, and to ask its peers for certificates. */
  String[] nodeFlags() throws IOException {
    Path options = directory.resolve("dist.conf");
    Files.writeString(
        options,
        """
        [{server, [{certfile, "%1$s/node.pem"}, {keyfile, "%1$s/node.key"},
                   {cacertfile, "%1$s/ca.pem"}, {verify, verify_peer},
                   {fail_if_no_peer_cert, true}]},
         {client, [{certfile, "%1$s/node.pem"}, {keyfile, "%1$s/node.key"},
                   {cacertfile, "%1$s/ca.pem"}, {verify, verify_peer}]}].
        """
            .formatted(directory));
    return new String[] {"-proto_dist", "inet_tls", "-ssl_dist_optfile", options.toString()};
  }

  /** What this service needs. */
  TlsStores stores() {
    return new TlsStores(
        directory.resolve("service.p12"),
        directory.resolve("trust.p12"),
        directory.resolve("password"));
  }
}
