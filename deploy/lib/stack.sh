# shellcheck shell=bash
# The stack on this machine, as the commands of deploy/run and the scenario tests use it.

# shellcheck source=settings.sh
source "${BASH_SOURCE[0]%/*}/settings.sh"
for part in say await ports packages build certificates database supervisor services; do
  # shellcheck source=say.sh
  source "$PROJECT/deploy/lib/$part.sh"
done
umask 077

# One command at a time for each home: a second one waits for the first.
stack_lock() {
  make_writable "$STACK_HOME"
  touch "$STACK_HOME/.cobuild-home"
  exec 8>>"$STACK_HOME/lock"
  wait_for_lock 8 "the stack in $STACK_HOME"
}

# Builds and installations are shared by all homes of this folder.
build_lock() {
  make_writable "$PROJECT/build"
  exec 7>>"$PROJECT/build/lock"
  wait_for_lock 7 "the build in $PROJECT/build"
}

make_writable() {
  { mkdir -p "$1" && [[ -w $1 ]]; } 2>/dev/null ||
    fail "$(id -un) may not write to $1." "Run as its owner, work in a copy of your own, or set COBUILD_HOME to another folder."
}

wait_for_lock() {
  flock --nonblock "$1" && return
  say "  Another command is at work on $2; waiting for it, for half an hour at most."
  flock --timeout 1800 "$1" || fail "$2 is still busy after half an hour." "Look for another deploy/run or tests/run: ps ax | grep -E '(deploy|tests)/run'"
}

# From whatever there is to everything serving.
stack_up() {
  check_settings
  step "certificates" certificates_prepare
  step "database files" database_prepare
  step "supervisor" stack_supervise
  step "database" database_start
  step "accounts" accounts_prepare
  step "services" services_start
  step "health" services_await
}

stack_supervise() {
  if supervisor_pid >/dev/null; then
    note "running"
    return
  fi
  supervisor_start
  note "started"
}

stack_stop() { supervisor_stop; note "stopped"; }

# The example is loaded once; another seed needs another, empty stack.
stack_load() {
  local loaded
  if loaded=$(cat "$DATABASE/example_seed" 2>/dev/null); then
    [[ $loaded == "$1" ]] ||
      fail "This stack holds the example of seed $loaded; one with seed $1 cannot be loaded over it." \
        "Start afresh, which deletes all its data: $0 reset && $0 --seed $1"
    note "seed $1, loaded before"
    return
  fi
  PROGRAM=cobuild-jiangxia cobuild_cli --seed "$1" --principals "$TLS"
  echo "$1" >"$DATABASE/example_seed"
  note "seed $1, loaded"
}

# Only a folder that this program made itself.
stack_delete() {
  [[ -e $STACK_HOME/.cobuild-home ]] || fail "$STACK_HOME was not made by $0; nothing was deleted."
  rm -rf "$STACK_HOME"
  note "deleted"
}

# A line a process; 0 when all serve, 3 when nothing runs, 1 in between.
stack_status() {
  local name pid health state running=0 serving=0
  health=$(cobuild_cli health 2>/dev/null) || true
  printf '%-16s%-10s%-14s%-10s%s\n' process pid health port metrics
  for name in "${NAMES[@]}"; do
    pid=$(name_pid "$name") && running=$((running + 1))
    if [[ $name == database ]]; then
      printf '%-16s%-10s%-14s%s\n' "$name" "${pid:--}" "$(database_answers && echo answers || echo -)" "$SOCKET"
      continue
    fi
    state=$(awk -v name="$name" '$1 == name { print $2 }' <<<"$health")
    [[ $state != SERVING ]] || serving=$((serving + 1))
    printf '%-16s%-10s%-14s%-10s%s\n' "$name" "${pid:--}" "${state:--}" "$(service_port "$name")" "$(metrics_port "$name")"
  done
  ((running > 0)) || return 3
  ((serving == ${#SERVICES[@]}))
}
