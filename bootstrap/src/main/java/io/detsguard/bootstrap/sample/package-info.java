/**
 * Sample tables: what the service protects when nobody has named a place for tables, so that there
 * is something to see. They are real table files, made by the product's own writer, and labelled as
 * samples wherever they show.
 *
 * <p>{@link io.detsguard.bootstrap.sample.SampleTables} puts them in place, {@link
 * io.detsguard.bootstrap.sample.AgentHub} makes up their records.
 */
package io.detsguard.bootstrap.sample;
