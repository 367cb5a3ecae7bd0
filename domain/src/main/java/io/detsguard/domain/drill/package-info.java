/**
 * Restore drills: a snapshot is worth what its restore is worth, so it is restored, to a place of
 * its own, and looked at. {@link io.detsguard.domain.drill.DrillBudget} decides whose turn it is,
 * {@link io.detsguard.domain.drill.Drill} is what one came to, {@link
 * io.detsguard.domain.drill.TableDrills} what is remembered of a table.
 */
package io.detsguard.domain.drill;
