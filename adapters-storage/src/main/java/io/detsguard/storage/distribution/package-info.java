/**
 * Calls to functions of an Erlang node, over the protocol that nodes speak among themselves.
 *
 * <p>{@link io.detsguard.storage.distribution.NodeCall} is the closed list of what can be called,
 * and the only thing that {@link io.detsguard.storage.distribution.NodeConnection} sends: there is
 * no way to build any other call. A connection is made by {@link
 * io.detsguard.storage.distribution.peer}, kept, and made anew when it breaks. Calls overlap: each
 * carries a reference by which its answer is known, one thread reads, and callers wait.
 *
 * <p>After the handshake each packet is a length of 32 bits, 0 for a tick, and else
 *
 * <pre>
 *  112  131 control  [131 message]
 *
 *  {2, _, To}  {22, From, To}          a message to a process; ours are answers {Ref, Result}
 *  {6, From, '', rex}                  to a registered one: how calls go out, with the message
 *      {'$gen_call', {From, Ref}, {call, Module, Function, Arguments, user}}
 *  {35, Id, From, To}                  a link is taken back; answered with {36, Id, To, From}
 * </pre>
 *
 * <p>Anything else is ignored. What comes in is bounded before it is read, and decoded by {@link
 * io.detsguard.storage.term}.
 */
package io.detsguard.storage.distribution;
