#!/bin/sh
# Sets up the programs that the tests watch ibid with: strace, setpriv and unshare.
set -eu
missing=
command -v strace >/dev/null || missing="$missing strace"
{ command -v setpriv >/dev/null && command -v unshare >/dev/null; } || missing="$missing util-linux"
[ -n "$missing" ] || exit 0
as_root=
[ "$(id -u)" = 0 ] || as_root="sudo -n"
echo "installing$missing"
# shellcheck disable=SC2086
if ! { $as_root apt-get -qq update && $as_root apt-get -qq install -y --no-install-recommends $missing >/dev/null; }; then
    echo "the tests need these Debian packages:$missing" >&2
    exit 1
fi
