#!/usr/bin/env bash
# Figures and briefs, read by the programs that people read them with: sizes and pixels of PNG, pages and words of PDF, DOCX
# through LibreOffice, HTML in a browser. What cannot be installed here is skipped with a word.
set -euo pipefail
out=${1:?a folder for what is made}
frise=${FRISE:?the program}
here=$(cd "$(dirname "$0")/.." && pwd)
sample="$here/sample_data"
mkdir -p "$out"
fail() { echo "FAILED: $*"; exit 1; }
has() { command -v "$1" >/dev/null 2>&1; }
run() { "$frise" "$@" --today 2024-06-01 --lang fr; }

echo "-- PNG: size, and something on every part of the page"
while read -r size scale width height; do
  run figure "$sample" -o "$out/f.png" --size "$size" --scale "$scale"
  found=$(identify -format '%w %h' "$out/f.png")
  [ "$found" = "$width $height" ] || fail "$size at $scale is $found, not $width $height"
  # The title, the lanes and the foot have ink.
  for part in 0 30 90; do
    ink=$(convert "$out/f.png" -gravity North -crop "100%x8%+0+$((height * part / 100))" +repage -format '%[fx:standard_deviation]' info:)
    awk "BEGIN{exit !($ink > 0.005)}" || fail "$size: nothing is drawn at $part %"
  done
done <<'SIZES'
16:9 1 1600 900
16:9 4 6400 3600
4:3 1 1280 960
1:1 2 2160 2160
A4 2 2246 1588
A4-portrait 1 794 1123
A3 1 1587 1123
A3-portrait 1 1123 1587
700x500 1 700 500
SIZES

echo "-- the three looks, and a page that prints in black"
for theme in light dark print; do run figure "$sample" -o "$out/$theme.png" --theme "$theme" --scale 1; done
cmp -s "$out/light.png" "$out/print.png" && fail "print looks as light"
colours=$(convert "$out/print.png" -colorspace HSL -channel G -separate -format '%[fx:maxima]' info:)
awk "BEGIN{exit !($colours < 0.02)}" || fail "there is colour in the black-and-white page ($colours)"

echo "-- a recipe gives the same bytes again"
run figure "$sample" -o "$out/a.svg" --title "Un essai" --accent '#0E4C82' --banner "Diffusion restreinte" --size A4 --save-recipe "$out/recipe.toml"
run figure "$sample" -o "$out/b.svg" --recipe "$out/recipe.toml"
cmp "$out/a.svg" "$out/b.svg" || fail "a recipe is not what was asked for"

echo "-- a project keeps recipes by name"
printf 'id,date,kind,title\nn,2018-06-04,attack,Une affaire\n' >"$out/list.csv"
rm -f "$out"/recipes.frise*
run import "$out/list.csv" -o "$out/recipes.frise" >/dev/null
run figure "$out/recipes.frise" -o "$out/c.svg" --title "Une réunion" --size 4:3 --keep "Réunion de mars"
run figure "$out/recipes.frise" -o "$out/d.svg" --recipe "Réunion de mars"
cmp "$out/c.svg" "$out/d.svg" || fail "the recipe of a project is not what was asked for"
if run figure "$out/recipes.frise" -o "$out/e.svg" --recipe "Personne" 2>"$out/said.txt"; then fail "a recipe that is not there was made"; fi
grep -q "Réunion de mars" "$out/said.txt" || fail "the recipes of the project are not named: $(cat "$out/said.txt")"

echo "-- PDF of the figure"
run figure "$sample" -o "$out/figure.pdf" --size A4
if has pdftotext; then
  grep -q 'sans numéro' <<<"$(pdftotext "$out/figure.pdf" - 2>/dev/null | tr '\n' ' ')" || fail "the words of the figure are not in its PDF"
  pdftoppm -r 50 -png "$out/figure.pdf" "$out/figure" 2>/dev/null
  [ "$(identify -format '%w' "$out"/figure-1.png)" -gt 500 ] || fail "the page of the PDF is no picture"
