package io.detsguard.http.change;

import io.detsguard.application.port.in.Offer;
import io.detsguard.domain.restore.Refusal;
import io.detsguard.http.problem.RefusedException;
import io.micronaut.http.HttpStatus;

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

  /** 404 when there is nothing to restore from, 409 when something stands in the way. */
  public static RefusedException refused(Refusal refusal) {
    boolean nothingThere = refusal.kind() == Refusal.Kind.NO_SNAPSHOT;
    return new RefusedException(
        nothingThere ? HttpStatus.NOT_FOUND : HttpStatus.CONFLICT, refusal.reason());
  }
}
