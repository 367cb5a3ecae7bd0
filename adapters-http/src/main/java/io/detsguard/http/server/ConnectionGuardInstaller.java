package io.detsguard.http.server;

import io.detsguard.http.ConnectionDeadlines;
import io.detsguard.http.HttpSettings;
import io.detsguard.http.problem.Problem;
import io.detsguard.http.server.ConnectionGuard.LastWords;
import io.micronaut.http.HttpStatus;
import io.micronaut.json.JsonMapper;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpResponseStatus;
import jakarta.inject.Singleton;
import java.io.IOException;

/** Puts the guards of this package into the pipeline of every HTTP/1 connection. */
@Singleton
public final class ConnectionGuardInstaller extends ConnectionCustomizer {
  /** The name in the pipeline of the last of the guards, which lie right behind the codec. */
  public static final String LAST_GUARD = "malformed-request-guard";

  private static final MalformedRequestGuard MALFORMED_REQUESTS = new MalformedRequestGuard();

  private final ConnectionDeadlines deadlines;
  private final LastWords tooSlow;
  private final LastWords brokenBody;

  ConnectionGuardInstaller(HttpSettings settings, JsonMapper json) throws IOException {
    deadlines = settings.deadlines();
    tooSlow = lastWords(json, Problem.of(HttpStatus.REQUEST_TIMEOUT));
    brokenBody =
        lastWords(
            json,
            Problem.of(HttpStatus.BAD_REQUEST, "The body is not encoded as its headers say."));
  }

  private static LastWords lastWords(JsonMapper json, Problem problem) throws IOException {
    byte[] body = json.writeValueAsBytes(problem);
    return new LastWords(HttpResponseStatus.valueOf(problem.status()), Problem.MEDIA_TYPE, body);
  }

  @Override
  protected void customize(ChannelPipeline pipeline, String codec) {
    pipeline
        .addAfter(codec, LAST_GUARD, MALFORMED_REQUESTS)
        .addAfter(codec, "connection-guard", new ConnectionGuard(deadlines, tooSlow, brokenBody));
  }
}
