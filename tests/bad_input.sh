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

# Files made to hurt: each is a clear line at most, time and memory stay bounded, the good article is read.
mkdir -p "$dir/hostile"
cp "$dir/in/bon.txt" "$dir/hostile/bon.txt"
python3 - "$dir/hostile" <<'P'
import io, os, pathlib, socket, sys, zipfile
d = pathlib.Path(sys.argv[1]).resolve()
with zipfile.ZipFile(d / "bombe.zip", "w", zipfile.ZIP_DEFLATED) as z:
    for i in range(4):
        with z.open(f"{i}.txt", "w", force_zip64=True) as f:
            for _ in range(200):
                f.write(bytes(1 << 20))
    z.writestr("../../../sorti.txt", "Lima a accusé lundi Quito.")
inner = (d / "bombe.zip").read_bytes()
for _ in range(6):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as z:
        for i in range(8):
            z.writestr(f"{i}.zip", inner)
    inner = out.getvalue()
    if len(inner) > 20_000_000:
        break
(d / "poupees.zip").write_bytes(inner)
dtd = '<!DOCTYPE x [<!ENTITY a0 "boum">' + "".join(f'<!ENTITY a{i} "{f"&a{i-1};" * 20}">' for i in range(1, 20)) + "]>"
with zipfile.ZipFile(d / "entites.docx", "w") as z:
    z.writestr("word/document.xml", dtd + "<document><body><p><t>&a19;</t></p></body></document>")
(d / "entites.rss").write_text(dtd + "<rss><channel><item><title>&a19;</title></item></channel></rss>")
(d / "profond.html").write_text("<div>" * 100_000 + "fond" + "</div>" * 100_000)
(d / "gras.html").write_text("<b><p>" * 100_000)
(d / "attributs.html").write_text("<p " + " ".join(f"a{i}=1" for i in range(200_000)) + ">fond")
(d / "profond.json").write_text("[" * 1_000_000)
(d / "profond.rtf").write_text("{\\rtf1 " + "{" * 1_000_000)
(d / "cycle.pdf").write_bytes(b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[2 0 R 3 0 R]/Count 2/Parent 2 0 R>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R/Resources<</XObject<</X 5 0 R>>>>>>endobj\n"
    b"4 0 obj<</Length 5>>stream\n/X Do\nendstream endobj\n5 0 obj<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 5 0 R>>>>/Length 11>>stream\n/X Do /X Do\nendstream endobj\n"
    b"trailer<</Root 1 0 R/Prev 0>>\nstartxref\n0\n%%EOF")
(d / "ligne.txt").write_bytes(b"a" * 200_000_000)
with open(d / "creux.pdf", "wb") as f:
    f.truncate(10 << 30)
os.mkfifo(d / "tube.txt")
s = socket.socket(socket.AF_UNIX)
os.chdir(d)
s.bind("prise.txt")
os.symlink("/dev/zero", "zero.txt")
os.symlink("b.txt", "a.txt")
os.symlink("a.txt", "b.txt")
for name in [b"nom\nde\nlignes.bin", b"nom\x1b[31mrouge.bin", b"nom\xff\xfe.bin", "nom\u202etxt.exe.bin".encode()]:
    with open(os.fsencode(str(d)) + b"/" + name, "wb") as f:
        f.write(b"x")
P
chmod -R a+rX "$dir/hostile" 2>/dev/null || true
before=$SECONDS
code=0; (ulimit -v 4000000; timeout 120 "${run[@]}" extract "$dir/hostile" --lang fr) >"$dir/out.json" 2>"$dir/err.txt" || code=$?
[ "$code" = 0 ] || fail "hostile files: exit code $code: $(head -c 2000 "$dir/err.txt")"
for f in bombe.zip/0.txt poupees entites.docx entites.rss profond.html profond.json profond.rtf cycle.pdf ligne creux tube prise zero; do
  grep -q "$f" "$dir/err.txt" || fail "nothing is said of $f: $(cut -c1-200 "$dir/err.txt")"
done
[ -e "$dir/../sorti.txt" ] && fail "a file was unpacked out of the archive"
python3 - "$dir/out.json" "$dir/err.txt" <<'P'
import json, sys
out = json.load(open(sys.argv[1], encoding="utf8"))
ids = {a["id"] for a in out["articles"]}
assert {"bon.txt", "bombe.zip/sorti.txt"} <= ids, ids
assert out["events"], "the readable article gave no event"
err = open(sys.argv[2], encoding="utf8").read()
assert "panicked" not in err, err
assert all(line.startswith("frise: ") for line in err.splitlines()), "a name broke its line"
assert not any(c in err for c in "\x1b\u202e"), "control characters reach the terminal"
P
say "hostile files: $((SECONDS - before)) s"
say "seven kinds of bad input and twenty hostile files, each told, the good articles read"
