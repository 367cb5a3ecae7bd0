/**
 * What this service asks of the Erlang nodes that own tables, in the words of tables: {@link
 * io.detsguard.storage.node.AttachedNodes} looks at everything they have open, {@link
 * io.detsguard.storage.node.TableOwners} finds the one that has a file open.
 *
 * <p>A node's answers are terms of any shape. What is not understood is left out, or makes the
 * table one that did not say; it never becomes a guess. All calls are of {@link
 * io.detsguard.storage.distribution.NodeCall}, and a look makes only those that flush nothing.
 */
package io.detsguard.storage.node;
