/**
 * Health over HTTP: whether the service lives ({@link io.detsguard.http.health.LivenessController},
 * open to all) and how the tables are ({@link io.detsguard.http.health.DetsHealthController}).
 *
 * <p>A report is turned into bytes once and served from them until the use case hands out another
 * one ({@link io.detsguard.http.health.HealthReportBytes}).
 */
package io.detsguard.http.health;
