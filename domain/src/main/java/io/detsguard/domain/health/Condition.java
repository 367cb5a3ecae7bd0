package io.detsguard.domain.health;

/**
 * One thing that is wrong with a table's storage.
 *
 * @param kind what sort of thing
 * @param message what it is, as a sentence
 * @param cure what makes it go away, as a sentence
 */
public record Condition(ConditionKind kind, String message, String cure) {}
