# Finds a JDK for the launcher, the benchmarks and the fuzzing; to be sourced by sh or bash.

needed=25

# A JDK writes its version into a file, JAVA_VERSION="25.0.1" in a line; to ask java itself would cost each start a tenth
# of a second, and to ask another program a hundredth of a short command.
is_new_enough() {
  [ -x "$1/bin/java" ] && [ -f "$1/release" ] || return 1
  while IFS='="' read -r name _ version _; do
    [ "$name" != JAVA_VERSION ] || break
  done <"$1/release"
  [ "$name" = JAVA_VERSION ] || return 1
  version=${version%%[!0-9]*}
  [ "${version:-0}" -ge "$needed" ]
}

# Sets and exports JAVA_HOME: the one that is set if it will do, else the first that does. Ends the script when there is none,
# in the name of the first argument.
find_jdk() {
  if [ -n "${JAVA_HOME:-}" ] && is_new_enough "$JAVA_HOME"; then
    export JAVA_HOME
    return
  fi
  on_path=$(command -v java || true)
  [ -z "$on_path" ] || on_path=$(dirname "$(dirname "$(readlink -f "$on_path")")")
  for jdk in "$on_path" /usr/lib/jvm/* /opt/java/* /opt/jdk* "${HOME:-}"/.sdkman/candidates/java/* \
    "${HOME:-}"/.jdks/* /Library/Java/JavaVirtualMachines/*/Contents/Home; do
    if [ -n "$jdk" ] && is_new_enough "$jdk"; then
      JAVA_HOME=$jdk
      export JAVA_HOME
      return
    fi
  done
  echo "$1: needs a JDK of version $needed or newer. Install one (Eclipse Temurin $needed, or the" >&2
  echo "openjdk-$needed package of your system) or set JAVA_HOME to it." >&2
  exit 69
}
