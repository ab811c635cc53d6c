"""The settings as config.yaml would write them, and what differs between two of them."""

from __future__ import annotations

from datetime import date, time
from typing import Any

import yaml
from pydantic import BaseModel

from office.ward import Span

Place = tuple[str, ...]
WIDTH = 100
NOTHING = "–"


class Plain(str):
    """A text that is never put in quotes: the file's reader takes every value as it is written."""


class Block(str):
    """A text of several lines."""


def as_written(value: Any) -> Any:
    """Models as mappings by the file's keys, everything else as it stands in the file."""
    if isinstance(value, Span):
        end = "24:00" if value.end == time(0) else f"{value.end:%H:%M}"
        return Plain(f"{value.start:%H:%M}-{end}")
    if isinstance(value, BaseModel):
        fields = type(value).model_fields.items()
        return {field.alias or name: as_written(getattr(value, name)) for name, field in fields}
    if isinstance(value, tuple):
        return [as_written(item) for item in value]
    if isinstance(value, bool):
        return Plain("yes" if value else "no")
    if isinstance(value, time):
        return Plain(f"{value:%H:%M}")
    if isinstance(value, date | float | int):
        return Plain(str(value).removesuffix(".0"))
    if isinstance(value, str) and "\n" in value:
        return Block(value)
    return value


def dump(settings: BaseModel) -> str:
    """YAML in the file's own notation, every default filled in; it loads to the same settings."""
    written: str = yaml.dump(
        as_written(settings), Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=WIDTH
    )
    return written


def differences(before: BaseModel, after: BaseModel) -> list[tuple[Place, str]]:
    """(place, a readable line) of everything that differs: `rules.returns: 2 → 3`."""
    return list(_compare((), "", as_written(before), as_written(after)))


def _compare(place: Place, name: str, before: Any, after: Any) -> Any:
    if before == after:
        return
    if isinstance(before, dict) and isinstance(after, dict):
        for key in dict.fromkeys((*before, *after)):
            inner = f"{name}.{key}" if name else str(key)
            yield from _compare((*place, key), inner, before.get(key), after.get(key))
    elif _has_ids(before) and _has_ids(after):
        yield from _items(place, name, _by_id(before), _by_id(after))
    else:
        yield place, f"{name}: {_short(before)} → {_short(after)}"


def _items(place: Place, name: str, before: dict[str, Any], after: dict[str, Any]) -> Any:
    for id in dict.fromkeys((*before, *after)):
        yield from _compare((*place, id), f"{name}[{id}]", before.get(id), after.get(id))
    kept = [id for id in before if id in after], [id for id in after if id in before]
    if kept[0] != kept[1]:
        yield place, f"{name}: {', '.join(kept[0])} → {', '.join(kept[1])}"


def _has_ids(value: Any) -> bool:
    return isinstance(value, list) and all(
        isinstance(item, dict) and "id" in item for item in value
    )


def _by_id(items: list[dict[str, Any]]) -> dict[str, Any]:
    return {str(item["id"]): item for item in items}


def _short(value: Any) -> str:
    """One value in one line, without what nobody has written."""
    if value is None or value in ("", []):
        return NOTHING
    if isinstance(value, list):
        return "[" + ", ".join(map(_short, value)) + "]"
    if isinstance(value, dict):
        given = {key: item for key, item in value.items() if item not in (None, "", [])}
        return "{" + ", ".join(f"{key}: {_short(item)}" for key, item in given.items()) + "}"
    return " ".join(str(value).split())


class _Dumper(yaml.SafeDumper):
    """Lists and mappings of single values stand in one line, as in the shipped file."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _plain(dumper: yaml.SafeDumper, data: Plain) -> yaml.Node:
    # The tag that the plain text would have by itself: then no quotes are put around it.
    tag = dumper.resolve(yaml.ScalarNode, str(data), (True, False))  # type: ignore[no-untyped-call]
    return dumper.represent_scalar(tag, str(data))


def _block(dumper: yaml.SafeDumper, data: Block) -> yaml.Node:
    return dumper.represent_scalar("tag:yaml.org,2002:str", str(data), style="|")


def _none(dumper: yaml.SafeDumper, _data: None) -> yaml.Node:
    return dumper.represent_scalar("tag:yaml.org,2002:null", "")


def _list(dumper: yaml.SafeDumper, data: list[Any]) -> yaml.Node:
    flow = not any(isinstance(item, dict) for item in data)
    return dumper.represent_sequence("tag:yaml.org,2002:seq", data, flow_style=flow)


def _mapping(dumper: yaml.SafeDumper, data: dict[str, Any]) -> yaml.Node:
    flow = set(data) == {"vi", "en"} and all(
        isinstance(value, str) and not isinstance(value, Block) for value in data.values()
    )
    flow = flow and sum(map(len, data.values())) < WIDTH - 30
    return dumper.represent_mapping("tag:yaml.org,2002:map", data, flow_style=flow)


_Dumper.add_representer(Plain, _plain)
_Dumper.add_representer(Block, _block)
_Dumper.add_representer(type(None), _none)
_Dumper.add_representer(list, _list)
_Dumper.add_representer(dict, _mapping)
