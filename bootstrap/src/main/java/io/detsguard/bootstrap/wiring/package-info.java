/**
 * The parts list: which implementation stands behind which port, and what each use case is made of.
 * The service and the command line are built from the same list.
 */
package io.detsguard.bootstrap.wiring;
