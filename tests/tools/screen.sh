# For the tests that drive the program in a real window: a screen of its own, and what the program reports. To be sourced; the
# script sets `dir` (a scratch folder) and `report` (where the program writes its report), defines `fail`, and adds what is to
# be stopped at the end to `started`.
# shellcheck shell=bash disable=SC2154

started=()
stop_all() { for pid in "${started[@]}"; do kill "$pid" 2>/dev/null || true; done; }
trap stop_all EXIT

# start_screen SIZE [XVFB'S OPTION …]: an X server under a free number, with a window manager.
start_screen() {
  exec 9>"$dir/display"
  Xvfb -displayfd 9 -screen 0 "$1x24" -nolisten tcp "${@:2}" >"$dir/xvfb.txt" 2>&1 &
  started+=($!)
  exec 9>&-
  for _ in $(seq 100); do [ -s "$dir/display" ] && break; sleep 0.1; done
  [ -s "$dir/display" ] || fail "Xvfb did not start: $(cat "$dir/xvfb.txt")"
  DISPLAY=:$(cat "$dir/display")
  export DISPLAY
  unset WAYLAND_DISPLAY WAYLAND_SOCKET
  openbox >"$dir/openbox.txt" 2>&1 &
  started+=($!)
  sleep 0.5
}

# ask EXPRESSION [REPORT]: a Python expression over `r`, the last whole line of the report.
ask() {
  python3 - "${2:-$report}" "$1" <<'PY'
import json, os, sys
lines = [l for l in open(sys.argv[1], encoding="utf-8").read().split("\n")[:-1] if l] if os.path.exists(sys.argv[1]) else []
r = json.loads(lines[-1]) if lines else {}
print(eval(sys.argv[2], {"r": r}) if r else "")
PY
}

# wait_for EXPRESSION WHAT [REPORT]: until the expression is true, a minute at most.
wait_for() {
  for _ in $(seq 240); do
    [ "$(ask "bool($1)" "${3:-$report}")" = True ] && return
    sleep 0.25
  done
  fail "waited in vain: $2"
}

# The Python that has Xlib: the distribution's, where another one stands first in the path.
find_xlib() {
  for python in python3 /usr/bin/python3; do
    "$python" -c 'import Xlib' 2>/dev/null && return
  done
  fail "no python3 with Xlib (package python3-xlib)"
}
