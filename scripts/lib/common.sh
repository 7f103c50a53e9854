# Shared by all scripts: where things are, and how a failure is said.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
cd "$root"

fail() { printf '%s: %s\n' "$(basename "$0")" "$1" >&2; exit 1; }
step() { printf '== %s\n' "$1"; }

# What setup fetches and builds lies outside the checkout, so that a second clone is ready at once.
cache=${XDG_CACHE_HOME:-$HOME/.cache}/trade-offs-lesson
sources=$cache/sources-$(sha256sum scripts/third-party.lock | cut -c1-16)

# Node 22 comes with the packages; the system's own npm only installs them.
export PATH="$root/node_modules/node/bin:$PATH"
# Emscripten's linker asks for acorn where node is not the distribution's own.
export NODE_PATH=/usr/share/nodejs
