package io.detsguard.application.service;

import io.detsguard.application.port.out.EventPublisher;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/**
 * What changes in two steps need beside the changes themselves.
 *
 * @param atWork shared by all who change tables
 * @param events who is told of changes
 * @param random a source that cannot be predicted
 */
public record ConfirmationPorts(
    TablesAtWork atWork, EventPublisher events, RandomGenerator random, InstantSource clock) {}
