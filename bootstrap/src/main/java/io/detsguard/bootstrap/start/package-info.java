/**
 * What the launcher runs once after each build, so that every later start is quick: the virtual
 * machine keeps the classes of a {@link io.detsguard.bootstrap.start.TrainingRun} loaded and linked
 * in a cache, and {@link io.detsguard.bootstrap.start.LibraryUpgrade} sees to it that it can keep
 * those of old libraries, too. The program works the same without either.
 */
package io.detsguard.bootstrap.start;
