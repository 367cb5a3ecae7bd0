package io.detsguard.bootstrap.settings;

import io.detsguard.domain.node.NodeName;
import io.detsguard.domain.restore.OwnerHandle;
import io.detsguard.domain.term.Term;
import io.detsguard.domain.term.TermSyntaxException;
import io.detsguard.storage.distribution.NodeCall;
import io.detsguard.storage.term.text.TermParser;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Understands how the owner of one table lets go of it: {@code node}, {@code supervisor} and {@code
 * child}; or {@code node}, {@code release} and {@code reopen}, each a module, a function and
 * arguments; or {@code release-command} and {@code reopen-command}.
 *
 * @param key of the whole entry, for messages
 * @param origin where it was given
 * @param fields as YAML has them
 */
record OwnerEntry(String key, String origin, Map<?, ?> fields) {
  private static final Set<String> SUPERVISED = Set.of("node", "supervisor", "child");
  private static final Set<String> FUNCTIONS = Set.of("node", "release", "reopen");
  private static final Set<String> COMMANDS = Set.of("release-command", "reopen-command");

  /** No name is longer than an atom can be. */
  private static final int MAX_CHARACTERS = 255;

  OwnerHandle handle() throws InvalidSettingException {
    Set<String> given = new TreeSet<>();
    fields.keySet().forEach(name -> given.add(String.valueOf(name)));
    if (given.equals(SUPERVISED)) {
      return new OwnerHandle.Supervised(node(), plain("supervisor"), termText(plain("child")));
    }
    if (given.equals(FUNCTIONS)) {
      return new OwnerHandle.Functions(node(), call("release"), call("reopen"));
    }
    if (given.equals(COMMANDS)) {
      return new OwnerHandle.Commands(words("release-command"), words("reopen-command"));
    }
    throw refused(
        key,
        "node, supervisor and child; or node, release and reopen; or release-command and"
            + " reopen-command",
        given.toString());
  }

  private InvalidSettingException refused(String what, String wanted, String found) {
    return new InvalidSettingException(
        what + " (" + origin + "): expected " + wanted + ", found " + found);
  }

  private NodeName node() throws InvalidSettingException {
    String text = plain("node");
    if (!NodeName.isValid(text)) {
      throw refused(key + ".node", "the name of a node, NAME@HOST", text);
    }
    return new NodeName(text);
  }

  private String plain(String field) throws InvalidSettingException {
    Object value = fields.get(field);
    if (ConfigurationFile.isPlain(value)) {
      String text = value.toString();
      if (!text.isBlank() && text.length() <= MAX_CHARACTERS) {
        return text;
      }
    }
    throw refused(key + "." + field, "one plain value", String.valueOf(value));
  }

  private List<String> words(String field) throws InvalidSettingException {
    if (!(fields.get(field) instanceof List<?> list) || list.isEmpty()) {
      throw refused(
          key + "." + field,
          "a list of a program and its arguments",
          String.valueOf(fields.get(field)));
    }
    return list.stream().map(String::valueOf).toList();
  }

  private OwnerHandle.Call call(String field) throws InvalidSettingException {
    if (!(fields.get(field) instanceof List<?> list) || list.size() < 2) {
      throw refused(
          key + "." + field,
          "a list of a module, a function and its arguments",
          String.valueOf(fields.get(field)));
    }
    List<String> arguments = new ArrayList<>();
    for (Object argument : list.subList(2, list.size())) {
      arguments.add(termText(String.valueOf(argument)));
    }
    OwnerHandle.Call call =
        new OwnerHandle.Call(String.valueOf(list.get(0)), String.valueOf(list.get(1)), arguments);
    requireAllowed(field, call);
    return call;
  }

  /** Some modules are never called, whatever the configuration says. */
  private void requireAllowed(String field, OwnerHandle.Call call) throws InvalidSettingException {
    try {
      new NodeCall.ConfiguredCall(Term.atom(call.module()), Term.atom(call.function()), List.of());
    } catch (IllegalArgumentException e) {
      throw refused(key + "." + field, "a function of the application", call.toString());
    }
  }

  private String termText(String text) throws InvalidSettingException {
    try {
      TermParser.parse(text);
      return text;
    } catch (TermSyntaxException e) {
      throw refused(key, "an Erlang term", text + " (" + e.getMessage() + ")");
    }
  }
}
