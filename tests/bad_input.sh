#!/usr/bin/env bash
# Bad input gets a clear line and disturbs nothing else. FRISE names the program.
set -euo pipefail
: "${FRISE:?the program}"
dir=${1:?a scratch folder}
mkdir -p "$dir/in/vide"
chmod 755 "$(dirname "$dir")" "$dir" "$dir/in"
say() { printf '%s\n' "$*"; }
fail() { say "FAILED: $*"; exit 1; }
printf ' date 2021-07 Oslo a accusé mardi 13 octobre 2020 Moscou d’avoir piraté son Parlement.\n' >"$dir/in/bon.txt"
: >"$dir/in/rien.txt"
head -c 3000 /dev/urandom >"$dir/in/binaire.txt"
truncate -s 50M "$dir/in/enorme.txt"
printf 'secret' >"$dir/in/ferme.txt"
chmod 000 "$dir/in/ferme.txt"
ln -s "$dir/in" "$dir/in/boucle"
cp "$FRISE" "$dir/frise"
chmod 755 "$dir/frise"
chmod -R a+rX "$dir/in/bon.txt" "$dir/in/rien.txt"
run=("$dir/frise")
# Root reads everything: the test runs as somebody else.
[ "$(id -u)" != 0 ] || run=(setpriv --reuid=65534 --regid=65534 --clear-groups "$dir/frise")
"${run[@]}" extract "$dir/in" --lang fr >"$dir/out.json" 2>"$dir/err.txt" || fail "exit code $? though one article is readable"
for f in rien binaire enorme ferme boucle; do
  grep -q "$f" "$dir/err.txt" || fail "nothing is said of $f: $(cat "$dir/err.txt")"
done
python3 - "$dir/out.json" <<'P'
import json, sys
out = json.load(open(sys.argv[1], encoding="utf8"))
assert [a["id"] for a in out["articles"]] == ["bon.txt"], out["articles"]
assert len(out["warnings"]) == 5, out["warnings"]
assert out["events"], "the readable article gave no event"
P
code=0; "${run[@]}" extract "$dir/absent" >"$dir/out.json" 2>"$dir/err.txt" || code=$?
[ "$code" = 1 ] || fail "no such folder: exit code $code"
grep -q absent "$dir/err.txt" || fail "no such folder: not named"
code=0; "${run[@]}" extract "$dir/in/vide" >"$dir/out.json" 2>"$dir/err.txt" || code=$?
[ "$code" = 1 ] || fail "empty folder: exit code $code"
grep -q vide "$dir/err.txt" || fail "empty folder: not named"
python3 -c "import json,sys; d=json.load(open('$dir/out.json')); assert d['articles']==[] and d['events']==[] and d['warnings']"
code=0; "${run[@]}" extract --format nothing "$dir/in" >/dev/null 2>&1 || code=$?
[ "$code" = 2 ] || fail "wrong arguments: exit code $code"
say "seven kinds of bad input, each told, the good article read"
