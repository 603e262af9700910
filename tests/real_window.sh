#!/usr/bin/env bash
# The real window on a real X server: it opens on a folder, takes a dropped one, shows the passages of a clicked event, copies
# its picture, closes with exit code 0. FRISE names the program; the first argument is a scratch folder.
# Needs Xvfb, openbox, xdotool, wmctrl, imagemagick, xclip, python3-xlib.
set -euo pipefail
: "${FRISE:?the program}"
root=$(cd "$(dirname "$0")/.." && pwd)
dir=${1:?a scratch folder}
mkdir -p "$dir/first" "$dir/second" "$dir/home"
dir=$(cd "$dir" && pwd)
report=$dir/report.jsonl
. "$root/tests/tools/screen.sh"

fail() {
  echo "real window: $*" >&2
  [ -f "$report" ] && { echo "last line of the report:" >&2; tail -n 1 "$report" | cut -c1-1500 >&2; }
  [ -s "$dir/said.txt" ] && { echo "standard error:" >&2; tail -n 20 "$dir/said.txt" >&2; }
  exit 1
}

find_xlib
n=0
for file in "$root"/sample_data/*.txt; do
  if [ $((n % 2)) = 0 ]; then cp "$file" "$dir/first/"; else cp "$file" "$dir/second/"; fi
  n=$((n + 1))
done
[ "$n" -ge 4 ] || fail "sample_data has only $n articles"
first=$(find "$dir/first" -name '*.txt' | wc -l)

start_screen 1600x1000
export HOME=$dir/home XDG_DATA_HOME=$dir/home/data XDG_CONFIG_HOME=$dir/home/config

cd "$dir"
FRISE_REPORT=$report "$FRISE" --lang fr --theme light "$dir/first" 2>"$dir/said.txt" &
frise=$!
started+=("$frise")
wait_for "not r['reading'] and r['articles'] == $first" "$first articles read"
events=$(ask "r['total']")
[ "$events" -gt 0 ] || fail "no event in $first articles"
window=$(xdotool search --sync --onlyvisible --name '^Frise$' | head -n 1)
[ -n "$window" ] || fail "no window called Frise"
import -window "$window" "$dir/first.png"
colours=$(identify -format %k "$dir/first.png")
[ "$colours" -gt 40 ] || fail "the picture has only $colours colours"
echo "opened on $first articles, $events events"

"$python" "$root/tests/tools/xdnd_drop.py" Frise "$dir/second" || fail "the drop failed"
wait_for "not r['reading'] and r['articles'] == $n" "all $n articles after the drop"
echo "the dropped folder was added: $n articles, $(ask "r['total']") events"

# A mark that stands alone, so that a click there can only mean that event.
read -r id x y < <(ask "next((' '.join([e['id'], str(int(e['x'])), str(int(e['y']))]) for e in r['events']
  if all(o is e or abs(o['x'] - e['x']) > 30 or abs(o['y'] - e['y']) > 30 for o in r['events'])), '')") || true
[ -n "${id:-}" ] || fail "no event stands alone in the view"
xdotool mousemove --window "$window" "$x" "$y"
sleep 0.4
xdotool click 1
wait_for "r['selection'] == ['$id']" "the event $id selected by a click at $x,$y"
wait_for "len(r['passages']) > 0" "passages of $id"
sleep 0.5 # the report is written before the frame is on the screen
import -window "$window" "$dir/selected.png"
"$python" - "$report" "$dir" <<'PY' || fail "a passage shown is not a run of an article"
import json, pathlib, sys
lines = open(sys.argv[1], encoding="utf-8").read().split("\n")[:-1]
texts = {p.name: p.read_text(encoding="utf-8") for p in pathlib.Path(sys.argv[2]).glob("[fs]*/*.txt")}
for passage in json.loads(lines[-1])["passages"]:
    text = texts[pathlib.PurePath(passage["article"]).name]
    assert 0 <= passage["start"] < passage["end"] <= len(text), passage
    print("passage:", text[passage["start"] : passage["end"]][:90].replace("\n", " "))
PY

# What is typed is kept by the click that leaves its field, and the click still selects what it hits.
read -r other x y < <(ask "next((' '.join([e['id'], str(int(e['x'])), str(int(e['y']))]) for e in r['events']
  if e['id'] != '$id' and all(o['id'] == e['id'] or abs(o['x'] - e['x']) > 30 or abs(o['y'] - e['y']) > 30 for o in r['events'])), '')") || true
[ -n "${other:-}" ] || fail "no second event stands alone in the view"
xdotool key e
sleep 0.5
xdotool type --delay 30 "Un titre de la main"
sleep 0.3
xdotool mousemove --window "$window" "$x" "$y"
sleep 0.3
xdotool mousedown 1
sleep 0.3
xdotool mouseup 1
wait_for "r['selection'] == ['$other']" "the click that ends the typing selects $other"
xdotool mousemove --window "$window" 400 300
xdotool key ctrl+z
sleep 0.5

