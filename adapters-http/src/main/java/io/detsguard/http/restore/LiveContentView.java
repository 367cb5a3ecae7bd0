package io.detsguard.http.restore;

import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.REQUIRED;

import io.detsguard.domain.diff.KeyChange;
import io.detsguard.domain.diff.TableDiff;
import io.detsguard.domain.restore.LiveContent;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/**
 * What lies in the table's place now, compared with the snapshot, or with the file that an undoing
 * would put back.
 *
 * @param state {@code readable}; {@code missing}; {@code unusable} when it cannot be compared
 * @param verdict what an unusable file is instead of sound
 * @param reason why it cannot be compared, in words
 * @param properlyClosed whether a readable table holds all that its owner accepted
 * @param keysOnlyInSnapshot keys that would come back
 * @param keysOnlyInLive keys that would go
 * @param keysDifferent keys that both have with different records
 * @param keysSame keys that both have with equal records
 * @param keys some of the keys that differ, as many as were asked for
 */
@Serdeable.Serializable(naming = SnakeCaseStrategy.class)
record LiveContentView(
    @Schema(
            type = "string",
            requiredMode = REQUIRED,
            allowableValues = {"readable", "missing", "unusable"})
        String state,
    @Nullable String verdict,
    @Nullable String reason,
    @Nullable Boolean properlyClosed,
    @Nullable Long keysOnlyInSnapshot,
    @Nullable Long keysOnlyInLive,
    @Nullable Long keysDifferent,
    @Nullable Long keysSame,
    List<KeyView> keys) {

  /**
   * One key that differs.
   *
   * @param difference how
   * @param key the key as an Erlang term; of a very long one the beginning
   */
  @Serdeable.Serializable
  record KeyView(
      @Schema(
              type = "string",
              requiredMode = REQUIRED,
              allowableValues = {"only_in_snapshot", "only_in_live", "different"})
          String difference,
      String key) {
    static KeyView from(KeyChange change) {
      return new KeyView(
          switch (change.kind()) {
            case ADDED -> "only_in_snapshot";
            case REMOVED -> "only_in_live";
            case CHANGED -> "different";
          },
          change.key());
    }
  }

  static LiveContentView from(LiveContent content) {
    return switch (content) {
      case LiveContent.Missing missing ->
          new LiveContentView("missing", null, null, null, null, null, null, null, List.of());
      case LiveContent.Unusable unusable ->
          new LiveContentView(
              "unusable",
              unusable.verdict().wireName(),
              unusable.reason(),
              null,
              null,
              null,
              null,
              null,
              List.of());
      case LiveContent.Readable(TableDiff changes, boolean properlyClosed) ->
          new LiveContentView(
              "readable",
              null,
              null,
              properlyClosed,
              changes.added(),
              changes.removed(),
              changes.changed(),
              changes.unchanged(),
              changes.keys().stream().map(KeyView::from).toList());
    };
  }
}
