/**
 * Figures over time: {@link io.detsguard.domain.history.FigureSample} is what one table was like at
 * one moment, {@link io.detsguard.domain.history.SampleRetention} decides which samples are worth
 * keeping as they grow old.
 */
package io.detsguard.domain.history;
