#!/bin/sh
# Packs the VS Code extension with a server inside.
# Usage: package_vscode.sh OUTPUT.vsix [TARGET [PROGRAM]]
#   TARGET is a platform as VS Code names it (default: this machine's); PROGRAM defaults to $IBID.
set -eu
output=$1
root=$(cd "$(dirname "$0")/.." && pwd)
target=${2:-$(node -p 'process.platform + "-" + process.arch')}
program=${3:-${IBID:-$root/target/release/ibid}}
case $output in /*) ;; *) output=$PWD/$output ;; esac
case $program in /*) ;; *) program=$PWD/$program ;; esac
case $target in win32-*) name=ibid.exe ;; *) name=ibid ;; esac
[ -f "$program" ] || { echo "no program to pack: $program" >&2; exit 1; }

cd "$root/editors/vscode"
cmp -s package-lock.json node_modules/.ibid-lock || {
    npm ci --no-audit --no-fund --loglevel=error
    cp package-lock.json node_modules/.ibid-lock
}
rm -rf server
mkdir server
trap 'rm -rf server LICENSE-MIT LICENSE-APACHE CHANGELOG.md' EXIT
install -m 755 "$program" "server/$name"
printf '%s\n' "$target" > server/TARGET
cp "$root/LICENSE-MIT" "$root/LICENSE-APACHE" "$root/CHANGELOG.md" .
npm run --silent package -- --target "$target" --out "$output"
