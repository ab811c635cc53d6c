"""The ward looked at by id: who serves what, which counters share a line."""

from __future__ import annotations

from functools import cached_property

from office.errors import Refused
from office.ward import Counter, Service, Ward


class WardMap:
    """Look-ups over a Ward; every `unknown_*` refusal comes from here."""

    def __init__(self, ward: Ward) -> None:
        self.ward = ward
        self.services = {each.id: each for each in ward.services if not each.retired}
        self.counters = {each.id: each for each in ward.counters if not each.retired}
        self.letters = {each.letter: each for each in self.services.values()}

    def service(self, service: str) -> Service:
        try:
            return self.services[service]
        except KeyError:
            raise Refused("unknown_service", service=service) from None

    def counter(self, counter: int) -> Counter:
        try:
            return self.counters[counter]
        except KeyError:
            raise Refused("unknown_counter", counter=counter) from None

    def priority(self, priority: str | None) -> str | None:
        if priority is not None and not any(
            each.id == priority and not each.retired for each in self.ward.priorities
        ):
            raise Refused("unknown_priority", priority=priority)
        return priority

    def reason(self, purpose: str, reason: str) -> str:
        for each in self.ward.reasons:
            if each.id == reason and purpose in each.for_:
                return reason
        raise Refused("unknown_reason", reason=reason, purpose=purpose)

    def usual_reason(self, purpose: str) -> str | None:
        """The first reason of this purpose, in the order of the settings."""
        return next((each.id for each in self.ward.reasons if purpose in each.for_), None)

    @cached_property
    def own(self) -> dict[int, tuple[str, ...]]:
        """What each counter serves as its own."""
        return {
            each.id: tuple(name for name in each.services if name in self.services)
            for each in self.counters.values()
        }

    @cached_property
    def also(self) -> dict[int, tuple[str, ...]]:
        """What each counter takes too, `also_penalty` minutes later."""
        return {
            each.id: tuple(
                name
                for name in (self.services if each.also == "all" else each.also)
                if name in self.services and name not in each.services
            )
            for each in self.counters.values()
        }

    def counters_of(self, service: str) -> tuple[int, ...]:
        """The counters a citizen of this service is told: its own, else those that also take it."""
        own = tuple(counter for counter, names in self.own.items() if service in names)
        return own or tuple(counter for counter, names in self.also.items() if service in names)

    def takers_of(self, service: str) -> tuple[int, ...]:
        """Every counter that may call this service by Next, as its own or also."""
        return tuple(
            counter
            for counter in self.counters
            if service in self.own[counter] or service in self.also[counter]
        )

    def shared_with(self, service: str) -> tuple[str, ...]:
        """The services that stand in one line with this one: own services of its counters."""
        names = {service}
        for counter in self.counters_of(service):
            names.update(self.own[counter])
        return tuple(sorted(names))
