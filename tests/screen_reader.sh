#!/usr/bin/env bash
# The window read as a screen reader reads it, over AT-SPI, on a display and a session bus of its own. FRISE names the
# program. screen_reader.sh FOLDER; where the tools cannot be had, it says that it is skipped.
set -euo pipefail
: "${FRISE:?the program}"
root=$(cd "$(dirname "$0")/.." && pwd)
dir=${1:?a scratch folder}
mkdir -p "$dir"
dir=$(cd "$dir" && pwd)
for tool in dbus-run-session dbus-send Xvfb openbox; do
  command -v "$tool" >/dev/null || { echo "skipped: no $tool"; exit 0; }
done
# Debian's own Python has the bindings, whatever else is called python3 here.
/usr/bin/python3 -c 'import gi; gi.require_version("Atspi", "2.0"); from gi.repository import Atspi' 2>/dev/null \
  || { echo "skipped: no gir1.2-atspi-2.0"; exit 0; }
launcher=$(ls /usr/libexec/at-spi-bus-launcher /usr/lib/at-spi2-core/at-spi-bus-launcher 2>/dev/null | head -n 1 || true)
[ -n "$launcher" ] || { echo "skipped: no at-spi2-core"; exit 0; }
if [ -z "${FRISE_ON_THE_BUS:-}" ]; then
  FRISE_ON_THE_BUS=yes exec dbus-run-session -- "$0" "$dir"
fi

fail() {
  echo "screen reader: $*" >&2
  import -window root "$dir/failed.png" 2>/dev/null && echo "see $dir/failed.png" >&2
  exit 1
}
. "$root/tests/tools/screen.sh"
start_screen 1280x800
export LIBGL_ALWAYS_SOFTWARE=1
mkdir -p "$dir/home"
export HOME=$dir/home XDG_CONFIG_HOME=$dir/home/.config XDG_DATA_HOME=$dir/home/.local/share XDG_STATE_HOME=$dir/home/.local/state XDG_CACHE_HOME=$dir/home/.cache
"$launcher" --launch-immediately >"$dir/launcher.txt" 2>&1 &
started+=($!)
for _ in $(seq 40); do
  dbus-send --session --dest=org.a11y.Bus --print-reply /org/a11y/bus org.freedesktop.DBus.Properties.Set \
    string:org.a11y.Status string:ScreenReaderEnabled variant:boolean:true >/dev/null 2>&1 && break
  sleep 0.25
done
dbus-send --session --dest=org.a11y.Bus --print-reply /org/a11y/bus org.freedesktop.DBus.Properties.Set \
  string:org.a11y.Status string:IsEnabled variant:boolean:true >/dev/null
"$FRISE" --lang fr --new-window "$root/sample_data" >"$dir/frise.txt" 2>&1 &
started+=($!)
timeout 120 /usr/bin/python3 "$root/tests/tools/screen_reader.py" "États-Unis" "dans 1 article" || fail "see above"
