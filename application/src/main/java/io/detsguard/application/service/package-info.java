/**
 * The use cases at work, one service each. They orchestrate: values come from ports, decisions from
 * the domain, and a finished value goes back. Read {@link
 * io.detsguard.application.service.TableBackup} first: it is the promise "proven or not a backup".
 */
package io.detsguard.application.service;
