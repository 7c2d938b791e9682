# shellcheck shell=bash
# Waiting for a condition, never for a time.

not() { ! "$@" >/dev/null; }

# holds_within SECONDS CONDITION...: asks ten times a second until the condition holds; false when it never did.
holds_within() {
  local deadline=$((SECONDS + $1))
  shift
  until "$@"; do
    ((SECONDS < deadline)) || return 1
    sleep 0.1
  done
}

# await SECONDS WHAT CONDITION...
await() {
  local seconds=$1 what=$2
  shift 2
  holds_within "$seconds" "$@" ||
    fail "Waited $seconds seconds in vain for $what." "Look at: $0 logs    Then try: $0 stop, and $0 again."
}
