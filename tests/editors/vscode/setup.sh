#!/bin/sh
# Installs the real VS Code (code-server), the Node it needs, and a browser, once.
# Usage: setup.sh [FOLDER] (default: target/editors/vscode)
set -eu
here=$(cd "$(dirname "$0")" && pwd)
folder=${1:-$here/../../../target/editors/vscode}
mkdir -p "$folder"
folder=$(cd "$folder" && pwd)
node_version=24.21.0

# The browser, and the headers that one of code-server's modules is compiled with: Debian's packages.
missing=
command -v chromium >/dev/null || missing="$missing chromium"
[ -e /usr/include/gssapi/gssapi.h ] || missing="$missing libkrb5-dev"
command -v c++ >/dev/null && command -v make >/dev/null || missing="$missing build-essential"
# shellcheck disable=SC2086
"$here/../../../tools/debian_packages.sh" "the tests of the VS Code extension" $missing

if [ -x "$folder/bin/node" ] && cmp -s "$here/package.json" "$folder/package.json"; then
    exit 0
fi

# Each in a folder of its own: a second `npm install` beside Node's would remove its headers.
rm -rf "$folder/node" "$folder/bin" "$folder/node_modules" "$folder/package.json"
mkdir -p "$folder/node" "$folder/bin"
npm install --prefix "$folder/node" --no-audit --no-fund --loglevel=error "node@$node_version"
ln -s ../node/node_modules/node/bin/node "$folder/bin/node"
headers=$(dirname "$(dirname "$(dirname "$(find "$folder/node" -path '*/include/node/node.h' | head -n 1)")")")

work="$folder/install"
rm -rf "$work"
mkdir -p "$work"
cp "$here/package.json" "$work/"
PATH="$folder/bin:$PATH" npm_config_nodedir="$headers" \
    npm install --prefix "$work" --no-audit --no-fund --loglevel=error
test -f "$work/node_modules/code-server/out/node/entry.js"
mv "$work/node_modules" "$folder/node_modules"
# Last of all: it says that everything is there.
mv "$work/package.json" "$folder/package.json"
rm -rf "$work"
