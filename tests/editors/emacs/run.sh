#!/bin/sh
# Runs the tests with the real Emacs and Eglot, over a copy of the sample corpus. IBID names the program under test.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../../.." && pwd)
program=${IBID:-$root/target/release/ibid}
[ -x "$program" ] || { echo "no program to test: $program" >&2; exit 1; }

missing=
for package in emacs-nox elpa-eglot elpa-markdown-mode; do
    dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing="$missing $package"
done
# A newer Emacs than Debian 12's has Eglot in it.
if [ -n "$missing" ] && ! emacs --batch --eval '(progn (package-initialize) (require (quote eglot)) (require (quote markdown-mode)))' 2>/dev/null; then
    # shellcheck disable=SC2086
    "$root/tools/debian_packages.sh" "the tests of Emacs" $missing
fi

home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT
mkdir -p "$home/bin" "$home/work"
ln -s "$(readlink -f "$program")" "$home/bin/ibid"
cp -r "$root/corpus" "$root/ibid.toml" "$home/work/"
HOME="$home" PATH="$home/bin:/usr/bin:/bin" LANG=C.UTF-8 IBID_DOCS="$root/docs/editors/emacs.md" IBID_WORK="$home/work" \
    timeout --kill-after=5 120 emacs -q --batch -l "$here/test.el" -f ert-run-tests-batch-and-exit
