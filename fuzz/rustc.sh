#!/bin/sh
# A wrapper around rustc that has ibid's own code, and nothing else, tell the fuzzer which way it took. What the libraries
# do is fuzzed along with it, but only what is ours leads the search; and they are built as for any other test.
rustc=$1
shift
case " $* " in
*" --crate-name ibid "*)
    exec "$rustc" "$@" --cfg fuzzing -Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4 \
        -Cllvm-args=-sanitizer-coverage-inline-8bit-counters -Cllvm-args=-sanitizer-coverage-pc-table \
        -Cllvm-args=-sanitizer-coverage-trace-compares
    ;;
*) exec "$rustc" "$@" ;;
esac
