/**
 * Figures for Prometheus at {@code /prometheus}, for those who have a token. Every name begins with
 * {@code detsguard_}; a table is a label. {@code docs/operations.md}, "Metrics", lists them.
 *
 * <p>Three sorts come together in one scrape:
 *
 * <ul>
 *   <li>what is true now is collected when somebody asks, from the same report that the API gives
 *       ({@link io.detsguard.http.metrics.TableCollector}, {@link
 *       io.detsguard.http.metrics.RepositoryCollector}), so all figures of one scrape belong
 *       together, and a table that is gone takes its figures along;
 *   <li>what has happened since the start is counted as it happens, by Micrometer's meters ({@link
 *       io.detsguard.http.metrics.BackupMetrics});
 *   <li>how the process is comes from Micrometer's own binders ({@link
 *       io.detsguard.http.metrics.ProcessMetrics}).
 * </ul>
 *
 * <p>Micrometer is used without Micronaut's integration: that would answer scrapes on an event
 * loop, where a slow disk holds up other callers, and time every request.
 */
package io.detsguard.http.metrics;
