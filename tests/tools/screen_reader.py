#!/usr/bin/env python3
"""Walks the running window as a screen reader does, over AT-SPI: lanes are groups that tell their names and counts, events
are buttons in them that tell day, parties, kind and title; one is pressed, and its passages are then told.

Usage: screen_reader.py LANE WORDS (a lane's name and words that the panel shows of its first event's article)
"""

import sys
import time

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi  # noqa: E402

LANE, WORDS = sys.argv[1:3]


def nodes(node, depth=0):
    yield node
    if depth > 30:
        return
    for i in range(node.get_child_count()):
        child = node.get_child_at_index(i)
        if child is not None:
            yield from nodes(child, depth + 1)


def wait(what, find, seconds=30):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            found = find()
        except Exception:  # a node that has gone meanwhile
            found = None
        if found:
            return found
        time.sleep(0.3)
    sys.exit(f"not told over AT-SPI: {what}")


def applications():
    desktop = Atspi.get_desktop(0)
    return [desktop.get_child_at_index(i) for i in range(desktop.get_child_count())]


def all_of(role, name=""):
    found = (n for app in applications() for n in nodes(app))
    return [n for n in found if n.get_role_name() == role and name in n.get_name()]


Atspi.init()
wait("the window, by its name", lambda: all_of("frame", "Frise"))
wait("the timeline", lambda: all_of("canvas", "Frise chronologique"))
lane = wait(f"the lane {LANE}", lambda: [n for n in all_of("grouping", LANE) or all_of("panel", LANE) if "événement" in n.get_name()])[0]
events = [n for n in nodes(lane) if n.get_role_name() == "toggle button" and "→" in n.get_name()]
if not events:
    sys.exit(f"no event in the lane {LANE}")
event = events[0]
name = event.get_name()
if not Atspi.Action.do_action(event, 0):
    sys.exit(f"cannot be pressed: {name}")
wait("the event as pressed", lambda: any(
    n.get_name() == name and n.get_state_set().contains(Atspi.StateType.PRESSED)
    or n.get_name() == name and n.get_state_set().contains(Atspi.StateType.CHECKED) for n in all_of("toggle button", name)))
wait(f"passages ({WORDS})", lambda: all_of("label", WORDS))
groups = [n for n in nodes(lane.get_parent()) if n.get_role_name() == lane.get_role_name() and "événement" in n.get_name()]
print(f"AT-SPI: {len(groups)} lanes, {len(events)} events in {lane.get_name()}; pressed: {name}")
