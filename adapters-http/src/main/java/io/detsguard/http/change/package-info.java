/**
 * What all changes of tables over HTTP have in common: a preview gives out a confirmation, and that
 * is sent back to have the change made.
 */
package io.detsguard.http.change;
