package io.detsguard.storage.erlang;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Marks tests that ask a real Erlang. Without one on the search path they are reported as skipped;
 * but where Erlang is required, that is when the environment has {@code
 * DETSGUARD_REQUIRE_ERLANG=true} or sets {@code CI}, they run, and fail.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
@ExtendWith(ErlangCondition.class)
public @interface NeedsErlang {}
