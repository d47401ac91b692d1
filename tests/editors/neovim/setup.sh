#!/bin/sh
# Makes the virtual environment with the real Neovim and its Python client, once.
# Usage: setup.sh [FOLDER] (default: target/editors/neovim)
set -eu
here=$(cd "$(dirname "$0")" && pwd)
venv=${1:-$here/../../../target/editors/neovim}
if [ -x "$venv/bin/nvim" ] && cmp -s "$here/requirements.txt" "$venv/requirements.txt"; then
    exit 0
fi
python3 -m venv --clear "$venv"
"$venv/bin/pip" install --quiet --disable-pip-version-check --requirement "$here/requirements.txt"
cp "$here/requirements.txt" "$venv/requirements.txt"
