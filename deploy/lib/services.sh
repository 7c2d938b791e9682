# shellcheck shell=bash
# The database server and the services as supervised processes.

# The secret under which the registry encrypts what is personal about people, made once: whoever loses it has lost them.
personal_data_secret() {
  local file=$SECRETS/registry_personal_data
  if [[ ! -s $file ]]; then
    openssl rand -hex 32 >"$file.new"
    mv "$file.new" "$file"
  fi
  printf '%s' "$file"
}

# The key that signs certificates of reconciliation, made once, and beside it the public half that verifies them.
certificate_key() {
  local file=$SECRETS/reconciliation_certificates
  if [[ ! -s $file ]]; then
    openssl genpkey -algorithm ed25519 -out "$file.new"
    mv "$file.new" "$file"
  fi
  if [[ ! -s $TLS/certificates.pem ]]; then
    openssl pkey -in "$file" -pubout -out "$TLS/certificates.pem.new"
    mv "$TLS/certificates.pem.new" "$TLS/certificates.pem"
  fi
  printf '%s' "$file"
}

# The key that signs tokens of people, made once, and the list of keys whose tokens the services accept: they read it again
# when it changes (`cobuild token keys`).
token_keys_prepare() {
  [[ ! -s $TOKEN_KEYS ]] || return 0
  [[ -x $PROGRAMS/cobuild ]] || fail "There is no program $PROGRAMS/cobuild." "Build it with: $PROJECT/deploy/run   (or set COBUILD_BIN)"
  # Of a start that was cut off: nobody accepts what it signed.
  rm -f "$TOKEN_KEY"
  "$PROGRAMS/cobuild" token keys "$TOKEN_KEYS" --new "$TOKEN_KEY"
}

# For people who try this stack, and for tests: a token of person/NAME for eight hours, printed.
issue_token() {
  [[ -s $TOKEN_KEY ]] || fail "There is no key in $STACK_HOME to sign tokens with." "Start the stack first: deploy/run"
  "$PROGRAMS/cobuild" token issue --signing-key "$TOKEN_KEY" --issuer "$TOKEN_ISSUER" --subject "$1" --minutes 480
}

# Flags of one service alone; each is followed by a file that is read once.
own_flags() {
  case $1 in
    registry) printf '%s %s' --personal-data-key-file "$(personal_data_secret)" ;;
    reconciliation) printf '%s %s' --certificate-key-file "$(certificate_key)" ;;
  esac
}

# When reconciliation runs by itself.
schedule_flags() {
  local whole='30 3 * * *'
  [[ $RECONCILE_SCHEDULE != never ]] || whole=never
  printf "  --schedule '%s' --full-schedule '%s' \\\\\n" "$RECONCILE_SCHEDULE" "$whole"
}

# Size and time of what is read once at the start are part of the script: when they change, it is restarted.
service_script() {
  local service=$1 program=$PROGRAMS/cobuild-$1 tls=$TLS/service/$1 grants=$PROJECT/deploy/grants.json peer own
  own=$(own_flags "$service")
  mkdir -p "$CHECKPOINTS"
  # shellcheck disable=SC2086  # a flag and its file, or nothing
  stat --format='# %n: %s bytes, %y' "$program" "$tls/certificate.pem" "$grants" ${own#--* }
  printf '%s\n' 'exec 2>&1' \
    "source $PROJECT/deploy/lib/hold.sh" 'hold_name' "exec $program serve \\" \
    "  --listen $(service_address "$service") --metrics-port $(metrics_port "$service") \\" \
    "  --certificate $tls/certificate.pem --key $tls/key.pem \\" \
    "  --authorities $TLS/ca.pem --grants $grants \\" \
    "  --token-keys-file $TOKEN_KEYS --token-issuer $TOKEN_ISSUER \\" \
    "  --audit-checkpoints $CHECKPOINTS --audit-key $TLS/audit/$service/key.pem \\"
  for peer in ${PEERS[$service]}; do
    printf '%s\n' "  --$peer-address $(service_address "$peer") \\"
  done
  [[ -z $own ]] || printf '%s\n' "  $own \\"
  [[ $service != reconciliation ]] || schedule_flags
  printf '%s\n' "  $(database_flags "$service" server)"
}

database_flags() {
  printf '%s' "--database-url unix://$SOCKET --database-schema $1 --database-user $1_$2 --database-password-file $SECRETS/$1_$2"
}

database_start() {
  local script
  script=$(printf '%s\n' 'exec 2>&1' "source $PROJECT/deploy/lib/hold.sh" 'hold_name' \
    "exec mariadbd --defaults-file=$DATABASE/my.cnf")
  if runs_as database "$script" && database_answers; then
    note "running"
    return
  fi
  bring_down database
  start_name database "$script"
  # Recovery after a crash may take its time.
  await 120 "the database to answer" answers_or_gave_up database database_answers
  note "started"
}

# Restarts what runs from an older program or with other settings, after its tables have been brought up to date.
services_start() {
  local service script started=0
  token_keys_prepare
  for service in "${SERVICES[@]}"; do
    [[ -x $PROGRAMS/cobuild-$service ]] ||
      fail "There is no program $PROGRAMS/cobuild-$service." "Build it with: $PROJECT/deploy/run   (or set COBUILD_BIN)"
    script=$(service_script "$service")
    if runs_as "$service" "$script"; then
      continue
    fi
    bring_down "$service"
    check_port "$(service_port "$service")" "$(name_pid "$service")"
    check_port "$(metrics_port "$service")" "$(name_pid "$service")"
    # shellcheck disable=SC2046  # flags, split at blanks on purpose
    "$PROGRAMS/cobuild-$service" migrate $(database_flags "$service" migrator)
    grant_purge "$service"
    start_name "$service" "$script"
    started=$((started + 1))
  done
  note "$( ((started > 0)) && echo "$started started" || echo "running")"
}

services_await() {
  local service
  for service in "${SERVICES[@]}"; do
    await 60 "$service to listen" answers_or_gave_up "$service" listens "$service"
  done
  cobuild_cli health >/dev/null 2>&1 || for service in "${SERVICES[@]}"; do
    await 60 "$service to serve" answers_or_gave_up "$service" serves "$service"
  done
  note "all serving"
}

# Costs nothing to ask, unlike the command line.
listens() { [[ -n $(listening_inode "$(service_port "$1")") ]]; }

# A condition to wait for that fails, with the log's end, when the process keeps ending.
answers_or_gave_up() {
  local name=$1
  shift
  "$@" && return
  ! keeps_ending "$name" || fail "$name ends each time it is started. The end of its log, $(log_of "$name"):" "" "$(tail -n 15 "$(log_of "$name")")"
  return 1
}

# `cobuild health` prints a line a service and leaves with 0 when all serve.
serves() { grep -qE "^$1 +SERVING" <<<"$(cobuild_cli health 2>/dev/null)"; }

# The command line against this stack, as its certificate says or, with CLI_TOKEN_FILE, the person whose token is kept there.
cobuild_cli() {
  COBUILD_REGISTRY=$(service_address registry) COBUILD_FINANCE=$(service_address finance) \
    COBUILD_ASSESSMENT=$(service_address assessment) COBUILD_PROJECTS=$(service_address projects) \
    COBUILD_RECONCILIATION=$(service_address reconciliation) COBUILD_CA=$TLS/ca.pem COBUILD_TOKEN_FILE=${CLI_TOKEN_FILE:-} \
    COBUILD_CERT=$TLS/machine/cli/certificate.pem COBUILD_KEY=$TLS/machine/cli/key.pem "$PROGRAMS/${PROGRAM:-cobuild}" "$@"
}
