/**
 * Giving free space back: how much a compaction would win, whether that is worth it, and what it
 * did. The bytes are predicted exactly, before anything is written. Source: {@code
 * docs/dets-format.md}, "Writing a table".
 */
package io.detsguard.domain.compact;
