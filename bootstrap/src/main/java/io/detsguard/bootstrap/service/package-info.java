/**
 * The long-running service: {@link io.detsguard.bootstrap.service.GuardService} brings up the HTTP
 * server, the schedule and what they need, and takes them down in order. {@link
 * io.detsguard.bootstrap.service.FirstStart} makes what a service needs to be used at all: an admin
 * token, and sample tables where there are none.
 */
package io.detsguard.bootstrap.service;
