package io.detsguard.http.shortcut;

import static io.detsguard.http.server.ConnectionGuardInstaller.LAST_GUARD;

import io.detsguard.http.server.ConnectionCustomizer;
import io.netty.channel.ChannelPipeline;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;

/**
 * Puts a {@link HealthShortcut} into the pipeline of every HTTP/1 connection, behind its guards.
 */
@Singleton
final class ShortcutInstaller extends ConnectionCustomizer {
  private final Provider<ReportAtHand> report;

  /**
   * @param report asked for with the first connection, when the use cases are there
   */
  ShortcutInstaller(Provider<ReportAtHand> report) {
    this.report = report;
  }

  @Override
  protected void customize(ChannelPipeline pipeline, String codec) {
    String anchor = pipeline.get(LAST_GUARD) == null ? codec : LAST_GUARD; // it may come later
    pipeline.addAfter(anchor, "health-shortcut", new HealthShortcut(report.get()));
  }
}
