#!/usr/bin/env bash
# README's first command on a machine without a display: one sentence, a picture, a table. FRISE names the program.
set -euo pipefail
: "${FRISE:?the program}"
root=$(cd "$(dirname "$0")/.." && pwd)
dir=${1:?a scratch folder}
mkdir -p "$dir"
cd "$dir"
env -u DISPLAY -u WAYLAND_DISPLAY -u WAYLAND_SOCKET "$FRISE" --lang fr "$root/sample_data" >table.txt 2>said.txt
grep -q . said.txt || { echo "no sentence on standard error"; exit 1; }
[ "$(head -c 8 frise.png | od -An -tx1 | tr -d ' \n')" = 89504e470d0a1a0a ] || { echo "frise.png is no PNG"; exit 1; }
lines=$(wc -l <table.txt)
[ "$lines" -ge 60 ] || { echo "only $lines lines of events"; cat table.txt; exit 1; }
grep -Eq '2014-12-1[0-9]' table.txt || { echo "no event of December 2014 in the table"; exit 1; }
echo "one sentence ($(cut -c1-90 said.txt | head -n 1)…), a picture, $lines lines"
for f in svg pdf png; do
  "$FRISE" figure "$root/sample_data" -o "figure.$f" --from 2014 --to 2023 --title "Dix ans de cyberattaques" 2>/dev/null
  [ -s "figure.$f" ] || { echo "no figure.$f"; exit 1; }
done
"$FRISE" figure "$root/sample_data" -o again.svg --from 2014 --to 2023 --title "Dix ans de cyberattaques" 2>/dev/null
cmp figure.svg again.svg || { echo "the same input gave other bytes"; exit 1; }
echo "figures in three formats, the same bytes twice"
