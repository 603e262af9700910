#!/usr/bin/env bash
# The desktop's way, for real: the .deb is installed, Frise starts from its menu entry, a project opens by double-click and a
# folder by its menu in a real file manager, a folder is dragged from there onto the window, a second start hands its paths
# to the window that is open, without a bus a second window opens and says so, after a crash the work is offered.
# desktop.sh FOLDER DEB; the package is taken away again at the end. Needs to be root (or sudo); where Frise is installed
# already, or the tools cannot be had, it says that it is skipped.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
dir=${1:?a scratch folder}
deb=$(realpath "${2:?the package}")
for tool in dpkg pcmanfm gtk-launch dbus-run-session Xvfb openbox xdotool; do
  command -v "$tool" >/dev/null || { echo "skipped: no $tool"; exit 0; }
done
as_root=()
[ "$(id -u)" = 0 ] || as_root=(sudo -n)
"${as_root[@]}" true 2>/dev/null || { echo "skipped: a package is installed by root"; exit 0; }
if [ -z "${FRISE_ON_THE_BUS:-}" ]; then
  dpkg-query -W -f '${Status}' frise 2>/dev/null | grep -q 'install ok installed' && { echo "skipped: Frise is installed here"; exit 0; }
  mkdir -p "$dir"
  trap '"${as_root[@]}" dpkg -P frise >/dev/null 2>&1 || true' EXIT
  "${as_root[@]}" dpkg -i "$deb" >"$dir/dpkg.txt" 2>&1 || { cat "$dir/dpkg.txt"; exit 1; }
  code=0
  FRISE_ON_THE_BUS=yes dbus-run-session -- "$0" "$@" || code=$?
  "${as_root[@]}" dpkg -P frise >>"$dir/dpkg.txt" 2>&1 || { cat "$dir/dpkg.txt"; exit 1; }
  [ ! -e /usr/share/frise ] && [ ! -e /usr/bin/frise ] || { echo "desktop: something of the package is left"; exit 1; }
  exit $code
fi

dir=$(cd "$dir" && pwd)
mkdir -p "$dir/home/.config/pcmanfm/default" "$dir/manager/dossier" "$dir/other" "$dir/empty"
report=$dir/report.jsonl
. "$root/tests/tools/screen.sh"
fail() {
  echo "desktop: $*" >&2
  import -window root "$dir/failed.png" 2>/dev/null && echo "see $dir/failed.png" >&2
  [ -f "$report" ] && { echo "last line of the report:" >&2; tail -n 1 "$report" | cut -c1-1200 >&2; }
  exit 1
}
# windows NAME: how many windows of that name are on the screen.
windows() { { xdotool search --onlyvisible --name "$1" 2>/dev/null || true; } | grep -c . || true; }
gone() {
  for _ in $(seq 80); do [ "$(windows 'Frise$')" = 0 ] && return; sleep 0.1; done
  fail "the window does not close"
}

start_screen 1900x1000
export LIBGL_ALWAYS_SOFTWARE=1 HOME=$dir/home FRISE_REPORT=$report
unset XDG_DATA_HOME XDG_CONFIG_HOME XDG_CURRENT_DESKTOP
printf '[ui]\nwin_width=600\nwin_height=400\nview_mode=icon\nshow_statusbar=0\n' >"$HOME/.config/pcmanfm/default/pcmanfm.conf"
sleep 0.5

# From the menu.
cd /
gtk-launch org.frise.Frise >"$dir/launch.txt" 2>&1 || fail "gtk-launch: $(cat "$dir/launch.txt")"
wait_for "not r['reading'] and r['articles'] >= 30" "the installed sample opens from the menu entry"
sample=$(ask "r['articles']")
window=$(xdotool search --sync --onlyvisible --name 'Frise$' | head -n 1)
class=$(xprop -id "$window" WM_CLASS | cut -d'"' -f4)
[ "$class" = org.frise.Frise ] || fail "the window is of class $class, not of its menu entry"
echo "menu entry: the window opens on the sample, $sample articles"

