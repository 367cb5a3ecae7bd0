package io.detsguard.storage.distribution.peer;

/**
 * What two nodes can say to one another, as bits of the handshake. Values: {@code dist.hrl} of
 * Erlang/OTP.
 *
 * <p>Offered is what OTP 26 and later demand, and nothing else. Not offered on purpose: {@code
 * PUBLISHED}, so that the connection stays hidden; {@code DIST_HDR_ATOM_CACHE} and {@code
 * FRAGMENTS}, so that each message is one plain packet.
 */
final class HandshakeFlags {
  private static final long EXTENDED_REFERENCES = 0x4;
  private static final long FUN_TAGS = 0x10;
  private static final long NEW_FUN_TAGS = 0x80;
  private static final long EXTENDED_PIDS_PORTS = 0x100;
  private static final long EXPORT_PTR_TAG = 0x200;
  private static final long BIT_BINARIES = 0x400;
  private static final long NEW_FLOATS = 0x800;
  private static final long UTF8_ATOMS = 0x1_0000;
  private static final long MAP_TAG = 0x2_0000;
  private static final long BIG_CREATION = 0x4_0000;

  /** The handshake of version 6. */
  static final long HANDSHAKE_23 = 0x100_0000;

  private static final long UNLINK_ID = 0x200_0000;
  private static final long V4_NC = 0x4_0000_0000L;

  /** Asks the node for a name of its choice. */
  static final long NAME_ME = 0x2_0000_0000L;

  /** {@code 0x4_0307_0f94}: what is offered. */
  static final long OFFERED =
      EXTENDED_REFERENCES
          | FUN_TAGS
          | NEW_FUN_TAGS
          | EXTENDED_PIDS_PORTS
          | EXPORT_PTR_TAG
          | BIT_BINARIES
          | NEW_FLOATS
          | UTF8_ATOMS
          | MAP_TAG
          | BIG_CREATION
          | HANDSHAKE_23
          | UNLINK_ID
          | V4_NC;

  private HandshakeFlags() {}
}
