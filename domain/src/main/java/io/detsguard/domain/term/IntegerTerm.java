package io.detsguard.domain.term;

import java.math.BigInteger;

/** An integer of any size; Erlang has one kind of them. */
public record IntegerTerm(BigInteger value) implements Term {}
