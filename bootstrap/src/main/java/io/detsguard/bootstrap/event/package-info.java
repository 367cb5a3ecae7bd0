/** Where events go: to the log, and by fan-out to every adapter that listens. */
package io.detsguard.bootstrap.event;
