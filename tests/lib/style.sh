# shellcheck shell=bash
# What reads the sources without running them.

check_format() {
  local files
  mapfile -t files < <(cd "$PROJECT" && find common services deploy tests -name '*.h' -o -name '*.cc')
  (cd "$PROJECT" && clang-format --dry-run -Werror "${files[@]}")
  note "${#files[@]} files"
}

check_shell() {
  local files
  mapfile -t files < <(cd "$PROJECT" && grep --recursive --files-with-matches --max-count=1 -E \
    '^#!/bin/bash|^# shellcheck shell=bash' .ci deploy tests)
  # What one part sets and another uses is not unused.
  (cd "$PROJECT" && shellcheck --external-sources --source-path=SCRIPTDIR --exclude=SC2034 "${files[@]}")
  note "${#files[@]} files"
}

check_protos() { (cd "$PROJECT/proto" && node_modules/.bin/buf lint); }

# The contract against main's: what a client was built with goes on working.
check_protos_compatible() {
  local main_commit before=$PROJECT/build/proto-before
  main_commit=$(git_here rev-parse --verify --quiet origin/main || git_here rev-parse --verify --quiet main || true)
  if [[ -z $main_commit || $main_commit == "$(git_here rev-parse HEAD)" ]] || ! git_here cat-file -e "$main_commit:proto/buf.yaml"; then
    note "no other main to compare with"
    return
  fi
  rm -rf "$before" && mkdir -p "$before"
  git_here archive "$main_commit" proto | tar -x -C "$before"
  ln -s "$PROJECT/proto/node_modules" "$before/proto/node_modules"
  (cd "$PROJECT/proto" && node_modules/.bin/buf breaking --against "$before/proto")
  note "against ${main_commit:0:10}"
}
