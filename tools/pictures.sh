#!/bin/sh
# Draws the pictures of the README and of the editors' pages from the real program and the real editors.
set -eu
root=$(cd "$(dirname "$0")/.." && pwd)
images="$root/docs/images"
mkdir -p "$images"

"$root/tests/editors/neovim/setup.sh" "$root/target/editors/neovim"
python="$root/target/editors/neovim/bin/python"
"$python" -B "$root/tools/picture.py" "$images/terminal.svg"
"$python" -B "$root/tools/picture_neovim.py" "$images"

vscode="$root/target/editors/vscode"
"$root/tests/editors/vscode/setup.sh" "$vscode"
"$root/tools/package_vscode.sh" "$vscode/ibid.vsix"
IBID_VSCODE="$vscode" "$vscode/bin/node" "$root/tests/editors/vscode/pictures.mjs" "$images"
# Fewer colours: a third of the size, and nobody sees it.
"$python" -B "$root/tools/picture_small.py" "$images"/vscode-*.png
