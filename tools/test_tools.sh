#!/bin/sh
# Sets up the programs that the tests watch ibid with: strace, setpriv and unshare.
set -eu
missing=
command -v strace >/dev/null || missing="$missing strace"
{ command -v setpriv >/dev/null && command -v unshare >/dev/null; } || missing="$missing util-linux"
# shellcheck disable=SC2086
exec "$(dirname "$0")/debian_packages.sh" "the tests" $missing
