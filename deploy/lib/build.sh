# shellcheck shell=bash
# Building with a preset, with as many compilers as processors and memory allow.

# Compilers ask for memory in large pages, where the system gives such to who asks: clang then takes a fifth less time, for it
# waits for each small one.
LARGE_PAGES=glibc.malloc.hugetlb=1:glibc.malloc.top_pad=67108864

# Up to date with every CMakeLists.txt.
configure() {
  local tree=$PROJECT/build/$1
  if [[ ! -e $tree/build.ninja || $PROJECT/CMakePresets.json -nt $tree/build.ninja ]]; then
    progress "configuring"
    # Afresh: with another compiler in the preset, cmake would drop all else that the preset says.
    (cd "$PROJECT" && cmake --fresh --preset "$1")
  else
    ninja -C "$tree" build.ninja
  fi
}

# build PRESET TARGETS...: all of them when none is named.
build() {
  local preset=$1 targets=()
  shift
  if (($# > 0)); then
    targets=(--target "$@")
  fi
  configure "$preset"
  (cd "$PROJECT" && GLIBC_TUNABLES=$LARGE_PAGES cmake --build --preset "$preset" --parallel "$(compilers)" "${targets[@]}") | show_build
}

# A compiler of generated or gRPC code takes up to 1.5 GB.
compilers() {
  local processors by_memory
  processors=$(nproc)
  by_memory=$(awk '$1 == "MemAvailable:" { print int($2 / 1500000) }' /proc/meminfo)
  if ((by_memory < 1)); then
    by_memory=1
  fi
  echo $((processors < by_memory ? processors : by_memory))
}

# Copies the build's output to the log and its "[12/345]" to whoever watches: in place at a terminal, else each quarter.
show_build() {
  local line quarter=0 steps=0 last=-1
  while IFS= read -r line; do
    printf '%s\n' "$line"
    [[ $line =~ ^\[([0-9]+)/([0-9]+)\] ]] || continue
    steps=${BASH_REMATCH[2]}
    quarter=$((BASH_REMATCH[1] * 4 / steps))
    if [[ -t 3 ]]; then
      progress "${BASH_REMATCH[1]} of $steps"
    elif ((steps >= 40 && quarter > last && quarter < 4)); then
      progress "${BASH_REMATCH[1]} of $steps"
      last=$quarter
    fi
  done
  note "$( ((steps > 1)) && echo "$steps steps" || echo "up to date")"
}
