# shellcheck shell=bash
# Is a port free, and if not, whose is it? From /proc, so that no package is needed for it.

# The socket inode that listens on a TCP port of any local address; nothing when the port is free.
listening_inode() {
  local hex
  hex=$(printf ':%04X' "$1")
  awk -v port="$hex" '$4 == "0A" && substr($2, length($2) - 4) == port { print $10; exit }' \
    /proc/net/tcp /proc/net/tcp6 2>/dev/null
}

# The process that holds a socket, as far as this user may see it.
socket_holder() {
  local link
  for link in /proc/[0-9]*/fd/*; do
    if [[ $(readlink "$link" 2>/dev/null) == "socket:[$1]" ]]; then
      link=${link#/proc/}
      printf '%s' "${link%%/*}"
      return
    fi
  done
}

command_line() { tr '\0' ' ' 2>/dev/null <"/proc/$1/cmdline"; }

# check_port PORT OUR_PID: refuses a port that anyone but our own process listens on.
check_port() {
  local inode holder whose
  inode=$(listening_inode "$1")
  [[ -n $inode ]] || return 0
  holder=$(socket_holder "$inode")
  [[ -z $holder || $holder != "$2" ]] || return 0
  whose="a process of another user"
  [[ -z $holder ]] || whose="process $holder ($(command_line "$holder"))"
  fail "Port $1 is taken by $whose." \
    "Stop it, or choose other ports: COBUILD_PORT_BASE=$((PORT_BASE + 100)) $0"
}
