"""Machines that are let in: kiosks, displays, PCs and keypads at counters, each by its token."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from typing import Any

from access.pairing import Request
from access.records import Device, Kind, Records
from access.secrets import hashed, new_token
from office import Refused, StoreUnusable

MINUTE = 60_000
RENEWED_EACH = 30 * 24 * 60 * MINUTE


class Devices:
    """All of them, in memory as in the file; the last time seen is written once a minute.

    `ended(id)` is told of each that is revoked; `is_connected(id)` knows of open pages.
    """

    def __init__(self, records: Records) -> None:
        self._records = records
        self.ended: Callable[[int], None] = lambda _device: None
        self.is_connected: Callable[[int], bool] = lambda _device: False
        self._known = {each.id: each for each in records.all(Device)}
        self._seen: dict[int, int] = {}
        self._index()

    def all(self) -> list[Device]:
        """Not the revoked ones; the newest last."""
        found = [each for each in self._known.values() if each.revoked_at is None]
        return sorted(found, key=lambda each: each.id)

    def get(self, device: int) -> Device:
        """Refused: `unknown_device`."""
        found = self._known.get(device)
        if found is None or found.revoked_at is not None:
            raise Refused("unknown_device")
        return found

    def find(self, token: str, now: int) -> Device | None:
        """Whose token this is. One that is shown for the first time ends the one before it."""
        found = self._by_token.get(hashed(token)) if token else None
        if found is None:
            return None
        if found.renewal == hashed(token):
            with suppress(StoreUnusable):
                self._keep(replace(found, token=found.renewal, renewal=None, renewed_at=now))
        self.see(found.id, now)
        return self._known[found.id]

    def accept(
        self, request: Request, name: str, place: str, person: int | None, now: int
    ) -> Device:
        """The asking browser's token is the machine's from now on."""
        return self._add(request.kind, name, place, request.token, request.address, person, now)

    def add(
        self, kind: Kind, name: str, place: str, person: int | None, now: int
    ) -> tuple[Device, str]:
        """A program's: the device and its token, which is kept nowhere."""
        token = new_token()
        return self._add(kind, name, place, hashed(token), "", person, now), token

    def renew(self, device: Device, now: int) -> str | None:
        """A token to show from now on, where the present one is a month old; it stays valid until
        the new one is shown.
        """
        if now - device.renewed_at < RENEWED_EACH:
            return None
        token = new_token()
        self._keep(replace(device, renewal=hashed(token)))
        return token

    def revoke(self, device: Device, now: int) -> None:
        self._keep(replace(device, revoked_at=now))
        self.ended(device.id)

    def see(self, device: int, now: int) -> None:
        """It is there now."""
        self._seen[device] = now
        known = self._known[device]
        if now - known.seen_at >= MINUTE:
            # A full disk keeps nobody out.
            with suppress(StoreUnusable):
                self._keep(replace(known, seen_at=now))

    def seen_at(self, device: Device) -> int:
        return self._seen.get(device.id, device.seen_at)

    def silent(self, now: int) -> list[Device]:
        """Kiosks and displays, which are always there, that are not."""
        always = [each for each in self.all() if each.kind in ("kiosk", "display")]
        return [
            each
            for each in always
            if not self.is_connected(each.id) and now - self.seen_at(each) > MINUTE
        ]

    def once_here(self, kind: Kind, address: str) -> Device | None:
        """A machine of this kind that was let in from this address."""
        return next((d for d in self.all() if d.kind == kind and d.address == address), None)

    def _add(
        self,
        kind: Kind,
        name: str,
        place: str,
        token: str,
        address: str,
        person: int | None,
        now: int,
    ) -> Device:
        columns: dict[str, Any] = {
            "kind": kind,
            "name": name,
            "place": place,
            "token": token,
            "renewal": None,
            "address": address,
            "paired_at": now,
            "paired_by": person,
            "renewed_at": now,
            "seen_at": now,
        }
        made = Device(self._records.add(Device, **columns), **columns)
        self._known[made.id] = made
        self._index()
        return made

    def _keep(self, device: Device) -> None:
        self._records.keep(device)
        self._known[device.id] = device
        self._index()

    def _index(self) -> None:
        self._by_token = {
            token: each
            for each in self._known.values()
            if each.revoked_at is None
            for token in (each.token, each.renewal)
            if token
        }
