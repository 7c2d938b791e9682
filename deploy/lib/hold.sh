# shellcheck shell=bash
# Sourced by the run and finish scripts of supervised processes, in the folder of their name.

# Makes this process the only one of its name: the lock stays with it through exec, until it dies. Another holder can
# only be there when its supervisor was killed: nobody would stop it or start it again, so it ends first.
hold_name() {
  local holder
  exec 9>>held
  if ! flock --nonblock 9; then
    holder=$(cat pid)
    [[ /proc/$holder/fd/9 -ef held ]] && kill -TERM "$holder"
    flock --timeout 60 9 || kill -KILL "$holder"
    flock --timeout 10 9 || exit 111
  fi
  printf '%d' $$ >pid
  date +%s >started
}

# After an end within ten seconds of the start it waits, each time longer, until the next start.
back_off() {
  local seconds=(0 1 2 4 8 16 30) quick_ends=0
  if (($(date +%s) - $(cat started) < 10)); then
    quick_ends=$(($(cat quick_ends 2>/dev/null || echo 0) + 1))
  fi
  echo "$quick_ends" >quick_ends
  exec sleep "${seconds[quick_ends < 6 ? quick_ends : 6]}"
}
