# shellcheck shell=bash
# A MariaDB server of this stack alone: its own folder, a unix socket and no network. Its temporary files are in that
# folder too: a server that starts removes all #sql* files of its tmpdir, in /tmp also those another one has in use.

# The data folder is made beside its place and moved there whole: a half-made one is never started.
database_prepare() {
  mkdir -p "$DATABASE/tmp"
  write_database_options
  if [[ -d $DATABASE/data ]]; then
    note "present"
    return
  fi
  rm -rf "$DATABASE/data.new"
  # --force: also on a machine that cannot look up its own name, which nothing here needs.
  mariadb-install-db --no-defaults --datadir="$DATABASE/data.new" --tmpdir="$DATABASE/tmp" --user="$(id -un)" \
    --skip-test-db --skip-name-resolve --force \
    --auth-root-authentication-method=socket --auth-root-socket-user="$(id -un)" --innodb-log-file-size=256M
  mv -T "$DATABASE/data.new" "$DATABASE/data"
  note "created"
}

# Every acknowledged commit is on the disk. The memory is touched as it is used.
write_database_options() {
  cat >"$DATABASE/my.cnf" <<OPTIONS
[mariadbd]
user = $(id -un)
datadir = $DATABASE/data
tmpdir = $DATABASE/tmp
socket = $SOCKET
pid-file = $DATABASE/mariadbd.pid
skip-networking
skip-name-resolve
skip-log-bin
local-infile = 0
max-connections = 300
max-allowed-packet = 16M
character-set-server = utf8mb4
collation-server = utf8mb4_bin
default-time-zone = +00:00
transaction-isolation = READ-COMMITTED
innodb-flush-log-at-trx-commit = 1
innodb-buffer-pool-size = 1G
innodb-log-file-size = 256M
innodb-lock-wait-timeout = 5
OPTIONS
}

database_query() { mariadb --no-defaults --socket="$SOCKET" --user="$(id -un)" --batch --skip-column-names "$@"; }

database_answers() { database_query --connect-timeout=2 --execute="SELECT 1" &>/dev/null; }

# A schema and two accounts a service: one changes its tables, one reads and writes its rows. Passwords live in files
# that only this user can read; setting them again each time keeps files and server of one mind.
accounts_prepare() {
  local service
  mkdir -p "$SECRETS"
  for service in "${SERVICES[@]}"; do
    make_password "${service}_migrator"
    make_password "${service}_server"
    accounts_sql "$service" | database_query
  done
  note "two for each of ${#SERVICES[@]} services"
}

make_password() {
  [[ -s $SECRETS/$1 ]] && return
  openssl rand -hex 24 | tr -d '\n' >"$SECRETS/$1.new"
  mv "$SECRETS/$1.new" "$SECRETS/$1"
}

accounts_sql() {
  local migrator="'$1_migrator'@'localhost'" server="'$1_server'@'localhost'"
  cat <<SQL
CREATE DATABASE IF NOT EXISTS $1 CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
CREATE USER IF NOT EXISTS $migrator;
CREATE USER IF NOT EXISTS $server;
ALTER USER $migrator IDENTIFIED BY '$(cat "$SECRETS/$1_migrator")';
ALTER USER $server IDENTIFIED BY '$(cat "$SECRETS/$1_server")';
GRANT SELECT, INSERT, UPDATE, DELETE, CREATE, ALTER, DROP, INDEX, REFERENCES ON $1.* TO $migrator;
GRANT SELECT, INSERT, UPDATE ON $1.* TO $server;
SQL
}

# Nothing is ever deleted but the outcomes of old requests and the personal data of people who are deleted, where a
# service keeps them.
grant_purge() {
  local pattern table
  for pattern in 'feed\_requests' 'personal\_data'; do
    table=$(database_query --execute="SHOW TABLES IN $1 LIKE '$pattern'")
    [[ -z $table ]] || database_query --execute="GRANT DELETE ON $1.$table TO '$1_server'@'localhost'"
  done
}
