package io.detsguard.http.health;

import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.REQUIRED;

import io.detsguard.domain.node.Fixation;
import io.detsguard.domain.node.OpenTable;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One opening of a table in an Erlang node, as the node told it at the last look.
 *
 * @param node which node
 * @param name under which the table is open there, as Erlang text
 * @param process the process that keeps it and alone writes its file, as Erlang prints it
 * @param users how many processes have it open
 * @param queueLength messages that wait for the process
 * @param memoryBytes what the process occupies, in bytes
 * @param access {@code read} or {@code read_write}
 * @param ramFile whether it lives in memory, and its file is written by a sync or a close only
 * @param autoSaveMs how long nothing may be written before it is saved by itself, in milliseconds;
 *     null when that is switched off
 * @param mode {@code clean} when the file holds every update, {@code dirty}, {@code error} when
 *     every call that needs data fails, or {@code unknown}
 * @param unwrittenBytes updates that are in no file yet, in bytes
 * @param fixedSince since when it is held fixed, milliseconds since the epoch; null when it is not
 * @param fixedBy how many processes hold it so
 */
@Serdeable.Serializable(naming = SnakeCaseStrategy.class)
public record OwnerView(
    String node,
    String name,
    String process,
    int users,
    long queueLength,
    long memoryBytes,
    @Schema(
            type = "string",
            requiredMode = REQUIRED,
            allowableValues = {"read", "read_write"})
        String access,
    boolean ramFile,
    Optional<Long> autoSaveMs,
    @Schema(
            type = "string",
            requiredMode = REQUIRED,
            allowableValues = {"clean", "dirty", "error", "unknown"})
        String mode,
    Optional<Long> unwrittenBytes,
    Optional<Long> fixedSince,
    int fixedBy) {

  static OwnerView from(OpenTable table) {
    return new OwnerView(
        table.node().value(),
        table.name(),
        table.process().pid(),
        table.process().users(),
        table.process().queueLength(),
        table.process().memoryBytes(),
        table.options().access().wireName(),
        table.options().ramFile(),
        table.options().autoSave().map(Duration::toMillis),
        table.mode().wireName(),
        boxed(table.unwrittenBytes()),
        table.fixed().map(fixed -> fixed.since().toEpochMilli()),
        table.fixed().map(Fixation::processes).orElse(0));
  }

  private static Optional<Long> boxed(OptionalLong number) {
    return number.stream().boxed().findFirst();
  }
}