else echo "skipped: no pdftotext"; fi

echo "-- briefs: the same bytes twice"
for form in pdf docx html md; do
  run brief "$sample" -o "$out/brief.$form" --from 2014-11 --to 2015-06 --title "Une affaire en revue" --banner "Diffusion restreinte"
  cp "$out/brief.$form" "$out/again"
  run brief "$sample" -o "$out/brief.$form" --from 2014-11 --to 2015-06 --title "Une affaire en revue" --banner "Diffusion restreinte"
  cmp "$out/again" "$out/brief.$form" || fail "$form is not the same twice"
done
grep -q 'ce qui est allégué' "$out/brief.md" || fail "what is alleged is not kept apart"

echo "-- PDF of the brief"
if has pdftotext; then
  grep -q '^Tagged: *yes' <<<"$(pdfinfo "$out/brief.pdf" 2>/dev/null)" || fail "the PDF is not tagged"
  grep -aq 'pdfuaid:part' "$out/brief.pdf" || fail "the PDF does not say that it is PDF/UA"
  pdftotext "$out/brief.pdf" "$out/brief.txt" 2>/dev/null
  for words in "Une affaire en revue" "DIFFUSION RESTREINTE" "Sources" "Corée du Nord"; do
    grep -q "$words" "$out/brief.txt" || fail "« $words » is not in the PDF"
  done
  rm -f "$out"/page-*.png
  pdftoppm -r 40 -png "$out/brief.pdf" "$out/page" 2>/dev/null
  for page in "$out"/page-*.png; do
    ink=$(convert "$page" -format '%[fx:standard_deviation]' info:)
    awk "BEGIN{exit !($ink > 0.01)}" || fail "$page is empty"
  done
else echo "skipped: no pdftotext"; fi

echo "-- DOCX through LibreOffice"
if has soffice; then
  HOME="$out/home" timeout 180 soffice --headless --convert-to pdf --outdir "$out/office" "$out/brief.docx" >/dev/null 2>&1 || fail "LibreOffice does not open the DOCX"
  if has pdftotext; then
    pdftotext "$out/office/brief.pdf" "$out/office.txt" 2>/dev/null
    for words in "Une affaire en revue" "ce qui est établi" "Sources"; do
      grep -q "$words" "$out/office.txt" || fail "« $words » is not in what LibreOffice read"
    done
    grep -q image <<<"$(pdfimages -list "$out/office/brief.pdf" 2>/dev/null)" || fail "LibreOffice found no picture"
  fi
else echo "skipped: no LibreOffice"; fi

echo "-- HTML in a browser"
browser=$(command -v chromium || command -v chromium-browser || command -v google-chrome || true)
venv="${XDG_CACHE_HOME:-$HOME/.cache}/frise-playwright"
if [ -z "$browser" ]; then echo "skipped: no Chromium"
elif ! { [ -x "$venv/bin/python" ] && "$venv/bin/python" -c 'import playwright' 2>/dev/null; } \
  && ! { python3 -m venv "$venv" && "$venv/bin/pip" install -q 'playwright==1.49.1'; } >/dev/null 2>&1; then
  echo "skipped: Playwright cannot be installed"
else
  # axe-core judges what a reader of screens would meet; without it the other checks still run.
  axe="$venv/axe.min.js"
  if [ ! -s "$axe" ] && has npm; then
    (cd "$venv" && npm pack -s axe-core@4.10.2 >/dev/null 2>&1 && tar -xzf axe-core-4.10.2.tgz package/axe.min.js && mv package/axe.min.js .) || true
  fi
  [ -s "$axe" ] || echo "skipped: axe-core cannot be fetched"
  "$venv/bin/python" "$here/tests/brief_in_browser.py" "$browser" "$out/brief.html" "$axe" || fail "the HTML does not do what it should"
fi

echo "figures and briefs are well"
