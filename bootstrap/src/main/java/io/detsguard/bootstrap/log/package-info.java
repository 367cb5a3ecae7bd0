/**
 * How the log is written: {@link io.detsguard.bootstrap.log.LogFormat as text or JSON}, and {@link
 * io.detsguard.bootstrap.log.RunLogContext which run} a line belongs to. The only place that knows
 * the logging library; others use its facade, and the application the JDK's.
 */
package io.detsguard.bootstrap.log;
