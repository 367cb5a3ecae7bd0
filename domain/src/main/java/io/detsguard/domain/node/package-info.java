/**
 * What an Erlang node knows of the tables it has open, which their files do not tell: {@link
 * io.detsguard.domain.node.OpenTable} is one such table, {@link
 * io.detsguard.domain.node.NodeReport} what one look at one {@linkplain
 * io.detsguard.domain.node.NodeName node} gave.
 *
 * <p>Everything here was gathered by calls that flush nothing; what would flush a table's cache
 * (its true number of records) is not among the facts.
 */
package io.detsguard.domain.node;
