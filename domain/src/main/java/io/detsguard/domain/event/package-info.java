/** What happened, for whoever listens: dashboards, logs, metrics. */
package io.detsguard.domain.event;