n=0
for file in "$root"/sample_data/*.txt; do
  n=$((n + 1))
  [ $n -le 5 ] && cp "$file" "$dir/manager/dossier/"
  [ $n -gt 5 ] && [ $n -le 8 ] && cp "$file" "$dir/other/"
done

# What is dropped on the sample, of which nothing was corrected, takes its place.
find_xlib
"$python" "$root/tests/tools/xdnd_drop.py" Frise "$dir/manager/dossier" || fail "the drop failed"
wait_for "not r['reading'] and r['articles'] == 5" "a folder dropped on the sample takes its place"
echo "a folder dropped on the sample: it takes its place"

# A second start, from the command line: the window takes the paths, the second process ends.
(cd "$dir" && FRISE_REPORT= timeout 20 frise --lang fr --theme dark other) || fail "the second start ended with $?"
wait_for "not r['reading'] and r['articles'] == 3" "the window that is open takes the folder of a second start"
[ "$(windows 'Frise$')" = 1 ] || fail "$(windows 'Frise$') windows after a second start"
echo "a second start: its folder is in the window that is open"

# A project, by double-click in a file manager.
printf 'title,date,actors,targets,kind\nA meeting of our own,2018-06-12,US,KP,meet\nAnother,2019-02-27,US,KP,meet\n' >"$dir/list.csv"
rm -f "$dir/manager/essai.frise"
frise import "$dir/list.csv" -o "$dir/manager/essai.frise" || fail "no project"
FRISE_REPORT= pcmanfm --no-desktop "$dir/manager" >"$dir/pcmanfm.txt" 2>&1 &
started+=($!)
manager=$(xdotool search --sync --onlyvisible --class pcmanfm | head -n 1)
xdotool windowmove "$manager" 20 40
xdotool windowmove "$window" 640 40
xdotool windowsize "$window" 1200 800
xdotool windowactivate --sync "$manager"
sleep 1.5
import -window "$manager" "$dir/manager.png"
# The folder stands first, the project beside it.
xdotool mousemove --window "$manager" 300 90 click --repeat 2 --delay 80 1
wait_for "r['project'] == 'essai' and r['total'] == 2" "a double-click on a project opens it"
echo "double-click on a project: it is in the window"
import -window root "$dir/double_click.png"

# A folder is dragged onto the window: what is dropped joins what is there.
xdotool windowactivate --sync "$manager" mousemove --window "$manager" 205 90 mousedown 1
sleep 0.3
for step in $(seq 20); do
  xdotool mousemove $((225 + step * 35)) $((130 + step * 12))
  sleep 0.04
done
sleep 0.4
import -window root "$dir/dragging.png"
xdotool mouseup 1
wait_for "not r['reading'] and r['articles'] == 5 and r['project'] == 'essai'" "a folder dragged from the file manager joins the project"
echo "a folder dragged from the file manager: its articles are in the window"

# The file manager stays the one that opens folders; Frise is offered for them.
# Told whole before it is looked at: a pipe that is closed early is a failure too.
folders=$(gio mime inode/directory)
grep -q '^Default.*pcmanfm' <<<"$folders" || fail "$folders"
xdotool windowactivate --sync "$manager" mousemove --window "$manager" 205 90 click 3
sleep 1
import -window root "$dir/menu.png"
# Open, in a tab, in a window, in a terminal, with the file manager, with Frise.
xdotool key --delay 80 Down Down Down Down Down Down Return
wait_for "not r['reading'] and r['articles'] == 5 and r['project'] != 'essai'" "Frise in the menu of a folder opens it"
echo "a folder, by its menu in the file manager: it is in the window"
wmctrl -c Frise
gone

# Without a bus nobody can be asked: a second window opens and says so.
bare=(env -u DBUS_SESSION_BUS_ADDRESS -u XDG_RUNTIME_DIR "DBUS_SESSION_BUS_ADDRESS=unix:path=$dir/no-bus")
FRISE_REPORT=$dir/first.jsonl "${bare[@]}" frise "$dir/other" 2>"$dir/first.txt" &
started+=($!)
wait_for "not r['reading'] and r['articles'] == 3 and r['strips'] == []" "a window without a bus" "$dir/first.jsonl"
FRISE_REPORT=$dir/second.jsonl "${bare[@]}" frise "$dir/manager/dossier" 2>"$dir/second.txt" &
started+=($!)
wait_for "not r['reading'] and r['articles'] == 5 and 'D-Bus' in r['strips'][0]" "a second window without a bus says why" "$dir/second.jsonl"
[ "$(windows 'Frise$')" = 2 ] || fail "$(windows 'Frise$') windows instead of two"
import -window root "$dir/two_windows.png"
echo "without a bus: a second window, which says so"
wmctrl -c Frise
sleep 0.5
wmctrl -c Frise
gone

# A crash: the report is there, the next start offers the work.
code=0
FRISE_CRASH=yes "${bare[@]}" frise "$dir/manager/dossier" 2>"$dir/crash.txt" || code=$?
[ "$code" != 0 ] || fail "a crash ended with 0"
grep -q 'reports/crash-' "$dir/crash.txt" || fail "the crash names no report: $(cat "$dir/crash.txt")"
[ "$(find "$HOME/.local/share/frise/reports" -name 'crash-*.txt' | wc -l)" = 1 ] || fail "no report of the crash"
FRISE_REPORT=$dir/after.jsonl "${bare[@]}" frise 2>"$dir/after.txt" &
started+=($!)
wait_for "len(r['strips']) == 1 and r['articles'] == 0" "the start after a crash offers the work" "$dir/after.jsonl"
import -window root "$dir/after_crash.png"
wmctrl -c Frise
gone
echo "after a crash: a report, and the work is offered"
echo "desktop: all is well"