before=$(ask "r['view'][1] - r['view'][0]")
xdotool mousemove --window "$window" 400 300 click 4
wait_for "r['view'][1] - r['view'][0] < $before" "the wheel zooms in"
xdotool key f
sleep 0.6
xdotool key Escape
wait_for "r['selection'] == []" "Esc clears the selection"

# Reading: Enter opens the article, a click on one of its sentences points to the event that it tells.
read -r width height < <(xdotool getwindowgeometry --shell "$window" | sed -n 's/^\(WIDTH\|HEIGHT\)=//p' | xargs)
xdotool key Home
wait_for "len(r['selection']) == 1" "Home selects the first event"
xdotool key Right
xdotool key Return
wait_for "r['side'].endswith('.txt')" "Enter opens the article of the selected event"
before=$(ask "r['selection'][0]")
for y in $(seq $((height - 80)) -24 $((height / 3))); do
  xdotool mousemove --window "$window" $((width - 200)) "$y" click 1
  sleep 0.3
  [ "$(ask "r['selection'][0]")" != "$before" ] && break
done
wait_for "r['selection'][0] != '$before' and r['side'].endswith('.txt')" "a click on another sentence points to its event"
xdotool key Escape
xdotool key Escape
wait_for "r['selection'] == []" "Esc twice: back from the article, nothing selected"

# Shift and the pointer mark a period.
xdotool mousemove --window "$window" 400 $((height / 2)) keydown shift mousedown 1
for step in 1 2 3 4 5 6; do xdotool mousemove --window "$window" $((400 + 30 * step)) $((height / 2)); sleep 0.05; done
xdotool mouseup 1 keyup shift
wait_for "r['period'] is not None and r['period'][1] > r['period'][0]" "Shift and a drag mark a period"
xdotool key Escape
wait_for "r['period'] is None" "Esc takes the period away"

# A day that is typed is gone to, Alt+← leads back, the end of the brush makes the view wider.
xdotool key f
sleep 0.6
fitted=$(ask "r['view']")
xdotool key ctrl+g
sleep 0.4
xdotool type --delay 30 2018-06
xdotool key Return
wait_for "r['view'] == [17683.0, 17713.0]" "June 2018 in view"
xdotool key alt+Left
wait_for "r['view'] == $fitted" "Alt+← leads back"
xdotool key plus
sleep 0.6
before=$(ask "r['view'][1]")
read -r x y < <(ask "'%d %d' % (r['brush'][1], r['overview_y'])")
xdotool mousemove --window "$window" "$x" "$y" mousedown 1
for step in 1 2 3 4 5; do xdotool mousemove --window "$window" $((x + 10 * step)) "$y"; sleep 0.05; done
xdotool mouseup 1
wait_for "r['view'][1] > $before + 30" "the end of the brush moves the end of the view"
echo "reading, periods, days and the brush answer"

xdotool key ctrl+shift+c
for _ in $(seq 40); do
  timeout 5 xclip -selection clipboard -t image/png -o >"$dir/copied.png" 2>/dev/null && [ -s "$dir/copied.png" ] && break
  sleep 0.25
done
[ "$(head -c 8 "$dir/copied.png" | od -An -tx1 | tr -d ' \n')" = 89504e470d0a1a0a ] || fail "no picture on the clipboard"
timeout 5 xclip -selection clipboard -t image/svg+xml -o >"$dir/copied.svg" 2>/dev/null || true
head -c 4 "$dir/copied.svg" | grep -q '<svg' || fail "no SVG on the clipboard"
echo "picture on the clipboard: $(identify -format '%wx%h' "$dir/copied.png")"

wmctrl -c Frise
code=0
for _ in $(seq 80); do kill -0 "$frise" 2>/dev/null || break; sleep 0.1; done
kill -0 "$frise" 2>/dev/null && fail "the window does not close"
wait "$frise" || code=$?
[ "$code" = 0 ] || fail "exit code $code on closing"
grep -q 'panicked' "$dir/said.txt" && fail "a panic"

best=999999
for _ in 1 2 3 4 5; do
  from=$(date +%s%N)
  "$FRISE" --screenshot "$dir/shot.png" "$root/sample_data" 2>"$dir/said.txt" || fail "--screenshot: exit code $?"
  took=$((($(date +%s%N) - from) / 1000000))
  [ "$took" -lt "$best" ] && best=$took
done
[ "$(identify -format '%w' "$dir/shot.png")" -ge 1000 ] || fail "the screenshot is too small"
# A number to read, not a test: the machine that runs this may be a slow one.
echo "--screenshot of the sample: $best ms (best of five)"
echo "real window: all is well"
