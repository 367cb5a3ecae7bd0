# For the scripts beside it, which source it: times and their medians.

# Runs a command without its output and prints how long it took, in milliseconds.
millis_of() {
  begun=$(date +%s%N)
  "$@" >/dev/null
  echo $((($(date +%s%N) - begun) / 1000)) | sed 's/...$/.&/'
}

# The median of a file of numbers, a line each.
median() { sort -n "$1" | awk '{ at[NR] = $1 } END { print at[int((NR + 1) / 2)] }'; }
