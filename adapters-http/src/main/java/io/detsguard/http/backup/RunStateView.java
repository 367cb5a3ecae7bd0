package io.detsguard.http.backup;

import io.detsguard.domain.backup.RunProgress;
import io.swagger.v3.oas.annotations.media.Schema;

/** What there is to say of a run: how far it is or, once it is over, what it came to. */
@Schema(oneOf = {RunProgressView.class, RunView.class})
public sealed interface RunStateView permits RunProgressView, RunView {
  static RunStateView from(RunProgress progress) {
    return progress
        .finished()
        .<RunStateView>map(RunView::from)
        .orElseGet(() -> RunProgressView.from(progress));
  }
}
