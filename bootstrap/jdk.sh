# Finds a JDK for the launcher, the benchmarks and the fuzzing; to be sourced by sh or bash.

needed=25

# A JDK writes its version into a file; to ask java itself would cost each start a tenth of a second.
is_new_enough() {
  [ -x "$1/bin/java" ] && [ -f "$1/release" ] || return 1
  version=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release")
  [ "${version:-0}" -ge "$needed" ]
}

# Sets and exports JAVA_HOME: the one that is set if it will do, else the first that does. Ends the script when there is none,
# in the name of the first argument.
find_jdk() {
  on_path=$(command -v java || true)
  [ -z "$on_path" ] || on_path=$(dirname "$(dirname "$(readlink -f "$on_path")")")
  for jdk in "${JAVA_HOME:-}" "$on_path" /usr/lib/jvm/* /opt/java/* /opt/jdk* "${HOME:-}"/.sdkman/candidates/java/* \
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
