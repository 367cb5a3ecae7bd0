package io.detsguard.http.change;

import io.detsguard.application.port.in.Offer;
import io.detsguard.domain.restore.Refusal;
import io.detsguard.http.problem.RefusedException;
import io.micronaut.http.HttpStatus;
import java.util.Optional;

/** The statuses of refused changes. */
public final class Refusals {
  private Refusals() {}

  /** What a preview shows; a refusal of it is thrown. */
  public static <P> Offer.Shown<P> shown(Offer<P> offer) {
    return switch (offer) {
      case Offer.Shown<P> shown -> shown;
      case Offer.Refused<P>(Refusal refusal) -> throw refused(refusal);
    };
  }

  /**
   * 409 when a change did not last, because the owner could not live with it.
   *
   * @param what was done about it, as a clause
   * @param ownerTrouble why the owner has not opened the table again
   */
  public static RefusedException rolledBack(
      String what, String reason, Optional<String> ownerTrouble) {
    String owner =
        ownerTrouble
            .map(trouble -> "; its owner has not opened the table again: " + trouble)
            .orElse("");
    return new RefusedException(HttpStatus.CONFLICT, what + ": " + reason + owner);
  }

  /** 404 when there is nothing to restore from, 409 when something stands in the way. */
  public static RefusedException refused(Refusal refusal) {
    boolean nothingThere = refusal.kind() == Refusal.Kind.NO_SNAPSHOT;
    return new RefusedException(
        nothingThere ? HttpStatus.NOT_FOUND : HttpStatus.CONFLICT, refusal.reason());
  }
}
