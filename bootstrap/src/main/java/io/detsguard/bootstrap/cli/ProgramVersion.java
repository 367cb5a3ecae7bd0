package io.detsguard.bootstrap.cli;

import io.detsguard.bootstrap.wiring.ProgramName;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} shows. */
final class ProgramVersion implements IVersionProvider {
  @Override
  public String[] getVersion() {
    return new String[] {ProgramName.text(), "Java " + Runtime.version()};
  }
}
