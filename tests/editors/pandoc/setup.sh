#!/bin/sh
# Makes sure that there is a pandoc: Debian's, else the one that PyPI carries, in a folder of its own.
# Usage: setup.sh FOLDER; prints the program.
set -eu
venv=$1
if command -v pandoc >/dev/null; then
    command -v pandoc
    exit 0
fi
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null &&
    apt-get install --yes --quiet --no-install-recommends pandoc >/dev/null 2>&1; then
    command -v pandoc
    exit 0
fi
if [ ! -x "$venv/bin/python" ]; then
    python3 -m venv "$venv"
    "$venv/bin/pip" install --quiet --disable-pip-version-check pypandoc_binary==1.15
fi
"$venv/bin/python" -c 'import pypandoc; print(pypandoc.get_pandoc_path())'
