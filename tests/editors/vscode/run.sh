#!/bin/sh
# Runs the tests of the VS Code extension in the real VS Code. IBID names the program under test.
# Usage: run.sh [WORD…]   (only the tests whose name contains a word)
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../../.." && pwd)
folder="$root/target/editors/vscode"
"$here/setup.sh" "$folder"
"$root/tools/package_vscode.sh" "$folder/ibid.vsix"
IBID_VSCODE="$folder" exec "$folder/bin/node" "$here/test_vscode.mjs" "$@"
