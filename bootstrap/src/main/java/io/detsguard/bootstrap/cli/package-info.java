/**
 * The command line: one class for each subcommand, which states what it takes in the words of
 * {@link io.detsguard.bootstrap.cli.CommandSyntax}, calls one use case, prints what it answers and
 * chooses the exit code.
 *
 * <p>Results go to stdout and everything else to stderr. {@link
 * io.detsguard.bootstrap.cli.ExitCode} lists how a command can end, {@link
 * io.detsguard.bootstrap.cli.Console} is the only way to print, and {@link
 * io.detsguard.bootstrap.cli.CommandLineProgram} puts the commands together. Only {@code serve}
 * starts the framework; the others must be there and gone in less than half a second.
 */
package io.detsguard.bootstrap.cli;
