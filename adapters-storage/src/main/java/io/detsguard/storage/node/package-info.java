/**
 * What this service asks of the Erlang nodes that own tables, in the words of tables: {@link
 * io.detsguard.storage.node.AttachedNodes} looks at everything they have open, {@link
 * io.detsguard.storage.node.TableOwners} finds the one that has a file open, and {@link
 * io.detsguard.storage.node.LadderCopier} makes owners help where a file is never closed long
 * enough to be copied.
 *
 * <p>A node's answers are terms of any shape. What is not understood is left out, or makes the
 * table one that did not say; it never becomes a guess. All calls are of {@link
 * io.detsguard.storage.distribution.NodeCall}, and a look makes only those that flush nothing.
 *
 * <p>Nobody is suspended before the node itself is told to resume it: {@link
 * io.detsguard.storage.node.TableHold} keeps that order.
 */
package io.detsguard.storage.node;
