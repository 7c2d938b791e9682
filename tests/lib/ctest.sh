# shellcheck shell=bash
# The C++ tests. A gtest program counts as its cases, any other as one.

TREE=$PROJECT/build/dev
RESULTS=$TREE/test-results

# Names of the tests that `ctest` with these arguments would run; a test's target has its name.
tests_of() {
  ctest --test-dir "$TREE" --show-only "$@" | sed -nE 's/^ *Test +#[0-9]+: (.*)$/\1/p'
}

# run_ctest ARGS...: what each program found is counted in `counts`, also when some of it failed.
run_ctest() {
  local code=0
  rm -rf "$RESULTS" "$TREE/Testing/Temporary/LastTestsFailed.log"
  GTEST_OUTPUT=xml:$RESULTS/ ctest --test-dir "$TREE" --output-on-failure --no-tests=error "$@" >"$TREE/ctest.log" 2>&1 || code=$?
  count_cases "$@" >"$TREE/counts"
  note "$(awk '{ print $1 " passed, " $2 " failed" }' "$TREE/counts")"
  ((code == 0)) || show_failures
  return "$code"
}

# "PASSED FAILED"
count_cases() {
  local name passed=0 failed=0
  while IFS= read -r name; do
    read -r passed failed < <(count_program "$name" "$passed" "$failed")
  done < <(tests_of "$@")
  echo "$passed $failed"
}

# A program that failed without a failed case has crashed, or ran out of time.
count_program() {
  local result=$RESULTS/$1.xml cases=1 bad=0
  if [[ -e $result ]]; then
    cases=$(sum_attribute tests "$result")
    bad=$(sum_attribute failures "$result")
    cases=$((cases - $(sum_attribute disabled "$result") - $(sum_attribute skipped "$result")))
  fi
  if ((bad == 0)) && grep -qs ":$1\$" "$TREE/Testing/Temporary/LastTestsFailed.log"; then
    bad=1
  fi
  echo "$(($2 + cases - bad)) $(($3 + bad))"
}

sum_attribute() {
  grep -o '<testsuite .*' "$2" | grep -oE " $1=\"[0-9]+\"" | grep -oE '[0-9]+' | awk '{ sum += $1 } END { print sum + 0 }'
}

# What each failed case printed, and the last words of programs that crashed or ran out of time.
show_failures() {
  awk '/^\[ RUN / { size = 0 }
    { if (size < 25) block[size++] = $0 }
    /^\[  FAILED  \].* ms\)$/ { for (i = 0; i < size; i++) print block[i]; size = 0 }
    /^ERROR: |^==[0-9]+==ERROR|runtime error:|\*\*\*(Failed|Timeout|Exception|Not Run)|^No tests were/
    function last_words() { for (i = words > 30 ? words - 30 : 0; i < words; i++) print word[i]; ended = words = 0 }
    ended { word[words++] = $0 }
    /^ *([0-9]+\/[0-9]+ Test +#| *Start +[0-9]+:)|^[0-9]+% tests passed/ { last_words() }
    /\*\*\*(Timeout|Exception)/ { ended = 1 }
    END { last_words() }' \
    "$TREE/ctest.log" | head -n 200
  echo "Every test's output: $TREE/ctest.log"
}
