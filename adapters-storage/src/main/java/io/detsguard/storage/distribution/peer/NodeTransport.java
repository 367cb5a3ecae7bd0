package io.detsguard.storage.distribution.peer;

/** Over what a node is spoken to. */
public sealed interface NodeTransport {
  /**
   * Plain TCP. Whoever listens on the way sees everything, and can take the connection over once
   * the cookie has been proven.
   *
   * @param toOtherHosts whether that is accepted on the way to another machine; else only addresses
   *     of this one are connected to
   */
  record Plain(boolean toOtherHosts) implements NodeTransport {}

  /**
   * TLS distribution ({@code -proto_dist inet_tls}): both sides show certificates, and the node's
   * must be for the host of its name.
   *
   * @param stores with the key of this service and the authorities it trusts; opened for each
   *     connection, so that they may be renewed
   */
  record Tls(TlsStores stores) implements NodeTransport {}
}
