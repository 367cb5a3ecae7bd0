/** Measurements of what this module does; {@code benchmarks/} at the top compares them. */
package io.detsguard.storage.benchmark;
