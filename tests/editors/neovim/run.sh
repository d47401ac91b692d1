#!/bin/sh
# Runs the tests of the Neovim plugin in the real Neovim. IBID names the program under test.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../../.." && pwd)
"$here/setup.sh" "$root/target/editors/neovim"
exec "$root/target/editors/neovim/bin/python" -B "$here/test_neovim.py" "$@"
