package io.detsguard.bootstrap.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.encoder.Encoder;
import com.fasterxml.jackson.databind.JsonNode;
import io.detsguard.application.port.out.RunContext;
import io.detsguard.domain.backup.RunId;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

class LogFormatTest {
  private static final RunId RUN = new RunId("20260211-143000-0a1b2c3d");

  private final LoggerContext logging = (LoggerContext) LoggerFactory.getILoggerFactory();
  private final OutputStreamAppender<ILoggingEvent> root = rootAppender();
  private final Encoder<ILoggingEvent> text = root.getEncoder();
  private JsonLines lines;

  private OutputStreamAppender<ILoggingEvent> rootAppender() {
    return (OutputStreamAppender<ILoggingEvent>)
        logging.getLogger(Logger.ROOT_LOGGER_NAME).getAppender("STDERR");
  }

  @BeforeEach
  void listen() {
    lines = new JsonLines("io.detsguard.test");
  }

  @AfterEach
  void restore() {
    lines.close();
    root.setEncoder(text);
    text.start();
  }

  @Test
  void leavesTextAsItIs() {
    LogFormat.TEXT.use();

    assertSame(text, root.getEncoder());
  }

  @Test
  void writesJsonOnceToldTo() {
    LogFormat.JSON.use();

    assertTrue(root.getEncoder() instanceof JsonEncoder);
    assertTrue(root.isStarted());
  }

  @Test
  void fillsArgumentsIntoTheMessage() throws Exception {
    lines.logger().info("{} of {}\n\"tables\"", 8, 9);

    JsonNode line = lines.all().getFirst();
    assertEquals("8 of 9\n\"tables\"", line.get("formattedMessage").textValue());
    assertFalse(
        line.has("message") || line.has("arguments") || line.has("context"), line::toString);
  }

  @Test
  void writesFactsAndFailures() throws Exception {
    lines
        .logger()
        .atError()
        .addKeyValue("tables", 9)
        .setCause(new IllegalStateException("broken"))
        .log("x");

    JsonNode line = lines.all().getFirst();
    assertEquals("9", line.at("/kvpList/0/tables").asText());
    assertEquals("broken", line.at("/throwable/message").textValue());
  }

  @Test
  void namesTheRunUntilItIsLeft() throws Exception {
    lines.logger().info("before");
    try (RunContext.Scope _ = new RunLogContext().enter(RUN)) {
      lines.logger().info("during");
    }
    lines.logger().info("after");

    List<JsonNode> all = lines.all();
    assertTrue(all.get(0).at("/mdc/run").isMissingNode());
    assertEquals(RUN.value(), all.get(1).at("/mdc/run").textValue());
    assertTrue(all.get(2).at("/mdc/run").isMissingNode());
    assertNull(MDC.get(RunLogContext.KEY));
  }
}
