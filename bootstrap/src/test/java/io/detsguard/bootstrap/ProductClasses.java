package io.detsguard.bootstrap;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;

/**
 * The classes of the product that people wrote: neither the jar of tests that storage shares nor
 * what annotation processors generate, which has a dollar in front.
 */
final class ProductClasses implements ImportOption {
  @Override
  public boolean includes(Location location) {
    return !location.contains("/$") && !location.contains("-tests.jar");
  }
}
