/**
 * Who may use the admin API: named tokens, and the sessions that they open. Only hashes are kept.
 */
package io.detsguard.domain.access;
