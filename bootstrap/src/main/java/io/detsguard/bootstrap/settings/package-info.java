/**
 * What an operator can set. {@link io.detsguard.bootstrap.settings.SettingKey} names every setting
 * once, {@link io.detsguard.bootstrap.settings.SettingsLoader} gathers texts from the command line,
 * the environment and a configuration file, and {@link io.detsguard.bootstrap.settings.Settings} is
 * the checked, immutable result.
 *
 * <p>{@code docs/configuration.md} is the operator's view of the same; a test holds the two
 * together.
 */
package io.detsguard.bootstrap.settings;
