package io.detsguard.storage.distribution;

import java.util.Locale;

/** What may be asked of a process by {@code erlang:process_info/2}; never its state or messages. */
public enum ProcessItem {
  /** Messages that wait for it. */
  MESSAGE_QUEUE_LEN,
  /** Bytes that it occupies. */
  MEMORY,
  /** Processes and ports it is linked with. */
  LINKS,
  /** Whether it runs, waits or is suspended by the virtual machine. */
  STATUS;

  String erlangName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
