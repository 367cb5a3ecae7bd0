/** Who may use the admin API: named tokens, of which only a hash is kept. */
package io.detsguard.domain.access;
