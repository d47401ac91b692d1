#!/bin/sh
# From `git clone` to the first squiggle, as somebody types it who has Rust and the editor and nothing else: runs the commands of
# README in a clone of this repository, with a home of its own, and says how long each took.
#
# Usage: first_squiggle.sh vscode|neovim
set -eu
editor=$1
root=$(cd "$(dirname "$0")/.." && pwd)
tools="$root/target/editors/$editor"
"$root/tests/editors/$editor/setup.sh" "$tools"

# Rust is there; what cargo and npm have downloaded before is not.
export RUSTUP_HOME="${RUSTUP_HOME:-$HOME/.rustup}"
rust=$(dirname "$(rustup which cargo 2>/dev/null || command -v cargo)")
home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT
export HOME="$home" CARGO_HOME="$home/.cargo" npm_config_cache="$home/.npm"
unset XDG_CACHE_HOME XDG_CONFIG_HOME XDG_DATA_HOME XDG_STATE_HOME CARGO_TARGET_DIR IBID
mkdir "$home/bin"
PATH="$home/bin:$CARGO_HOME/bin:$rust:$PATH"

# The editor under the name that users know.
case $editor in
vscode)
    export IBID_VSCODE="$tools" IBID_VSCODE_HOME="$home/vscode"
    mkdir "$IBID_VSCODE_HOME"
    printf '#!/bin/sh\nexec "%s" "%s" "$@"\n' "$tools/bin/node" "$root/tests/editors/vscode/code.mjs" > "$home/bin/code"
    chmod +x "$home/bin/code"
    first="make install-vscode" second="code . corpus/notes/01-fonseca-brief.md"
    ;;
neovim)
    printf '#!/bin/sh\nexec "%s" -B "%s" "$@"\n' "$tools/bin/python" "$root/tests/editors/neovim/first_squiggle.py" > "$home/bin/nvim"
    chmod +x "$home/bin/nvim"
    first="make install-neovim" second="nvim corpus/notes/01-fonseca-brief.md"
    ;;
*) echo "usage: first_squiggle.sh vscode|neovim" >&2; exit 2 ;;
esac

timed() {
    echo "\$ $*"
    begun=$(date +%s)
    "$@"
    echo "  $(($(date +%s) - begun)) s"
}
all=$(date +%s)
timed git clone --quiet "$root" "$home/ibid"
cd "$home/ibid"
# shellcheck disable=SC2086
timed $first
# shellcheck disable=SC2086
timed $second
echo "in all $(($(date +%s) - all)) s"
