/**
 * The words of the socket: every message that is sent as a record of exactly the shape it has on
 * the wire, and {@link io.detsguard.ws.wire.MessageCodec}, which alone turns them into bytes. The
 * domain's values are mapped here and never serialised themselves. Read {@link
 * io.detsguard.ws.wire.WireEvent} first.
 */
package io.detsguard.ws.wire;
