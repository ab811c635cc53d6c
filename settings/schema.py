"""The file as an editor is told of it: JSON Schema (draft 7) with the comments of config.yaml."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel

Node = dict[str, Any]
Path = tuple[str, ...]

DRAFT = "http://json-schema.org/draft-07/schema#"
YES_NO = [True, False, "yes", "no", "on", "off"]
# What YAML takes for a number is a text for the office, which reads every value as written.
TEXT = ["string", "number", "boolean"]
DIGITS = "2026"
ENTRY = re.compile(r"( *)# (  )?([\w.]+) – (.*)")
MORE = re.compile(r" *# +(\S.*)")
KEY = re.compile(r"( *)(?:- )?(\w+):")


def text(model: type[BaseModel], explained: str) -> str:
    """The schema of `model`; `explained` is the shipped file, whose comments it repeats."""
    schema = model.model_json_schema(ref_template="#/definitions/{model}")
    schema["definitions"] = schema.pop("$defs")
    for node in list(_nodes(schema)):
        _as_written(node)
    for model_node in schema["definitions"].values():
        model_node.pop("description", None)
    for path, words in explanations(explained).items():
        _describe(schema, path, words)
    del schema["description"]
    schema = {"$schema": DRAFT, "title": "Gọi Số", **schema}
    return json.dumps(schema, ensure_ascii=False, indent=1) + "\n"


def explanations(file: str) -> dict[Path, str]:
    """{path of a key: the comment on it}; keys of a list's items stand right under its name."""
    found: dict[Path, str] = {}
    section = ""
    last: Path = ()
    above: list[tuple[int, str]] = []
    for line in file.splitlines():
        if entry := ENTRY.fullmatch(line):
            margin, deeper, name, words = len(entry[1]), entry[2], entry[3], entry[4]
            if margin == 0 and not deeper:
                section, last = name, (name,)
            elif margin == 0:
                last = (section, *name.split("."))
            else:
                last = (*(key for depth, key in above if depth < margin), name)
            found[last] = words
        elif last and (more := MORE.fullmatch(line)):
            found[last] += f" {more[1]}"
        elif key := KEY.match(line):
            last = ()
            above = [(depth, name) for depth, name in above if depth < len(key[1])]
            above.append((len(key[1]), key[2]))
        else:
            last = ()
    return {path: " ".join(words.split()) for path, words in found.items()}


def _nodes(value: Any) -> Iterator[Node]:
    """Every schema within, the outer ones last."""
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    for each in inner:
        yield from _nodes(each)
    if isinstance(value, dict):
        yield value


def _as_written(node: Node) -> None:
    """What Python makes of a value is put back to how it stands in the file."""
    if isinstance(node.get("title"), str):
        del node["title"]
    if node.get("type") == "boolean":
        del node["type"]
        node["enum"] = YES_NO
    elif node.get("type") == "string" and "enum" not in node and "const" not in node:
        pattern = node.get("pattern")
        if pattern is None or (re.search(pattern, DIGITS) and ":" not in pattern):
            node["type"] = TEXT
    if "default" in node:
        _default(node)
    if isinstance(node.get("properties"), dict):
        needed = node.get("required", [])
        node["properties"] = {
            key: inner if key in needed else _or_empty(inner)
            for key, inner in node["properties"].items()
        }


def _default(node: Node) -> None:
    default = node["default"]
    if isinstance(default, bool):
        node["default"] = "yes" if default else "no"
    elif isinstance(default, str) and re.fullmatch(r"\d\d:\d\d:00", default):
        node["default"] = default[:-3]
    elif default is None or isinstance(default, dict):
        # The comment says it better.
        del node["default"]


def _or_empty(node: Node) -> Node:
    """A key with nothing after it has its default."""
    if "enum" in node or "const" in node:
        return {
            key: value for key, value in node.items() if key not in ("enum", "const", "type")
        } | {"enum": [*node.get("enum", [node.get("const")]), None]}
    if "type" in node:
        kinds = node["type"] if isinstance(node["type"], list) else [node["type"]]
        return node | {"type": [*kinds, "null"]}
    about: Node = {key: node.pop(key) for key in ("default", "description") if key in node}
    choices: list[Node] = node.pop("anyOf", None) or [node]
    empty: Node = {"type": "null"}
    return about | {"anyOf": [*(each for each in choices if each != empty), empty]}


def _describe(schema: Node, path: Path, words: str) -> None:
    """Put the words on the key at `path`; what is described alike keeps its first words."""
    node = schema
    for end, key in enumerate(path, 1):
        node = _model(schema, node)
        if key not in node.get("properties", {}):
            return
        if end == len(path):
            if "$ref" in node["properties"][key]:
                # Beside a reference nothing else counts.
                node["properties"][key] = {"allOf": [node["properties"][key]]}
            node["properties"][key].setdefault("description", words)
        node = node["properties"][key]


def _model(schema: Node, node: Node) -> Node:
    """The mapping that stands here, in a list, or in a choice."""
    for each in (node, *node.get("anyOf", ()), *node.get("allOf", ())):
        inner = each.get("items", each)
        if "$ref" in inner:
            found: Node = schema["definitions"][inner["$ref"].rpartition("/")[2]]
            return found
    return node
