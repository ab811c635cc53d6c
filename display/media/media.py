"""What the screens show beside the calls, in its order, from one day to another."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypedDict

import gevent

from display.media import records
from display.media.folder import Folder
from display.media.item import Item
from display.media.records import Records
from display.media.repeats import is_repeat
from office import By, Refused
from web.aside import aside

if TYPE_CHECKING:
    from web.parts import Parts

MOST = 100
MOST_FRAMES = 200
"""Pictures, pages, videos and texts that one round of the screens has at most."""
LOOK_SECONDS = 10
URL = "/display/media/"


class Frame(TypedDict):
    """One thing to show: a PDF's page is an `image`. `url` is None for a text."""

    id: int
    kind: str
    url: str | None
    seconds: int
    title: str
    text: str


class Media:
    """All items, in memory as in the file. It runs on the hub."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._records = Records(parts.store)
        self.folder = Folder(parts.data / "media")
        self._items = self._records.all()
        self.folder.sweep({name for item in self._items for name in item.files})
        self._look()
        self._told = self.shown(parts.office.today())

    @property
    def size(self) -> int:
        """Bytes of all files."""
        return sum(item.size for item in self._items)

    def must_have_room(self, frames: int = 1) -> None:
        """Refused: `too_many_media`."""
        shown = sum(len(item.files) or 1 for item in self._items)
        if len(self._items) >= MOST or shown + frames > MOST_FRAMES:
            raise Refused("too_many_media", most=MOST, frames=MOST_FRAMES)

    def made_by(self, asked: str | None) -> Item | None:
        """What the same command has made before. Refused: `key_reused`."""
        for item in self._items:
            if asked and item.asked and is_repeat(asked, item.asked):
                if asked != item.asked:
                    raise Refused("key_reused")
                return item
        return None

    def add(self, made: Item, *, by: By) -> Item:
        """At the end of the list, with an id of its own; a repeat adds nothing.

        Refused: `too_many_media`, `bad_days`, `key_reused`.
        """
        known = self.made_by(made.asked)
        if known is not None:
            return known
        _must_have_days(made)
        self.must_have_room(len(made.files) or 1)
        last = max((item.position for item in self._items), default=0)
        now = self._parts.office.now()
        wanted = replace(made, position=last + 1, officer=by.officer, at=now)
        id = self._parts.office.put_on_screens(
            made.kind, by=by, also=lambda tx, id: records.keep(tx, replace(wanted, id=id))
        )
        self._changed()
        return replace(wanted, id=id)

    def change(self, id: int, *, by: By, **columns: Any) -> None:
        """`columns` of an Item. Refused: `unknown_media`, `bad_days` where it would end before it
        begins."""
        item = replace(self._must_have(id), **columns)
        _must_have_days(item)
        self._parts.office.change_on_screens(
            "changed", id, by=by, also=lambda tx: records.keep(tx, item)
        )
        self._changed()

    def order(self, ids: Sequence[int], *, by: By) -> None:
        """Refused: `media_changed` where these are not all of them, each once."""
        if sorted(ids) != sorted(item.id for item in self._items):
            raise Refused("media_changed")
        self._parts.office.change_on_screens(
            "ordered", None, by=by, also=lambda tx: records.place(tx, ids)
        )
        self._changed()

    def remove(self, id: int, *, by: By) -> None:
        """The item, then its files: a crash between leaves files that nobody names, swept at the
        next start. Refused: `unknown_media`."""
        item = self._must_have(id)
        self._parts.office.change_on_screens(
            "removed", id, by=by, also=lambda tx: records.forget(tx, id)
        )
        self._changed()
        aside(lambda: self.folder.drop(item.files))

    def shown(self, day: str) -> list[Frame]:
        """What the screens show on that day, in order; nothing whose file is gone."""
        return [
            frame
            for item in self._items
            if item.state(day) == "shown"
            for frame in self._frames(item)
        ]

    def tell(self) -> None:
        """The screens are sent what they show now, if that is something else: after a change, and
        by the clock, for at midnight an item comes or goes, and at any time a file.
        """
        shown = self.shown(self._parts.office.today())
        if shown != self._told:
            self._told = shown
            self._parts.live.touch("playlist")

    def work(self) -> None:
        """Tells for ever."""
        while True:
            gevent.sleep(LOOK_SECONDS)
            self.tell()

    def preview(self, id: int) -> list[Frame]:
        """One item as the screens would show it, whatever its days. Refused: `unknown_media`."""
        return self._frames(self._must_have(id))

    def all(self) -> list[tuple[Item, bool]]:
        """In order; with whether all of its files are there."""
        self._look()
        return [(item, self._is_whole(item)) for item in self._items]

    def _frames(self, item: Item) -> list[Frame]:
        if not self._is_whole(item):
            return []
        kind = "image" if item.kind == "pdf" else item.kind
        urls: list[str | None] = [URL + name for name in item.files]
        return [
            Frame(
                id=item.id,
                kind=kind,
                url=url,
                seconds=item.stays(self._parts.config.media.seconds),
                title=item.title,
                text=item.text,
            )
            for url in urls or [None]
        ]

    def _is_whole(self, item: Item) -> bool:
        if time.monotonic() - self._looked > LOOK_SECONDS:
            self._look()
        return self._there.issuperset(item.files)

    def _look(self) -> None:
        self._there = self.folder.names()
        self._looked = time.monotonic()

    def _must_have(self, id: int) -> Item:
        found = next((item for item in self._items if item.id == id), None)
        if found is None:
            raise Refused("unknown_media")
        return found

    def _changed(self) -> None:
        self._items = self._records.all()
        self._look()
        self.tell()
        self._parts.live.touch("media")


def _must_have_days(item: Item) -> None:
    if item.first and item.last and item.first > item.last:
        raise Refused("bad_days")
