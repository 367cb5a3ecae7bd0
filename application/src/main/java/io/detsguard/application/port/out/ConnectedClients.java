package io.detsguard.application.port.out;

/** Those who follow what happens over a lasting connection. Safe for use by many threads. */
@FunctionalInterface
public interface ConnectedClients {
  /** How many there are now. */
  int count();
}
