package io.detsguard.storage.distribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.detsguard.domain.term.Atom;
import io.detsguard.storage.distribution.peer.NodeException;
import io.detsguard.storage.distribution.peer.NodeException.Kind;
import io.detsguard.storage.distribution.peer.NodeTransport;
import io.detsguard.storage.erlang.ErlangPrograms;
import io.detsguard.storage.erlang.LiveNode;
import io.detsguard.storage.erlang.NeedsErlang;
import io.detsguard.storage.erlang.PortMapper;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nodes that speak TLS among themselves. */
@NeedsErlang
class TlsNodeTest {
  @TempDir Path home;

  private LiveNode node(PortMapper mapper, Certificates certificates) throws Exception {
    List<String> flags = new ArrayList<>(List.of("-name", "s@localhost"));
    flags.addAll(Arrays.asList(certificates.nodeFlags()));
    return LiveNode.start(
        home, ErlangPrograms.all().getFirst(), mapper.port(), flags.toArray(String[]::new));
  }

  private NodeConnection connection(PortMapper mapper, NodeTransport transport) {
    return Dialers.connection(
        "s@localhost",
        Dialers.dialer(
            transport,
            Optional.empty(),
            LiveNode.cookieFile(home),
            mapper.port(),
            Dialers.PATIENCE));
  }

  @Test
  void callsOverTlsWithCertificatesOfBothSides() throws Exception {
    Certificates certificates = Certificates.make(home, "localhost");
    try (PortMapper mapper = PortMapper.start();
        LiveNode node = node(mapper, certificates);
        NodeConnection connection =
            connection(mapper, new NodeTransport.Tls(certificates.stores()))) {
      assertEquals(
          new Atom("s@localhost"), connection.call(new NodeCall.OwnName(), Dialers.PATIENCE));
      node.expect("1", "length(nodes(hidden))");
      try (NodeConnection plain = connection(mapper, new NodeTransport.Plain(false))) {
        assertThrows(
            NodeException.class, () -> plain.call(new NodeCall.OwnName(), Dialers.PATIENCE));
      }
    }
  }

  @Test
  void refusesNodesWhoseCertificateIsForAnotherHost() throws Exception {
    Certificates certificates = Certificates.make(home, "elsewhere.example");
    try (PortMapper mapper = PortMapper.start();
        LiveNode node = node(mapper, certificates);
        NodeConnection connection =
            connection(mapper, new NodeTransport.Tls(certificates.stores()))) {
      NodeException refused =
          assertThrows(
              NodeException.class, () -> connection.call(new NodeCall.OwnName(), Dialers.PATIENCE));
      assertEquals(Kind.REFUSED, refused.kind());
      assertTrue(refused.getMessage().contains("TLS could not be agreed"), refused.getMessage());
      node.expect("[]", "nodes(hidden)");
    }
  }
}
