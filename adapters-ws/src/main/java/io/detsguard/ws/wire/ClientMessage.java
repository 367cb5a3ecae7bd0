package io.detsguard.ws.wire;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;

/**
 * What a client says. Fields that are not known are ignored, so that a newer page can talk to an
 * older server.
 *
 * @param type what it wants; null when the message has no such field
 */
@Serdeable
record ClientMessage(@Nullable String type) {
  static final String REQUEST_SNAPSHOT = "request_snapshot";
}
