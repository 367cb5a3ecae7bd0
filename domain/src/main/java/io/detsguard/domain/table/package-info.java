/**
 * A DETS table as seen from outside: its {@link io.detsguard.domain.table.TableName name}, where it
 * {@link io.detsguard.domain.table.TableLocation lies}, and the {@link
 * io.detsguard.domain.table.TableFigures figures} that its header and free lists give.
 *
 * <p>The definitions of all figures are in {@code docs/dets-format.md}, "Health figures".
 */
package io.detsguard.domain.table;
