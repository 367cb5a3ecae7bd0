package io.detsguard.bootstrap.cli;

import io.detsguard.bootstrap.settings.InvalidSettingException;
import io.detsguard.bootstrap.settings.SettingsLoader;
import io.detsguard.bootstrap.wiring.UseCaseWiring;
import java.io.IOException;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/**
 * What commands get from outside.
 *
 * @param console where they print
 * @param settings where settings come from
 * @param clock what time it is
 * @param random a source that cannot be predicted
 */
public record CommandContext(
    Console console, SettingsLoader settings, InstantSource clock, RandomGenerator random) {

  /** The use cases, set up as these options say. */
  UseCaseWiring useCases(CommonOptions options) throws InvalidSettingException {
    return new UseCaseWiring(options.settings(settings), clock, random);
  }

  /** The same for a command on the live tables, which may need a hint on how to name them. */
  UseCaseWiring tableUseCases(CommonOptions options) throws InvalidSettingException, IOException {
    return hinted(useCases(options));
  }

  /** The same for one that may ask nodes. */
  UseCaseWiring tableUseCases(CommonOptions options, NodeOptions nodes)
      throws InvalidSettingException, IOException {
    return hinted(new UseCaseWiring(options.settings(settings, nodes.settings()), clock, random));
  }

  /** The same use cases, after what an operator may want to know of the settings was said. */
  UseCaseWiring hinted(UseCaseWiring useCases) throws IOException {
    useCases.hints().forEach(hint -> console.say("hint: " + Printable.of(hint)));
    return useCases;
  }

  /**
   * The progress of work on a table or a file.
   *
   * @param task what the bar is called
   * @param wanted whether to show anything at all
   */
  ProgressDisplay progress(String task, boolean wanted) {
    return new ProgressDisplay(console, wanted, task, ProgressDisplay.Unit.MEGABYTES, clock);
  }
}
