#!/bin/sh
# Draws the pictures of the README from the real program and the real Neovim.
set -eu
root=$(cd "$(dirname "$0")/.." && pwd)
"$root/tests/editors/neovim/setup.sh" "$root/target/editors/neovim"
python="$root/target/editors/neovim/bin/python"
mkdir -p "$root/docs/images"
"$python" -B "$root/tools/picture.py" "$root/docs/images/terminal.svg"
"$python" -B "$root/tools/picture_neovim.py" "$root/docs/images"
