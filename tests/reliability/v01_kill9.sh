#!/bin/sh
# V1: kills the release binary (or APPRAISE_BIN) COUNT times while answers stream in, and prints one line with the verdict:
#   V1 kills=… acked=… lost=0 unreadable=0 leftovers=0 control_broken=x/y PASS
# The control is a writer that truncates its file; a campaign that does not catch it proves nothing.
#
# Usage: tests/reliability/v01_kill9.sh [COUNT] [SEED]        2000 kills take a few minutes
set -eu
cd "$(dirname "$0")/../.."
if [ -z "${APPRAISE_BIN:-}" ]; then
    cargo build --locked --quiet --release
    APPRAISE_BIN=$(cd "${CARGO_TARGET_DIR:-target}" && pwd)/release/appraise
fi
export APPRAISE_BIN KILLS="${1:-500}" SEED="${2:-1}"
verdict=$(cargo test --locked --quiet --test kill -- --ignored --exact --nocapture \
    as_many_kills_as_asked_lose_no_acknowledged_answer 2>&1) || status=$?
line=$(printf '%s\n' "$verdict" | grep '^V1 ') || line=
if [ -z "$line" ]; then
    printf '%s\n' "$verdict" >&2
    line='V1 FAIL'
fi
printf '%s\n' "$line"
exit "${status:-0}"
