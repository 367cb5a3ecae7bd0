/**
 * The way to an Erlang node up to the moment at which both sides know one another: where the node
 * listens ({@link io.detsguard.storage.distribution.peer.NodeAddress}, and the port mapper EPMD
 * where no port is configured), over what ({@link
 * io.detsguard.storage.distribution.peer.NodeTransport}), and the handshake of version 6, in which
 * both prove that they know the {@linkplain io.detsguard.storage.distribution.peer.Cookie cookie}.
 * {@link io.detsguard.storage.distribution.peer.NodeDialer} does all of it within one deadline.
 *
 * <p>A cookie is full control over a node. It is read from a file that only its owner can read, and
 * leaves this package only as a digest; no message, log line or {@code toString} holds it.
 *
 * <p>What the peer says is hostile until its digest was checked, and bounded always.
 */
package io.detsguard.storage.distribution.peer;
