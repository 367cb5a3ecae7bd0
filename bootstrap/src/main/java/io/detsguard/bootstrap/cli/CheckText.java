package io.detsguard.bootstrap.cli;

import io.detsguard.domain.check.CheckReport;
import io.detsguard.domain.check.Verdict;
import io.detsguard.domain.table.SlotCounts;
import io.detsguard.domain.table.TableFigures;
import java.util.OptionalLong;

/**
 * Prints the report of a check for a person: what the file is, its figures, where its bytes go,
 * what is wrong with it, and what to do next.
 */
final class CheckText {
  private final Console console;

  CheckText(Console console) {
    this.console = console;
  }

  /**
   * Prints one report.
   *
   * @param name as the user named the table
   * @param file where it lies, for commands to try
   * @param deep whether all objects were to be read
   */
  void print(String name, String file, CheckReport report, boolean deep) {
    console.print(console.emphasised(Printable.of(name)));
    console.print("verdict", verdict(report.verdict()) + explanation(report, deep));
    report.figures().ifPresent(this::figures);
    if (deep && report.objectsRead() > 0) {
      console.print("read", records(report.objectsRead(), report.keysRead()));
    }
    report.sortedDigest().ifPresent(digest -> console.print("digest", digest));
    if (deep) {
      report.notChecked().forEach(what -> console.print("unchecked", Printable.of(what)));
    }
    report.figures().ifPresent(figures -> new SpaceBar(console).print(figures));
    new FindingsText(console).print(report);
    NextStep.after(report, file, deep).ifPresent(step -> console.print("next", step));
  }

  private String verdict(Verdict verdict) {
    String words = verdict.wireName().replace('_', ' ');
    return switch (verdict) {
      case SOUND -> console.coloured(Console.Colour.WELL, words);
      case NOT_PROPERLY_CLOSED -> console.coloured(Console.Colour.WARNING, words);
      default -> console.coloured(Console.Colour.BROKEN, words);
    };
  }

  private static String explanation(CheckReport report, boolean deep) {
    return switch (report.verdict()) {
      case SOUND ->
          deep ? ", every record was read and checked" : " at a glance, no record was read";
      case NOT_PROPERLY_CLOSED -> ", its owner has it open or left it so";
      case DAMAGED -> ", " + Quantity.count(report.findingsInAll(), "finding");
      case UNSUPPORTED -> ", a version that is not read here";
      case NOT_DETS -> ", the file is something else";
      case UNREADABLE -> "";
    };
  }

  private void figures(TableFigures figures) {
    console.print(
        "table",
        figures.type().erlangName()
            + ", key at position "
            + figures.keyPosition()
            + ", format "
            + figures.variant().label());
    console.print("content", records(figures.records(), figures.keys()) + average(figures));
    console.print(
        "size",
        Quantity.bytes(figures.fileBytes())
            + ", "
            + Quantity.share(figures.spaceFill())
            + " of the room a table has");
    console.print("free", Quantity.bytes(figures.freeBytes()) + fragmentation(figures));
    console.print("slots", slots(figures.slots(), figures.keys()));
    console.print(
        "closed", figures.properlyClosed() ? "properly" : "no: open, or left open by a crash");
  }

  private static String records(long records, long keys) {
    String text = Quantity.number(records) + (records == 1 ? " record" : " records");
    return text + " under " + Quantity.number(keys) + (keys == 1 ? " key" : " keys");
  }

  private static String average(TableFigures figures) {
    OptionalLong live = figures.liveBytes();
    return live.isEmpty() || figures.records() == 0
        ? ""
        : ", " + Quantity.bytes(live.getAsLong() / figures.records()) + " each on average";
  }

  private static String fragmentation(TableFigures figures) {
    return figures.freeBytes().isEmpty()
        ? ": only a properly closed table says it"
        : ", fragmentation " + Quantity.share(figures.fragmentation());
  }

  private static String slots(SlotCounts slots, long keys) {
    return Quantity.number(slots.used())
        + " for "
        + Quantity.number(keys)
        + (keys == 1 ? " key" : " keys")
        + ", may be "
        + Quantity.number(slots.min())
        + " to "
        + Quantity.number(slots.max());
  }
}
