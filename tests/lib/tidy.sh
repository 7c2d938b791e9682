# shellcheck shell=bash
# clang-tidy, on what changed or on everything. A file that passed is not read again until it, a header of ours that it
# includes, or the checks change.

TIDY_CACHE=$PROJECT/build/tidy-cache
# 5 to 14 seconds each: more is for --all-tidy.
TIDY_AT_MOST=40

# "source<TAB>file<TAB>file...": each of our sources with all of our files that it includes, itself first.
dependencies() {
  git_here ls-files --cached --others --exclude-standard -- '*.cc' '*.h' | (cd "$PROJECT" && xargs grep -sHE '^#(include "|pragma once)') | awk '
    { colon = index($0, ":"); split(substr($0, colon + 1), part, "\""); file = substr($0, 1, colon - 1)
      includes[file] = includes[file] part[2] "\n"; known[file] = 1 }
    function reach(file, seen, line,   names, count, i) {
      seen[file] = 1
      count = split(includes[file], names, "\n")
      for (i = 1; i < count; i++) if (names[i] in known && !(names[i] in seen)) line = line reach(names[i], seen, "\t" names[i])
      return line
    }
    END { for (file in known) if (file ~ /\.cc$/) { split("", seen); print file reach(file, seen, "") } }' | sort
}

# Sources to read for changed files: a source itself, and for a header one source that includes it.
sources_of_changes() {
  awk -F '\t' 'NR == FNR { changed[$1] = 1; next }
    { for (i = 1; i <= NF; i++) if ($i in changed) { print $1; if (i > 1) delete changed[$i] } }' \
    <(changed_files) <(dependencies) | sort -u
}

# Against where this branch left main, on main itself against the commit before; uncommitted files included.
changed_files() {
  local base
  base=$(git_here merge-base HEAD origin/main 2>/dev/null || git_here merge-base HEAD main 2>/dev/null || true)
  if [[ -z $base || $base == "$(git_here rev-parse HEAD)" ]]; then
    base=$(git_here rev-parse --verify --quiet HEAD~1 || git_here rev-parse HEAD)
  fi
  git_here diff --name-only "$base"
  git_here ls-files --others --exclude-standard
}

# A folder of another owner, as in a container, is read all the same.
git_here() { git -c safe.directory="*" -C "$PROJECT" "$@"; }

tidy() {
  local sources left
  if [[ $1 == all ]]; then
    mapfile -t sources < <(dependencies | cut -f 1)
  else
    mapfile -t sources < <(sources_of_changes)
  fi
  mkdir -p "$TIDY_CACHE"
  mapfile -t left < <(not_tidy_yet "${sources[@]}")
  if [[ $1 != all ]] && ((${#left[@]} > TIDY_AT_MOST)); then
    note "$TIDY_AT_MOST of ${#left[@]} changed; all: --all-tidy"
    left=("${left[@]:0:TIDY_AT_MOST}")
  else
    note "${#sources[@]} files, ${#left[@]} anew"
  fi
  ((${#left[@]} == 0)) ||
    printf '%s\n' "${left[@]}" | GLIBC_TUNABLES=$LARGE_PAGES xargs --max-procs="$(nproc)" --max-args=1 "$PROJECT/tests/lib/tidy_one" "$PROJECT"
}

# "source<TAB>key" of those without a mark in the cache.
not_tidy_yet() {
  local source files key checks
  (($# > 0)) || return 0
  checks=$(cat "$PROJECT/.clang-tidy" <(clang-tidy --version) | sha256sum)
  while IFS=$'\t' read -r source files; do
    key=$(cd "$PROJECT" && printf '%s\n' "$checks" | cat - "$source" ${files:+${files//$'\t'/ }} | sha256sum | cut -c 1-32)
    [[ -e $TIDY_CACHE/$key ]] || printf '%s:%s\n' "$source" "$key"
  done < <(dependencies | awk -F '\t' 'NR == FNR { wanted[$1] = 1; next } $1 in wanted' <(printf '%s\n' "$@") -)
}
