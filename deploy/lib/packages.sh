# shellcheck shell=bash
# What the distribution and npm have to bring. Nothing is touched when nothing is missing.

BUILD_PACKAGES=(
  g++ cmake ninja-build ccache mold
  protobuf-compiler protobuf-compiler-grpc libprotobuf-dev libgrpc++-dev libgrpc-dev libabsl-dev libssl-dev
  libmysqlcppconn-dev prometheus-cpp-dev libspdlog-dev libfmt-dev libcli11-dev nlohmann-json3-dev libxlsxwriter-dev
)
RUN_PACKAGES=(mariadb-server-core mariadb-client-core runit openssl ca-certificates)
TEST_PACKAGES=(libgtest-dev libgmock-dev librapidcheck-dev clang libclang-rt-dev clang-format clang-tidy shellcheck git
  python3-grpcio python3-protobuf unzip)

# packages_install PACKAGES...
packages_install() {
  local missing
  mapfile -t missing < <(missing_packages "$@")
  # The distribution's npm cannot stand beside another nodejs, so it is wanted only where there is none.
  command -v npm >/dev/null || missing+=(npm)
  if ((${#missing[@]} == 0)); then
    note "present"
    return
  fi
  check_may_install "${missing[@]}"
  progress "installing ${#missing[@]}"
  export DEBIAN_FRONTEND=noninteractive
  apt-get --quiet -o Acquire::Retries=3 update
  apt-get --quiet -o Acquire::Retries=3 -o DPkg::Lock::Timeout=300 install --yes --no-install-recommends "${missing[@]}"
  note "${#missing[@]} installed"
}

missing_packages() {
  local package
  for package in "$@"; do
    dpkg-query --show --showformat='${db:Status-Status}\n' "$package" 2>/dev/null | grep -qx installed || echo "$package"
  done
}

check_may_install() {
  command -v apt-get >/dev/null ||
    fail "This is not Debian or one of its kin. Install what these packages hold, then run $0 again:" "  $*"
  ((EUID == 0)) ||
    fail "Some packages are missing, and only root may install them:" "" \
      "  sudo apt-get update && sudo apt-get install --yes --no-install-recommends $*" "" "Then run $0 again."
}

# What the client in Node stands on.
node_client_install() {
  local folder=$PROJECT/clients/node
  if [[ $folder/node_modules/.package-lock.json -nt $folder/package-lock.json ]]; then
    note "present"
    return
  fi
  npm install --no-save --prefix "$folder" --ignore-scripts --no-audit --no-fund
  note "installed"
}

# google_protos_install run|test: google's common protos, and for tests buf.
google_protos_install() {
  local folder=$PROJECT/proto omit=(--omit=dev)
  if [[ $1 == test ]]; then
    omit=()
  fi
  if google_protos_current "$1"; then
    note "present"
    return
  fi
  # Not "npm ci": it refuses a lock file that leaves out buf's builds for systems that a mirror does not carry.
  npm install --no-save --prefix "$folder" "${omit[@]}" --ignore-scripts --no-audit --no-fund
  note "installed"
}

# npm writes its own lock file last, so that a broken-off installation does not count.
google_protos_current() {
  local modules=$PROJECT/proto/node_modules
  [[ $modules/.package-lock.json -nt $PROJECT/proto/package-lock.json ]] || return 1
  [[ $1 != test || -d $modules/@bufbuild/buf ]]
}
