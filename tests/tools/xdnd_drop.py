#!/usr/bin/env python3
"""Drops files on a window as a file manager does: xdnd_drop.py TITLE PATH...

Speaks the source's side of the XDND protocol, version 5: enter, position, drop, and hands out the paths as text/uri-list.
Ends with 0 once the window has confirmed the drop, with 1 and a sentence where it has not. Needs python3-xlib.
"""

import pathlib
import sys
import time

from Xlib import X, Xatom, display
from Xlib.protocol import event

STEP_SECONDS = 10


class Source:
    def __init__(self, paths):
        self.display = display.Display()
        self.root = self.display.screen().root
        lines = [pathlib.Path(p).resolve().as_uri() + "\r\n" for p in paths]
        self.uris = "".join(lines).encode()
        self.window = self.root.create_window(
            0, 0, 1, 1, 0, X.CopyFromParent, event_mask=X.PropertyChangeMask
        )
        self.time = self.server_time()
        self.window.set_selection_owner(self.atom("XdndSelection"), self.time)

    def atom(self, name):
        return self.display.intern_atom(name)

    def server_time(self):
        """The time of the server, read off a change of one of our own properties."""
        self.window.change_property(self.atom("FRISE_TEST"), Xatom.STRING, 8, b"now")
        self.display.flush()
        while True:
            happened = self.display.next_event()
            if happened.type == X.PropertyNotify:
                return happened.time

    def find(self, title):
        """The window of that title that takes drops, waited for."""
        until = time.monotonic() + STEP_SECONDS
        while time.monotonic() < until:
            stack = [self.root]
            while stack:
                window = stack.pop()
                try:
                    name = window.get_wm_name()
                    aware = window.get_full_property(self.atom("XdndAware"), X.AnyPropertyType)
                    stack.extend(window.query_tree().children)
                except Exception:  # the window is gone by now
                    continue
                if aware and name and title in (name if isinstance(name, str) else name.decode("utf-8", "replace")):
                    return window, min(5, aware.value[0])
            time.sleep(0.1)
        sys.exit(f"no window called {title!r} takes drops")

    def send(self, target, kind, *data):
        data = list(data) + [0] * (5 - len(data))
        message = event.ClientMessage(window=target, client_type=self.atom(kind), data=(32, data))
        target.send_event(message, event_mask=0)
        self.display.flush()

    def answer(self, request):
        """Hands the paths to whoever asks for them."""
        place = request.property or request.target
        if request.target == self.atom("text/uri-list"):
            request.requestor.change_property(place, request.target, 8, self.uris)
        elif request.target == self.atom("TARGETS"):
            request.requestor.change_property(place, Xatom.ATOM, 32, [self.atom("text/uri-list")])
        else:
            place = X.NONE
        request.requestor.send_event(
            event.SelectionNotify(
                time=request.time,
                requestor=request.requestor,
                selection=request.selection,
                target=request.target,
                property=place,
            )
        )
        self.display.flush()

    def wait(self, kind=None, seconds=STEP_SECONDS):
        """Serves requests until a message of that kind comes; its data, or None."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            if not self.display.pending_events():
                time.sleep(0.01)
                continue
            happened = self.display.next_event()
            if happened.type == X.SelectionRequest:
                self.answer(happened)
            elif happened.type == X.ClientMessage and kind and happened.client_type == self.atom(kind):
                return list(happened.data[1])
        return None


def main():
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    source = Source(sys.argv[2:])
    target, version = source.find(sys.argv[1])
    size = target.get_geometry()
    corner = target.translate_coords(source.root, 0, 0)
    x, y = size.width // 2 - corner.x, size.height // 2 - corner.y
    me = source.window.id

    source.send(target, "XdndEnter", me, version << 24, source.atom("text/uri-list"))
    status = None
    for step in range(4):
        place = ((x + 8 * step) << 16) | y
        source.send(target, "XdndPosition", me, 0, place, source.time, source.atom("XdndActionCopy"))
        status = source.wait("XdndStatus")
        if status is None:
            sys.exit("the window does not answer")
    if not status[1] & 1:
        source.send(target, "XdndLeave", me)
        sys.exit("the window does not want these files")
    source.wait(seconds=0.3)
    source.send(target, "XdndDrop", me, 0, source.time)
    if source.wait("XdndFinished") is None:
        sys.exit("the window took the files but never said that it had finished")


main()
