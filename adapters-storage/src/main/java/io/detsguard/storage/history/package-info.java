/**
 * Samples of figures over time, in one file of lines: {@link
 * io.detsguard.storage.history.FileFigureLog} reads and writes the file, {@link
 * io.detsguard.storage.history.SampleLine} one line of it.
 *
 * <pre>
 *  ad3f09c2 1770820200000 task_queue 640 204488 131200 6400
 *  checksum time          table      records, then bytes: file, live, free; "-" is not known
 * </pre>
 *
 * <p>The file is added to and now and then replaced as a whole. Each addition begins with a line
 * feed, so that a line that a crash has torn spoils no other, and each line carries a CRC-32 of the
 * rest of it, so that a torn one is never taken for a shorter number.
 */
package io.detsguard.storage.history;
