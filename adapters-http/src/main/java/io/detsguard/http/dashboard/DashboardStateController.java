package io.detsguard.http.dashboard;

import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;

/** Gives the state to dashboards. */
@Controller("/api/dashboard/state")
@ExecuteOn(TaskExecutors.BLOCKING)
final class DashboardStateController {
  private final DashboardState state;

  DashboardStateController(DashboardState state) {
    this.state = state;
  }

  @Get
  DashboardStateView state() {
    return state.now();
  }
}
