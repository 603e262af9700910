#!/usr/bin/env bash
# Exports of the sample articles, read by the programs of others: the STIX library of OASIS, an iCalendar parser, PyMISP.
# FRISE names the program; the first argument is a scratch folder.
set -euo pipefail
: "${FRISE:?the program}"
root=$(cd "$(dirname "$0")/.." && pwd)
dir=${1:?a scratch folder}
mkdir -p "$dir"
for ending in csv json jsonl ics timelinejs.json vis.json stix.json misp.json md; do
  "$FRISE" export "$root/sample_data" -o "$dir/out.$ending" --today 2024-01-02
  [ -s "$dir/out.$ending" ] || { echo "exports: out.$ending is empty" >&2; exit 1; }
done
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" install --quiet --disable-pip-version-check stix2 icalendar pymisp ||
  { echo "exports: written, but NOT read by others: their libraries could not be fetched"; exit 0; }
"$dir/venv/bin/python" - "$dir" <<'PY'
import csv, json, pathlib, sys
import icalendar, pymisp, stix2
folder = pathlib.Path(sys.argv[1])
text = lambda ending: (folder / f"out.{ending}").read_text(encoding="utf-8")
events = json.loads(text("json"))["events"]
dated = [e for e in events if e["date"]["edtf"]]
bundle = stix2.parse(text("stix.json"), allow_custom=False)
kinds = [o.type for o in bundle.objects]
told = kinds.count("incident") + kinds.count("note")
assert told == len(events), (told, len(events))
calendar = icalendar.Calendar.from_ical((folder / "out.ics").read_bytes())
entries = calendar.walk("VEVENT")
assert len(entries) == len(dated) and not calendar.errors, (len(entries), len(dated), calendar.errors)
misp = pymisp.MISPEvent()
misp.load_file(str(folder / "out.misp.json"))
assert len([a for a in misp.attributes if a.type == "text"]) == len(events)
assert len(json.loads(text("timelinejs.json"))["events"]) == len(dated)
with open(folder / "out.csv", encoding="utf-8", newline="") as file:
    rows = list(csv.reader(file))
assert len(rows) == len(events) + 1 and not [c for r in rows for c in r if c[:1] in "=+-@" and c]
print(f"exports: {len(events)} events as STIX ({len(kinds)} objects), {len(entries)} in the calendar, all read by others")
PY
