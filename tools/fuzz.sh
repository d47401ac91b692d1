#!/usr/bin/env bash
# Fuzzes each target of fuzz/ (or those named) for SECONDS_EACH seconds of processor time (600), led by coverage: what else the
# machine does takes nothing from it. tools/fuzz.sh [TARGET…]
# What is found lies in fuzz/found/TARGET, where `cargo test --test fuzzed` tries it for ever; one finding ends the run.
set -euo pipefail
cd "$(dirname "$0")/.."
seconds=${SECONDS_EACH:-600}
targets=("$@")
if [ ${#targets[@]} = 0 ]; then
    targets=(protocol edits notes texts pages pdf bibliography config actors index ladder)
fi
FUZZ_SEEDS=$PWD/fuzz/corpus cargo test --locked --quiet --test fuzzed seeds_are_written
(cd fuzz && RUSTC_WRAPPER=$PWD/rustc.sh cargo build --target-dir ../target/fuzz --bins)
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"; kill $(jobs -p) 2>/dev/null || true' EXIT
export TMPDIR=$scratch XDG_CACHE_HOME=$scratch/cache
for target in "${targets[@]}"; do
    mkdir -p "fuzz/found/$target" "fuzz/corpus/$target"
    echo "== $target: $seconds seconds"
    # Seconds for one input, megabytes of memory, bytes of input: past the first two it is a finding.
    "target/fuzz/debug/$target" "fuzz/corpus/$target" "fuzz/found/$target" \
        -timeout=30 -report_slow_units=25 -rss_limit_mb=2048 -malloc_limit_mb=1024 -max_len=8192 -use_value_profile=1 -print_final_stats=1 \
        -artifact_prefix="fuzz/found/$target/" 2>"$scratch/log" &
    fuzzer=$!
    while spent=$(ps -o cputimes= -p $fuzzer) && [ "$spent" -lt "$seconds" ]; do sleep 1; done
    # The fuzzer takes this for a wish to end, and ends with 0 if it has found nothing.
    kill -USR1 $fuzzer 2>/dev/null || true
    wait $fuzzer || { tail -n 60 "$scratch/log"; exit 1; }
    grep -E "stat::(number_of_executed_units|peak_rss_mb|new_units_added|average_exec_per_sec)|INITED" "$scratch/log"
    rm -rf "$scratch"/[!l]*
done
