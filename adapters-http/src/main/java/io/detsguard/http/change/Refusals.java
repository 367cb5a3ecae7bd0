package io.detsguard.http.change;

import io.detsguard.domain.restore.Refusal;
import io.detsguard.http.problem.RefusedException;
import io.micronaut.http.HttpStatus;

/** The statuses of refused changes. */
public final class Refusals {
  private Refusals() {}

  /** 404 when there is nothing to restore from, 409 when something stands in the way. */
  public static RefusedException refused(Refusal refusal) {
    boolean nothingThere = refusal.kind() == Refusal.Kind.NO_SNAPSHOT;
    return new RefusedException(
        nothingThere ? HttpStatus.NOT_FOUND : HttpStatus.CONFLICT, refusal.reason());
  }
}
