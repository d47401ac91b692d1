#!/bin/sh
# Installs Debian packages: debian_packages.sh PURPOSE PACKAGE... ; nothing to do where none is named.
set -eu
purpose=$1
shift
[ $# -gt 0 ] || exit 0
as_root=
[ "$(id -u)" = 0 ] || as_root="sudo -n"
echo "installing $*"
if ! { $as_root apt-get -qq update && $as_root apt-get -qq install -y --no-install-recommends "$@" >/dev/null; }; then
    echo "$purpose need these Debian packages: $*" >&2
    exit 1
fi
