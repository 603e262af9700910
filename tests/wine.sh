#!/usr/bin/env bash
# The Windows program under Wine: it prints where it was started from a console, reads and draws as the Linux program does, its
# window opens, takes a dropped folder and closes; the setup program puts it in its place, where Wine runs 32 bits. wine.sh
# FOLDER PACKAGES, where the second folder holds what `packaging/build FOLDER windows` made. FRISE names the Linux program. No
# step of .ci/run: a build for Windows takes as long as all of that.
set -euo pipefail
: "${FRISE:?the program}"
root=$(cd "$(dirname "$0")/.." && pwd)
dir=${1:?a scratch folder}
packages=$(realpath "${2:?the folder of packages}")
wine=$(command -v wine || command -v wine64 || ls /usr/lib/wine/wine64 2>/dev/null || true)
[ -n "$wine" ] || { echo "skipped: no Wine"; exit 0; }
archive=$(ls "$packages"/frise-*-windows-x86_64.zip 2>/dev/null) || { echo "skipped: no Windows package"; exit 0; }
mkdir -p "$dir/first" "$dir/second" "$dir/home"
dir=$(cd "$dir" && pwd)
report=$dir/report.jsonl
. "$root/tests/tools/screen.sh"
export HOME=$dir/home WINEPREFIX=$dir/prefix WINEDEBUG=-all WINEDLLOVERRIDES="mscoree,mshtml=;winemenubuilder.exe=" LIBGL_ALWAYS_SOFTWARE=1
cleanup() {
  stop_all
  wineserver -k 2>/dev/null || /usr/lib/wine/wineserver64 -k 2>/dev/null || true
}
trap cleanup EXIT
fail() {
  echo "wine: $*" >&2
  import -window root "$dir/failed.png" 2>/dev/null && echo "see $dir/failed.png" >&2
  [ -f "$report" ] && { echo "last line of the report:" >&2; tail -n 1 "$report" | cut -c1-800 >&2; }
  exit 1
}
find_xlib
"$python" -m zipfile -e "$archive" "$dir/unpacked"
program=$(ls "$dir"/unpacked/*/frise.exe)
[ -d "$(dirname "$program")/sample_data" ] || fail "no sample beside the program"
# No console is opened by a double-click; the icon and the version are in the program.
x86_64-w64-mingw32-objdump -ph "$program" >"$dir/objdump.txt"
grep -q 'Subsystem.*(Windows GUI)' "$dir/objdump.txt" || fail "a console would open beside the window"
grep -q '\.rsrc' "$dir/objdump.txt" || fail "no icon in the program"
stub=$dir/bcryptprimitives.dll
x86_64-w64-mingw32-gcc -shared -o "$stub" "$root/tests/tools/bcryptprimitives.c" -ladvapi32
cp "$stub" "$(dirname "$program")/"

start_screen 1600x1000
timeout 120 "$wine" wineboot -i >"$dir/boot.txt" 2>&1 || fail "Wine does not start: $(tail -n 3 "$dir/boot.txt")"

version=$(timeout 60 "$wine" "$program" --version 2>/dev/null | tr -d '\r')
[ "$version" = "$("$FRISE" --version)" ] || fail "--version prints “$version”"
n=0
for file in "$root"/sample_data/*.txt; do
  if [ $((n % 2)) = 0 ]; then cp "$file" "$dir/first/"; else cp "$file" "$dir/second/"; fi
  n=$((n + 1))
done
first=$(find "$dir/first" -name '*.txt' | wc -l)
cd "$dir"
timeout 120 "$wine" "$program" extract first --format csv --today 2024-01-02 >windows.csv 2>windows.txt || fail "extract: $(cat windows.txt)"
"$FRISE" extract first --format csv --today 2024-01-02 >linux.csv
cmp windows.csv linux.csv || fail "Windows and Linux read differently"
timeout 120 "$wine" "$program" figure first -o figure.svg --title Essai --today 2024-01-02 2>windows.txt || fail "figure: $(cat windows.txt)"
"$FRISE" figure first -o linux.svg --title Essai --today 2024-01-02
cmp figure.svg linux.svg || fail "Windows and Linux draw different figures"
timeout 120 "$wine" "$program" figure first -o figure.png --title Essai 2>windows.txt || fail "figure: $(cat windows.txt)"
[ "$(head -c 8 figure.png | od -An -tx1 | tr -d ' \n')" = 89504e470d0a1a0a ] || fail "figure.png is no PNG"
echo "commands: events and figure are those of Linux, byte for byte"

FRISE_REPORT=$(winepath -w "$report" 2>/dev/null || echo "Z:${report//\//\\}") timeout 300 "$wine" "$program" --lang fr --theme light "Z:${dir//\//\\}\\first" 2>"$dir/said.txt" &
started+=($!)
frise=$!
wait_for "not r['reading'] and r['articles'] == $first" "the window opens on a folder"
sleep 1
import -window root "$dir/window.png"
[ "$(identify -format %k "$dir/window.png")" -gt 40 ] || fail "the window is empty"
echo "the window opens: $first articles, $(ask "r['total']") events"
"$python" "$root/tests/tools/xdnd_drop.py" Frise "$dir/second" || fail "the drop failed"
wait_for "not r['reading'] and r['articles'] == $n" "the dropped folder is added"
sleep 0.5
import -window root "$dir/dropped.png"
echo "a dropped folder is added: $n articles"
wmctrl -c Frise
code=0
for _ in $(seq 100); do kill -0 "$frise" 2>/dev/null || break; sleep 0.1; done
kill -0 "$frise" 2>/dev/null && fail "the window does not close"
wait "$frise" || code=$?
[ "$code" = 0 ] || fail "exit code $code on closing"

setup=$(ls "$packages"/frise-*-setup.exe 2>/dev/null || true)
if [ -n "$setup" ] && [ ! -e "$WINEPREFIX/drive_c/windows/syswow64/kernel32.dll" ]; then
  echo "skipped: the setup program is of 32 bits, as all of NSIS; this Wine runs only 64"
elif [ -n "$setup" ]; then
  timeout 180 "$wine" "$setup" /S || fail "the setup program ended with $?"
  placed=$(find "$WINEPREFIX/drive_c/users" -name frise.exe | head -n 1)
  [ -n "$placed" ] || fail "the setup program left no frise.exe"
  timeout 60 "$wine" reg query 'HKCU\Software\Classes\Frise.Project\shell\open\command' 2>/dev/null | grep -q 'frise.exe' || fail ".frise files have no program"
  cp "$stub" "$(dirname "$placed")/"
  [ "$(timeout 60 "$wine" "$placed" --version 2>/dev/null | tr -d '\r')" = "$version" ] || fail "the installed program does not start"
  rm "$(dirname "$placed")/bcryptprimitives.dll"
  timeout 120 "$wine" "$(dirname "$placed")/uninstall.exe" /S
  for _ in $(seq 100); do [ -e "$placed" ] || break; sleep 0.2; done
  [ ! -e "$placed" ] || fail "the program is not removed"
  echo "the setup program puts it in its place and takes it away"
fi
echo "wine: all is well"
