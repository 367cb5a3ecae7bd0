package io.detsguard.bootstrap.cli;

/** Options that several commands take. */
@FunctionalInterface
interface OptionGroup {
  /** States them; their values go into this group when the command line has been read. */
  void addTo(CommandSyntax syntax);
}
