/**
 * What a dashboard shows, in one document: overall health in sentences, the health of all tables,
 * and the backup runs. {@link io.detsguard.http.dashboard.DashboardState} gathers it; the page that
 * shows it and the socket that announces changes bring nothing of their own to it.
 */
package io.detsguard.http.dashboard;
