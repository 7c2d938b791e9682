# shellcheck shell=bash
# What the person at the terminal reads: one aligned line a step, and an error that says what to do.
#
#   step TITLE FUNCTION ARGS...   runs the function in a subshell of its own, output to a log; leaves when it fails
#   note TEXT                     inside a step: what the line says about it, as "2 installed"
#   progress TEXT                 inside a long step: shown while it runs
#   fail TEXT...                  says what is wrong and what to do, and leaves with exit code 1

STEP_COLUMN=24

# The terminal (or pipe) itself, also while a step's output goes to its log.
exec 3>&1 4>&2

say() { printf '%s\n' "$@" >&3; }

fail() {
  if [[ -n ${STEP_REASON:-} ]]; then
    printf '%s\n' "$@" >"$STEP_REASON"
  else
    printf '\n' >&4
    printf '%s\n' "$@" >&4
  fi
  exit "${FAIL_CODE:-1}"
}

note() { printf '%s' "$*" >"$STEP_NOTE"; }

progress() {
  if [[ -t 3 ]]; then
    printf '\r  %-*s%-32s%5d s' "$STEP_COLUMN" "$STEP_TITLE" "$*" "$((SECONDS - STEP_START))" >&3
  else
    printf '  %-*s%-32s%5d s\n' "$STEP_COLUMN" "$STEP_TITLE" "$*" "$((SECONDS - STEP_START))" >&3
  fi
}

step() {
  attempt "$@"
  ((STEP_CODE == 0)) || exit "$STEP_CODE"
}

# As step, but goes on: the outcome is in STEP_CODE. Not to be called in a condition, which would switch off set -e.
attempt() {
  local folder
  STEP_TITLE=$1
  STEP_START=$SECONDS
  folder=$(mktemp -d)
  STEP_NOTE=$folder/note STEP_REASON=$folder/reason
  shift
  [[ ! -t 3 ]] || progress ""
  set +e
  (set -e && "$@") >"$folder/log" 2>&1 </dev/null
  STEP_CODE=$?
  set -e
  if ((STEP_CODE == 0)); then
    step_line "$(cat "$STEP_NOTE" 2>/dev/null || echo "done")"
    rm -r "$folder"
  else
    step_line "FAILED"
    step_failure "$folder/log"
  fi
  unset STEP_REASON STEP_NOTE
}

step_line() {
  [[ ! -t 3 ]] || printf '\r' >&3
  printf '  %-*s%-32s%5d s\n' "$STEP_COLUMN" "$STEP_TITLE" "$1" "$((SECONDS - STEP_START))" >&3
}

# The step's own words when it had any, else the end of what its commands printed.
step_failure() {
  printf '\n' >&4
  if [[ -s $STEP_REASON ]]; then
    cat "$STEP_REASON" >&4
  else
    tail -n 60 "$1" | cut -c 1-200 | sed 's/^/    /' >&4
    printf '\nAll that "%s" printed: %s\n' "$STEP_TITLE" "$1" >&4
  fi
  printf '\n' >&4
}
