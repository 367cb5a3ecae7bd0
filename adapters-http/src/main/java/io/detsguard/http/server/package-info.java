/**
 * The server below the endpoints: its settings ({@link io.detsguard.http.server.HttpDefaults}), the
 * deadlines of its connections ({@link io.detsguard.http.ConnectionDeadlines}), what it does with
 * requests that cannot be decoded, and the headers of all answers.
 *
 * <p>A caller is never allowed to hold a connection by being slow, yet may wait for an answer as
 * long as it takes: a backup of large tables runs for minutes in which not one byte is sent. An
 * idle time-out cannot tell the two apart, so the server's own one is off, and each phase of a
 * connection has its own deadline.
 */
package io.detsguard.http.server;
