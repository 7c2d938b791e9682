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

# The same for the files in which the dev build compiles several sources at a time, and for the sources that are in none of them: what
# several include is read once for all, in a quarter of the time. A using declaration that one of them has for nothing is not seen where
# another uses it. One that holds a source that is generated, or gone, is passed over.
batches() {
  find "$PROJECT/build/dev" -path '*/Unity/unity_*_cxx.cxx' -exec grep -H "^#include \"$PROJECT/" {} + | awk -v project="$PROJECT/" -F '\t' '
    NR == FNR { files[$1] = $0; next }
    { split($0, part, ":#include \""); batch = part[1]; source = substr(part[2], length(project) + 1, length(part[2]) - length(project) - 1)
      if (!(source in files)) { other[batch] = 1; next }
      reached[batch] = reached[batch] "\t" files[source]; held[batch] = held[batch] "\t" source }
    END { for (batch in reached) if (!(batch in other)) {
            print substr(batch, length(project) + 1) reached[batch]
            count = split(held[batch], sources, "\t"); for (i = 2; i <= count; i++) batched[sources[i]] = 1 }
          for (source in files) if (!(source in batched)) print files[source] }' <(dependencies) - | sort
}

# Of the dependencies, those of sources to read for changed files: a source itself, and for a header one source that includes it.
changes() {
  awk -F '\t' 'NR == FNR { changed[$1] = 1; next }
    { for (i = 1; i <= NF; i++) if ($i in changed) { if (!($1 in read)) print; read[$1] = 1; if (i > 1) delete changed[$i] } }' \
    <(changed_files) <(dependencies)
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
  local known left
  if [[ $1 == all ]]; then
    mapfile -t known < <(batches)
  else
    mapfile -t known < <(changes)
  fi
  mkdir -p "$TIDY_CACHE"
  mapfile -t left < <(((${#known[@]} == 0)) || printf '%s\n' "${known[@]}" | not_tidy_yet)
  if [[ $1 != all ]] && ((${#left[@]} > TIDY_AT_MOST)); then
    note "$TIDY_AT_MOST of ${#left[@]} changed; all: --all-tidy"
    left=("${left[@]:0:TIDY_AT_MOST}")
  else
    note "${#known[@]} files, ${#left[@]} anew"
  fi
  ((${#left[@]} == 0)) ||
    printf '%s\n' "${left[@]}" | GLIBC_TUNABLES=$LARGE_PAGES xargs --max-procs="$(nproc)" --max-args=1 "$PROJECT/tests/lib/tidy_one" "$PROJECT"
}

# "file:key" of those, given with the files that they include, which have no mark in the cache.
not_tidy_yet() {
  local file files key checks
  checks=$(cat "$PROJECT/.clang-tidy" <(clang-tidy --version) | sha256sum)
  while IFS=$'\t' read -r file files; do
    key=$(cd "$PROJECT" && printf '%s\n' "$checks" | cat - "$file" ${files:+${files//$'\t'/ }} | sha256sum | cut -c 1-32)
    [[ -e $TIDY_CACHE/$key ]] || printf '%s:%s\n' "$file" "$key"
  done
}
