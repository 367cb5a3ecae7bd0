/**
 * The long-running service: {@link io.detsguard.bootstrap.service.GuardService} brings up the HTTP
 * server, the schedule and what they need, and takes them down in order. {@link
 * io.detsguard.bootstrap.service.FirstStart} makes what a service needs to be used at all: an admin
 * token, and sample tables where there are none.
 *
 * <p>What goes on beside requests and backups has threads of its own: {@link
 * io.detsguard.bootstrap.service.FigureRecorder} samples figures, {@link
 * io.detsguard.bootstrap.service.DrillRunner} tries snapshots out, {@link
 * io.detsguard.bootstrap.service.NodeLookout} looks at nodes.
 */
package io.detsguard.bootstrap.service;
