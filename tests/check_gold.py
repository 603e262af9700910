#!/usr/bin/env python3
"""Checks gold annotations against the articles they annotate.

    tests/check_gold.py [--articles sample_data] [--gold tests/gold/sample]

Every quote must stand in its article character for character, kinds, certainties, party codes and dates must be
valid, and every `same_as` must be answered by the event it names. Prints each fault on a line of its own and exits
with 1 where there is one. Standard library only.
"""
import argparse
import calendar
import datetime as dt
import json
import pathlib
import re
import sys
from collections import Counter

ROOT = pathlib.Path(__file__).resolve().parent.parent
KINDS = {
    "attack", "attribute", "deny", "condemn", "threaten", "request", "offer", "charge",
    "sanction", "meet", "agree", "investigate", "respond", "military", "statement",
}
CERTAINTIES = {"actual", "alleged", "planned"}
BODIES = {"EU", "NATO", "UN"}
# ISO 3166-1 alpha-2.
COUNTRIES = set("""
    AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ
    CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR
    GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO
    JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR
    MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO
    RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV
    TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS XK YE YT ZA ZM ZW
""".split())
ARTICLE_FIELDS = {"article", "published", "events"}
EVENT_FIELDS = {"id", "kind", "date", "certainty", "actors", "targets", "quotes"}


def edges(date):
    """The first and last day of one EDTF date without an interval; None for an open end. ValueError where invalid."""
    if date == "..":
        return None
    match = re.fullmatch(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", date)
    if not match:
        raise ValueError(f"not a date: {date!r}")
    year, month, day = (int(part) if part else None for part in match.groups())
    if month is None:
        return dt.date(year, 1, 1), dt.date(year, 12, 31)
    if day is None and 21 <= month <= 24:
        first = dt.date(year, {21: 3, 22: 6, 23: 9, 24: 12}[month], 1)
        return first, first + dt.timedelta(days=91)
    if not 1 <= month <= 12:
        raise ValueError(f"no such month: {date!r}")
    if day is None:
        return dt.date(year, month, 1), dt.date(year, month, calendar.monthrange(year, month)[1])
    return (dt.date(year, month, day),) * 2


def interval(edtf):
    """The first and last day of an EDTF date or interval; None for an open end."""
    start, slash, end = edtf.partition("/")
    low, high = edges(start), edges(end) if slash else edges(start)
    if low and high and low[0] > high[1]:
        raise ValueError(f"ends before it starts: {edtf!r}")
    if low is None and high is None:
        raise ValueError(f"open at both ends: {edtf!r}")
    return low and low[0], high and high[1]


def apart(one, other):
    """Whether two intervals have no day in common."""
    return bool((one[1] and other[0] and one[1] < other[0]) or (other[1] and one[0] and other[1] < one[0]))


def date_faults(edtf):
    try:
        interval(edtf)
    except ValueError as error:
        yield str(error)


def header_faults(text, published):
    """A crawl header gives a month that is never earlier than the publication."""
    header = re.match(r" ?date (\d{4}-\d\d)\b", text)
    if header and edges(header.group(1))[1] < interval(published)[0]:
        yield f"published {published}, after the header's {header.group(1)}"


def event_faults(event, text):
    if missing := EVENT_FIELDS - event.keys():
        yield f"lacks {sorted(missing)}"
        return
    if unknown := event.keys() - EVENT_FIELDS - {"same_as"}:
        yield f"has unknown fields {sorted(unknown)}"
    if event["kind"] not in KINDS:
        yield f"unknown kind {event['kind']!r}"
    if event["certainty"] not in CERTAINTIES:
        yield f"unknown certainty {event['certainty']!r}"
    if event["date"] is not None:
        yield from date_faults(event["date"])
    for role in ("actors", "targets"):
        for code in event[role]:
            if code not in COUNTRIES | BODIES:
                yield f"unknown party {code!r} among {role}"
        if len(set(event[role])) < len(event[role]):
            yield f"names a party twice among {role}"
    if not event["quotes"]:
        yield "has no quote"
    for quote in event["quotes"]:
        if len(quote.strip()) < 10:
            yield f"quote too short to carry an event: {quote!r}"
        if quote not in text:
            yield f"quote not in the article: {quote!r}"


def link_faults(name, event, everything):
    here = f"{name}#{event['id']}"
    for there in event.get("same_as", []):
        other = everything.get(there)
        if other is None:
            yield f"same_as names {there}, which does not exist"
            continue
        if there.partition("#")[0] == name:
            yield f"same_as names {there} in the same article: one event with several quotes"
        if here not in other.get("same_as", []):
            yield f"same_as names {there}, which does not name it back"
        if other.get("kind") != event["kind"]:
            yield f"is of kind {event['kind']}, its telling {there} of kind {other.get('kind')}"
        mine, its = event["date"], other.get("date")
        if mine and its and not list(date_faults(its)) and apart(interval(mine), interval(its)):
            yield f"is dated {mine}, its telling {there} {its}"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--articles", type=pathlib.Path, default=ROOT / "sample_data")
    parser.add_argument("--gold", type=pathlib.Path, default=ROOT / "tests" / "gold" / "sample")
    args = parser.parse_args()

    faults, golds = [], {}
    for path in sorted(args.gold.glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        if missing := ARTICLE_FIELDS - gold.keys():
            faults.append(f"{path.name}: lacks {sorted(missing)}")
            continue
        if pathlib.Path(gold["article"]).stem != path.stem:
            faults.append(f"{path.name}: annotates {gold['article']}")
        if not (args.articles / gold["article"]).is_file():
            faults.append(f"{path.name}: no article {gold['article']}")
            continue
        golds[gold["article"]] = gold
    everything = {f"{name}#{event['id']}": event for name, gold in golds.items() for event in gold["events"]}

    for name, gold in golds.items():
        # Bytes first: universal newlines would hide a carriage return.
        text = (args.articles / name).read_bytes().decode("utf-8")
        published = list(date_faults(gold["published"]))
        faults += [f"{name}: published: {fault}" for fault in published or header_faults(text, gold["published"])]
        twice = [id_ for id_, count in Counter(event["id"] for event in gold["events"]).items() if count > 1]
        faults += [f"{name}#{id_}: two events of this id" for id_ in twice]
        for event in gold["events"]:
            here = f"{name}#{event.get('id')}"
            own = list(event_faults(event, text))
            faults += [f"{here}: {fault}" for fault in own]
            if not own:
                faults += [f"{here}: {fault}" for fault in link_faults(name, event, everything)]

    for fault in faults:
        print(fault)
    events = list(everything.values())
    kinds = Counter(event["kind"] for event in events)
    parties = {code for event in events for code in event["actors"] + event["targets"]} - BODIES
    print(f"{len(golds)} articles, {len(events)} events, {len(parties)} countries, "
          f"{sum(len(event.get('same_as', [])) for event in events) // 2} links, {len(faults)} faults")
    print(", ".join(f"{kind} {kinds[kind]}" for kind in sorted(KINDS, key=lambda kind: -kinds[kind])))
    return 1 if faults or not golds else 0


if __name__ == "__main__":
    sys.exit(main())
