/**
 * The ways in: one interface for each thing a caller can ask for. The HTTP API, the WebSocket
 * dashboard, the schedule and the command line call these and nothing else.
 */
package io.detsguard.application.port.in;
