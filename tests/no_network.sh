#!/usr/bin/env bash
# No network, seen from outside: the program's system calls over a full run. Reading opens no socket at all; the window only
# those of the display and of D-Bus, which are files of this machine. FRISE names the program.
set -euo pipefail
: "${FRISE:?the program}"
dir=${1:?a scratch folder}
root=$(cd "$(dirname "$0")/.." && pwd)
mkdir -p "$dir"
fail() { printf 'FAILED: %s\n' "$*"; exit 1; }
if ! strace -f -e trace=network -o "$dir/probe" true 2>/dev/null; then
  echo "skipped: system calls cannot be traced here"
  exit 0
fi
strace -f -e trace=network -o "$dir/extract" "$FRISE" extract "$root/sample_data" "$root/tests/formats/one_of_each" >"$dir/out.json" 2>"$dir/err.txt"
[ -s "$dir/out.json" ] || fail "nothing was read"
! grep -E '^[0-9]+ +(socket|connect|sendto|bind)\(' "$dir/extract" || fail "reading opened a socket"
if command -v xvfb-run >/dev/null; then
  HOME="$dir" LIBGL_ALWAYS_SOFTWARE=1 xvfb-run -a strace -f -e trace=network -o "$dir/window" \
    "$FRISE" --screenshot "$dir/window.png" "$root/tests/formats/one_of_each" >/dev/null 2>"$dir/err.txt" || true
  [ -s "$dir/window.png" ] || fail "no window: $(tail -n 3 "$dir/err.txt")"
  ! grep -E '^[0-9]+ +socket\(' "$dir/window" | grep -vE 'AF_UNIX|AF_LOCAL' || fail "the window opened a socket that leaves this machine"
fi
echo "no socket while reading; the window's are of this machine"
