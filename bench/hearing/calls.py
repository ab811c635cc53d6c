"""The calls that voices are judged by; always the same ones."""

from __future__ import annotations

from pathlib import Path

from voices.words import Said

FILE = Path(__file__).with_name("calls.txt")


def calls(group: str) -> list[Said]:
    """The calls under [group] in calls.txt, or "numbers": those without a name among the pairs.

    Raises KeyError where there is no such group.
    """
    groups: dict[str, list[Said]] = {}
    for line in FILE.read_text("utf-8").splitlines():
        if line.startswith("["):
            said = groups[line.strip("[]")] = []
        elif line and not line.startswith("#"):
            label, counter, *name = line.split(" ", 2)
            said.append(Said(label, int(counter), name=name[0] if name else None))
    pairs = [*groups["judged"], *groups["held-out"]]
    groups["numbers"] = [said for said in pairs if said.name is None][:30]
    return groups[group]
