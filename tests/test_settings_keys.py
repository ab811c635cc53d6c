"""Every key of config.yaml is explained in the file, and nothing else is."""

from __future__ import annotations

import re
from typing import get_args

from bad_settings import SHIPPED
from pydantic import BaseModel

from config import Config
from office.ward import Span, Words
from settings.errors import fields


def sections() -> dict[str, str]:
    """The file by its top keys; each with the comment above it."""
    parts = re.split(r"^# (\w+) – ", SHIPPED.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return {name: f"# {name} – {rest}" for name, rest in zip(parts[1::2], parts[2::2], strict=True)}


def keys_of(kind: object, seen: set[object]) -> list[str]:
    """Dotted paths of all keys under `kind`. What is described alike is listed once."""
    if not (isinstance(kind, type) and issubclass(kind, BaseModel)):
        return [path for part in get_args(kind) for path in keys_of(part, seen)]
    if kind in seen or kind in (Words, Span):
        return []
    seen.add(kind)
    inner = {key: keys_of(field.annotation, seen) for key, field in fields(kind).items()}
    return [path for key, paths in inner.items() for path in (key, *(f"{key}.{p}" for p in paths))]


def explained(section: str) -> set[tuple[int, str]]:
    """(depth, key): keys of a list are explained at its head, all others right above them."""
    head = section[: re.search(r"^\w+:", section, re.MULTILINE).end()]  # type: ignore[union-attr]
    listed = re.findall(r"^#   (?:(\w+)\.)?(\w+) – \S", head, re.MULTILINE)
    above = re.findall(r"^( +)# (\w+) – \S.*\n(?:\1#  .*\n)*\1(\w+):", section, re.MULTILINE)
    found = {(2 if outer else 1, key) for outer, key in listed}
    return found | {(len(margin) // 2, key) for margin, key, below in above if key == below}


def test_every_section_is_explained_in_the_order_of_the_schema() -> None:
    assert list(sections()) == list(Config.model_fields)


def test_every_key_is_explained_above_it_and_no_other() -> None:
    texts, seen = sections(), set[object]()
    for name, field in Config.model_fields.items():
        paths = keys_of(field.annotation, seen)
        keys = {(path.count(".") + 1, path.rpartition(".")[2]) for path in paths}
        assert (name, keys) == (name, explained(texts[name]))


def test_every_explanation_has_vietnamese_and_english() -> None:
    text = SHIPPED.read_text(encoding="utf-8")
    comments = re.findall(
        r"^ *# +[\w.]+ – .*\n(?: *#  .*\n)*?(?= *# +[\w.]+ – | *[^ #])", text, re.M
    )
    assert len(comments) > 100
    assert [comment for comment in comments if " | " not in comment] == []
