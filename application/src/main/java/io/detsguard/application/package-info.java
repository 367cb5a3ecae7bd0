/**
 * What DetsGuard does: use cases ({@link io.detsguard.application.port.in}) carried out by services
 * ({@link io.detsguard.application.service}) that know the world only through ports ({@link
 * io.detsguard.application.port.out}).
 *
 * <p>Plain Java on top of the domain; no framework. Everything is wired from outside, through
 * constructors.
 */
package io.detsguard.application;
