/**
 * The ways out: what the use cases need of the world. Storage implements the files, adapters that
 * tell others implement {@link io.detsguard.application.port.out.EventPublisher}.
 *
 * <p>An {@link java.io.IOException} from a port means that the world failed; its message is for the
 * log. What an operator is to read travels in values and carries no paths of the host.
 */
package io.detsguard.application.port.out;
