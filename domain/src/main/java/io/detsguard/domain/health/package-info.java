/**
 * Storage health that is true: {@link io.detsguard.domain.health.TableFacts facts} of each table
 * in, one {@link io.detsguard.domain.health.HealthReport} out, by {@link
 * io.detsguard.domain.health.HealthAssessor a pure function} with {@link
 * io.detsguard.domain.health.HealthThresholds thresholds} from outside.
 *
 * <p>Every warning is a {@link io.detsguard.domain.health.Condition} that names what clears it.
 */
package io.detsguard.domain.health;
