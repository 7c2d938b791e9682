# shellcheck shell=bash
# Where this stack lives. Three variables move it, so that tests run stacks of their own side by side:
#
#   COBUILD_HOME       data, certificates, sockets and logs   (.run in the project folder)
#   COBUILD_PORT_BASE  services listen on base + 1 and on, metrics on base + 11 and on   (28700)
#   COBUILD_BIN        the programs to run   (build/release/bin)
#
# A fourth says when reconciliation runs by itself: COBUILD_RECONCILE_SCHEDULE, five fields as of cron in China's time, or
# never. Every night at half past three it looks at everything, unless it is never.

PROJECT=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
STACK_HOME=$(realpath -m "${COBUILD_HOME:-$PROJECT/.run}")
PORT_BASE=${COBUILD_PORT_BASE:-28700}
PROGRAMS=$(realpath -m "${COBUILD_BIN:-$PROJECT/build/release/bin}")
RECONCILE_SCHEDULE=${COBUILD_RECONCILE_SCHEDULE:-*/30 * * * *}

SERVICES=(registry finance assessment projects reconciliation)
# Their numbers, in that order from 1 on, from which follow their ports.
declare -A NUMBERS=()
for service in "${SERVICES[@]}"; do
  NUMBERS[$service]=$((${#NUMBERS[@]} + 1))
done
unset service
# Whom a service calls: each gets --<peer>-address.
declare -A PEERS=([registry]="" [finance]="registry" [assessment]="registry finance projects" [projects]="registry finance"
  [reconciliation]="registry finance projects assessment")

SOCKET=$STACK_HOME/mariadb.sock
SUPERVISED=$STACK_HOME/supervised
TLS=$STACK_HOME/tls
SECRETS=$STACK_HOME/secrets
CHECKPOINTS=$STACK_HOME/checkpoints
DATABASE=$STACK_HOME/database
# Tokens of people: the key that signs them here, those that are accepted, and what they say of who issued them.
TOKEN_KEY=$SECRETS/token_key.pem
TOKEN_KEYS=$TLS/token_keys.json
TOKEN_ISSUER=cobuild.local

service_port() { printf '%d' "$((PORT_BASE + ${NUMBERS[$1]:?}))"; }
metrics_port() { printf '%d' "$((PORT_BASE + 10 + ${NUMBERS[$1]:?}))"; }
service_address() { printf '127.0.0.1:%d' "$((PORT_BASE + ${NUMBERS[$1]:?}))"; }

check_settings() {
  local socket_bytes
  if ! [[ $PORT_BASE =~ ^[1-9][0-9]{3,4}$ ]] || ((PORT_BASE < 1024 || PORT_BASE > 32700)); then
    fail "COBUILD_PORT_BASE is '$PORT_BASE'; it must be a number from 1024 to 32700."
  fi
  [[ $RECONCILE_SCHEDULE =~ ^(never|[0-9*/,\ -]+)$ ]] ||
    fail "COBUILD_RECONCILE_SCHEDULE is '$RECONCILE_SCHEDULE'; it must be five fields as of cron, or never."
  socket_bytes=$(printf '%s' "$SOCKET" | wc -c)
  ((socket_bytes <= 107)) ||
    fail "The folder $STACK_HOME has too long a name: the database's socket in it may have 107 bytes, and has $socket_bytes." \
      "Set COBUILD_HOME to a folder with a shorter name, for example: COBUILD_HOME=\$HOME/.cobuild $0"
  [[ $STACK_HOME != *[[:space:]\'\"]* && $PROGRAMS != *[[:space:]\'\"]* ]] ||
    fail "The folders may not have blanks or quotes in their names: $STACK_HOME, $PROGRAMS" \
      "Set COBUILD_HOME (and COBUILD_BIN) to others."
}
