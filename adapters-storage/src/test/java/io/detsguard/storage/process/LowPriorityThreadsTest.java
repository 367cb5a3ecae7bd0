package io.detsguard.storage.process;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ThreadFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX)
class LowPriorityThreadsTest {
  private final ThreadFactory threads =
      new LowPriorityThreads(Thread.ofPlatform().name("lowly-", 1).factory());

  /** What Linux says of the calling thread: field 19 of its status, counted from 1. */
  private static int niceness() throws Exception {
    String status = Files.readString(Path.of("/proc/thread-self/stat"));
    String behindName = status.substring(status.lastIndexOf(')') + 2);
    return Integer.parseInt(behindName.split(" ")[19 - 3]);
  }

  private static <T> T in(ThreadFactory threads, Callable<T> work) throws Exception {
    FutureTask<T> task = new FutureTask<>(work);
    threads.newThread(task).start();
    return task.get();
  }

  @Test
  void areNicerThanOthers() throws Exception {
    int before = niceness();
    List<Integer> seen = new ArrayList<>();
    seen.add(in(threads, LowPriorityThreadsTest::niceness));
    seen.add(in(threads, () -> in(Thread.ofPlatform().factory(), () -> niceness())));
    int nicer = Math.min(before + LowPriorityThreads.NICE, 19);
    assertEquals(List.of(nicer, nicer), seen);
    assertEquals(before, niceness());
  }

  @Test
  void haveWhatTheirMakerGivesThem() throws Exception {
    assertEquals("lowly-1", in(threads, () -> Thread.currentThread().getName()));
  }
}
