/**
 * The program: the only place that knows all modules, and the only one that chooses.
 *
 * <p>Read {@link io.detsguard.bootstrap.DetsGuardApplication} first, then {@link
 * io.detsguard.bootstrap.wiring}, which puts the parts together. {@link
 * io.detsguard.bootstrap.settings} is what an operator can set, {@link io.detsguard.bootstrap.cli}
 * the command line, {@link io.detsguard.bootstrap.service} the long-running service, {@link
 * io.detsguard.bootstrap.schedule} its timer, {@link io.detsguard.bootstrap.event} who is told what
 * happens, {@link io.detsguard.bootstrap.log} how that is written down, {@link
 * io.detsguard.bootstrap.sample} the tables it starts on when it was given none and {@link
 * io.detsguard.bootstrap.start} what the launcher does for quick starts.
 */
package io.detsguard.bootstrap;
