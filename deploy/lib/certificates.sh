# shellcheck shell=bash
# The stack's own certificate authority and the certificates of services and machines.
#
# A principal's certificate stands where its name says: tls/service/finance, tls/machine/cli. It is renewed when
# fewer than 30 days are left; the authority lasts ten years.

LEAF_DAYS=397
RENEW_SECONDS=$((30 * 24 * 3600))

# Who may call from outside. A claim's maker is never its checker, and nobody decides on what they proposed or decides two steps of
# one approval: so each part has a caller of its own. Who grants to others does nothing else.
MACHINES=(cli reviewer village-officer resident-team township-leader department-reviewer leading-group security)

# A folder is made beside its place and moved there whole: a key never stands without its certificate.
certificates_prepare() {
  local service machine issued=0
  mkdir -p "$TLS"
  [[ -d $TLS/authority ]] || create_authority
  [[ -e $TLS/ca.pem ]] || ln -s authority/certificate.pem "$TLS/ca.pem"
  for service in "${SERVICES[@]}"; do
    create_audit_key "$service"
    issue_certificate "service/$service" "URI:spiffe://cobuild/service/$service,DNS:localhost,IP:127.0.0.1" serverAuth,clientAuth
  done
  for machine in "${MACHINES[@]}"; do
    issue_certificate "machine/$machine" "URI:spiffe://cobuild/machine/$machine" clientAuth
  done
  note "$( ((issued > 0)) && echo "$issued issued" || echo "valid")"
}

create_authority() {
  local folder=$TLS/authority.new
  rm -rf "$folder" && mkdir "$folder"
  openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -noenc -days 3650 \
    -subj "/O=Cobuild/CN=Cobuild local authority" \
    -addext "keyUsage=critical,keyCertSign,cRLSign" -addext "basicConstraints=critical,CA:TRUE,pathlen:0" \
    -keyout "$folder/key.pem" -out "$folder/certificate.pem"
  mv -T "$folder" "$TLS/authority"
}

# With a key of its own each service signs checkpoints of its audit trails; it does not end, so that old ones can be checked.
create_audit_key() {
  local place=$TLS/audit/$1 folder=$TLS/audit/$1.new
  [[ ! -d $place ]] || return 0
  rm -rf "$folder" && mkdir -p "$folder"
  openssl genpkey -algorithm ed25519 -out "$folder/key.pem"
  openssl pkey -in "$folder/key.pem" -pubout -out "$folder/public.pem"
  mv -T "$folder" "$place"
}

# issue_certificate PRINCIPAL SUBJECT_ALTERNATIVE_NAMES EXTENDED_KEY_USAGE
issue_certificate() {
  local place=$TLS/$1 folder=$TLS/$1.new
  if openssl x509 -in "$place/certificate.pem" -noout -checkend "$RENEW_SECONDS" &>/dev/null; then
    return
  fi
  rm -rf "$folder" "$place" && mkdir -p "$folder"
  openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -noenc -subj "/O=Cobuild/CN=${1##*/}" \
    -keyout "$folder/key.pem" -out "$folder/request.pem"
  openssl x509 -req -in "$folder/request.pem" -days "$LEAF_DAYS" -out "$folder/certificate.pem" \
    -CA "$TLS/authority/certificate.pem" -CAkey "$TLS/authority/key.pem" \
    -set_serial "0x$(openssl rand -hex 16)" -extfile <(leaf_extensions "$2" "$3")
  rm "$folder/request.pem"
  mv -T "$folder" "$place"
  issued=$((issued + 1))
}

leaf_extensions() {
  printf 'basicConstraints=critical,CA:FALSE\nkeyUsage=critical,digitalSignature\nsubjectAltName=%s\nextendedKeyUsage=%s\n' "$1" "$2"
}

# For tests and for operators: a client certificate of any machine or person, printed as the folder it stands in.
issue_client_certificate() {
  local issued=0
  [[ $1 =~ ^(machine|person)/[a-z0-9][a-z0-9.-]{0,54}$ && $1 != *.new ]] ||
    fail "'$1' is no client's name." "It must be machine/<name> or person/<name>, in lower-case letters, digits, '.' and '-', at most 55."
  issue_certificate "$1" "URI:spiffe://cobuild/$1" clientAuth &>/dev/null
  printf '%s\n' "$TLS/$1"
}
