# shellcheck shell=bash
# runit keeps every process running: what dies comes back, and what keeps dying comes back ever more slowly.
#
#   supervised/<name>/run          the command
#   supervised/<name>/finish       run when it ended: the faster it keeps ending, the longer it waits
#   supervised/<name>/log/current  what it printed; ten files of 4 MB

NAMES=(database "${SERVICES[@]}")

# Our runsvdir, if it lives. Its folder is in its command line, so that a number used again is not taken for it.
supervisor_pid() {
  local pid
  pid=$(cat "$STACK_HOME/supervisor.pid" 2>/dev/null) || return 1
  [[ $(command_line "$pid") == *"runsvdir -P $SUPERVISED "* ]] || return 1
  printf '%d' "$pid"
}

# Nothing runs yet afterwards, unless the supervisor was there already.
supervisor_start() {
  local name
  supervisor_pid >/dev/null && return
  # What a killed supervisor left behind answers to nobody.
  supervisor_stop
  for name in "${NAMES[@]}"; do
    mkdir -p "$SUPERVISED/$name/log"
    touch "$SUPERVISED/$name/down"
    printf 's4000000\nn10\n' >"$SUPERVISED/$name/log/config"
    write_script "$SUPERVISED/$name/log/run" "exec svlogd ."
    write_script "$SUPERVISED/$name/finish" "source $PROJECT/deploy/lib/hold.sh" "back_off"
    write_script "$SUPERVISED/$name/run" "exit 1"
  done
  # runsvdir keeps its own few messages in the place of its last argument. It inherits none of our locks.
  setsid runsvdir -P "$SUPERVISED" "log: $(printf '.%.0s' {1..400})" </dev/null &>/dev/null 3>&- 4>&- 7>&- 8>&- &
  echo $! >"$STACK_HOME/supervisor.pid"
  for name in "${NAMES[@]}"; do
    await 10 "the supervisor to take up $name" is_supervised "$name"
  done
}

# Services first, so that they drain while the database still answers.
supervisor_stop() {
  local pid
  if pid=$(supervisor_pid); then
    kill -TERM "$pid"
    await 10 "the supervisor to end" not supervisor_pid
  fi
  end_names 45 "${SERVICES[@]}"
  end_names 120 database
}

# Each name's process and its own supervisor with it; after so many seconds by force.
end_names() {
  local seconds=$1 name
  shift
  for name in "$@"; do
    sv exit "$SUPERVISED/$name" &>/dev/null || true
    skip_pause "$name"
    is_supervised "$name" || signal_name TERM "$name"
  done
  for name in "$@"; do
    holds_within "$seconds" not name_pid "$name" || signal_name KILL "$name"
    await 10 "the supervisor of $name to end" not is_supervised "$name"
  done
}

is_supervised() { [[ $(sv status "$SUPERVISED/$1" 2>/dev/null) =~ ^(run|down|finish): ]]; }

# The process that holds a name (hold.sh), whether or not it still has a supervisor.
name_pid() {
  local pid
  pid=$(cat "$SUPERVISED/$1/pid" 2>/dev/null) || return 1
  [[ /proc/$pid/fd/9 -ef $SUPERVISED/$1/held ]] || return 1
  printf '%d' "$pid"
}

signal_name() {
  local pid
  if pid=$(name_pid "$2"); then
    kill "-$1" "$pid"
  fi
}

# Waits until it has ended.
bring_down() {
  skip_pause "$1"
  sv -w 45 force-stop "$SUPERVISED/$1" >/dev/null
}

# One that keeps ending may be waiting for its next start (back_off in hold.sh).
skip_pause() {
  [[ $(sv status "$SUPERVISED/$1" 2>/dev/null) != finish:* ]] || kill "$(cat "$SUPERVISED/$1/supervise/pid")" || true
}

# start_name NAME LINES...: runs these lines as the script of one that is down, now and whenever it dies.
start_name() {
  local name=$1
  shift
  rm -f "$SUPERVISED/$name/quick_ends"
  write_script "$SUPERVISED/$name/run" "$@"
  rm -f "$SUPERVISED/$name/down"
  sv up "$SUPERVISED/$name" >/dev/null
}

runs_as() {
  local name=$1
  shift
  name_pid "$name" >/dev/null && is_supervised "$name" && [[ $(cat "$SUPERVISED/$name/run") == "$(script_text "$@")" ]]
}

script_text() { printf '%s\n' '#!/bin/bash' '# Written by deploy/run.' "$@"; }

write_script() {
  script_text "${@:2}" >"$1.new"
  chmod 700 "$1.new"
  mv "$1.new" "$1"
}

# A process that ended three times within seconds of its start will not come to anything by waiting.
keeps_ending() { (($(cat "$SUPERVISED/$1/quick_ends" 2>/dev/null || echo 0) >= 3)); }

log_of() { printf '%s' "$SUPERVISED/$1/log/current"; }
