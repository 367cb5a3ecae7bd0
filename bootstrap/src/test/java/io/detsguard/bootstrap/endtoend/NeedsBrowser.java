package io.detsguard.bootstrap.endtoend;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Marks tests that drive a real browser. Without Chromium on the search path they are reported as
 * skipped; but where a browser is required, that is when the environment has {@code
 * DETSGUARD_REQUIRE_BROWSER=true} or sets {@code CI}, they run, and fail.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
@ExtendWith(BrowserCondition.class)
@interface NeedsBrowser {}
