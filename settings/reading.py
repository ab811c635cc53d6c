"""YAML read as it is written: every scalar is text, every place knows its line."""

from __future__ import annotations

import unicodedata
from typing import Any

import yaml

from settings.said import Said
from settings.text import Place, Tree, Written, shorten

DEEPEST = 12
_REFUSED = "refused"
_ELSEWHERE = "elsewhere"
"""The tag of what points to another place; its value is the name of that place."""
_IMPOSSIBLE = Said("ở đây có ký tự không thể có", "an impossible character is written here")
_TOO_DEEP = Said(
    f"danh sách và khóa lồng nhau quá {DEEPEST} lớp",
    f"lists and keys stand more than {DEEPEST} deep",
)
_UNTIL = Said(
    ". Sửa chỗ này xong mới đọc được phần còn lại.",
    ". Until this is right, the rest cannot be read.",
)
_NO_BREAK = Said(
    "ở đây có dấu cách không ngắt dòng; hãy dùng dấu cách thường",
    "a no-break space stands here; use plain spaces",
)


def read(data: bytes) -> Written:
    """Read a whole file. Never raises for what is in it: see the mistakes of the answer."""
    written = Written()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        line = data.count(b"\n", 0, fault.start) + 1
        said = Said(
            "đây không phải là chữ dạng UTF-8. Hãy lưu lại tệp ở dạng UTF-8.",
            "this is not UTF-8 text. Save the file again as UTF-8.",
        )
        written.note((), said, line)
        return written
    loader = None
    try:
        loader = _Loader(text)
        node = loader.get_single_node()
    except (yaml.YAMLError, ValueError, OverflowError) as fault:
        # ValueError and OverflowError: PyYAML lets them out for escapes such as "\UFFFFFFFF".
        written.note((), *_broken(fault, text))
        node = None
    for number, (line, said) in enumerate(loader.refused if loader else ()):
        written.note((_REFUSED, number), said, line)
    if isinstance(node, yaml.MappingNode):
        written.tree = _mapping(node, (), written)
    elif node is not None:
        written.tell(
            (),
            "tệp phải gồm các khóa có giá trị, như office:, hours:.",
            "the file must hold keys with values, such as office:, hours:.",
        )
    elif not written.lines():
        written.tell(
            (),
            "tệp trống. Hãy chép config.yaml của chương trình rồi sửa.",
            "the file is empty. Copy the config.yaml of the program and change it.",
        )
    return written


class _Loader(yaml.BaseLoader):
    """Composes nodes; what a plain file of settings does not need is refused with its line."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.refused: list[tuple[int, Said]] = []
        self._depth = 0

    def compose_node(self, parent: yaml.Node | None, index: Any) -> yaml.Node | None:
        event: Any = self.peek_event()  # type: ignore[no-untyped-call]
        start: Any = event.start_mark
        line = start.line + 1
        if isinstance(event, yaml.AliasEvent):
            self.get_event()  # type: ignore[no-untyped-call]
            return yaml.ScalarNode(_ELSEWHERE, event.anchor, start, start)
        if event.anchor:
            said = Said(
                f'ở đây không dùng "&{event.anchor}"; hãy bỏ đi.',
                f'"&{event.anchor}" is not used here; leave it out.',
            )
            self.refused.append((line, said))
            event.anchor = None
        if event.tag:
            tag = shorten(event.tag)
            said = Said(f'ở đây không dùng kiểu "{tag}".', f'the tag "{tag}" is not used here.')
            self.refused.append((line, said))
            event.tag = None
        if self._depth == DEEPEST:
            raise yaml.MarkedYAMLError(
                problem=_TOO_DEEP.english,
                problem_mark=event.start_mark,
            )
        self._depth += 1
        node = super().compose_node(parent, index)
        self._depth -= 1
        return node


def _broken(fault: Exception, text: str) -> tuple[Said, int]:
    """A sentence for a file that is no YAML, and the line."""
    mark = getattr(fault, "problem_mark", None) or getattr(fault, "context_mark", None)
    line = mark.line + 1 if mark else 1
    said = getattr(fault, "problem", None) or ""
    problem = Said("viết chưa đúng dạng YAML", said) if said else _IMPOSSIBLE
    if isinstance(fault, yaml.reader.ReaderError):
        line = text.count("\n", 0, fault.position) + 1
        sign = f"U+{fault.character:04X}"
        problem = Said(
            f"tệp này không được có ký tự {sign}",
            f"the character {sign} may not stand in this file",
        )
    there = text.splitlines()[line - 1] if line <= len(text.splitlines()) else ""
    if "\t" in there:
        problem = Said("ở đây có dấu tab; hãy dùng dấu cách", "a tab stands here; use spaces")
    elif "\xa0" in there:
        problem = _NO_BREAK
    elif said == _TOO_DEEP.english:
        problem = _TOO_DEEP
    elif "mapping values" in said:
        problem = Said(
            'ở đây có thêm một dấu ": "; hãy đặt lời trong ngoặc kép, hoặc xuống dòng',
            'a second ": " stands here; put the text in quotes, or start a new line',
        )
    elif "another document" in said:
        problem = Said(
            'ở đây bắt đầu một tài liệu thứ hai; hãy bỏ dòng "---"',
            'a second document begins here; remove the line "---"',
        )
    return problem.then(_UNTIL), line


def _mapping(node: yaml.MappingNode, place: Place, written: Written) -> dict[str, Tree]:
    mapping: dict[str, Tree] = {}
    for key_node, value in node.value:
        line = key_node.start_mark.line + 1
        if not isinstance(key_node, yaml.ScalarNode):
            said = Said(
                "khóa phải là một từ, không phải danh sách hay các khóa.",
                "a key must be one word, not a list or keys.",
            )
            written.note((*place, "?"), said, line)
            continue
        key = unicodedata.normalize("NFC", key_node.value)
        inner = (*place, key)
        if key == "<<":
            said = Said(
                'ở đây không dùng "<<"; hãy viết rõ các khóa.',
                '"<<" is not used here; write the keys out.',
            )
            written.note(inner, said, line)
        elif key_node.tag == _ELSEWHERE:
            written.note(inner, _elsewhere(key), line)
        elif "\xa0" in key:
            written.note(inner, _NO_BREAK.then(Said(".", ".")), line)
        elif written.is_written(inner):
            first, name = written.line(inner), written.name(inner)
            said = Said(
                f"{name} có hai lần, ở dòng {first} và dòng {line}.",
                f"{name} is written twice, in line {first} and line {line}.",
            )
            written.note((*inner, "again"), said, line)
        else:
            written.mark(inner, line)
            if (read_value := _value(value, inner, written)) is not None:
                mapping[key] = read_value
    return mapping


def _value(node: yaml.Node, place: Place, written: Written) -> Tree | None:
    """What a node says; None when nothing is written, or what is written was refused."""
    if isinstance(node, yaml.MappingNode):
        return _mapping(node, place, written)
    if isinstance(node, yaml.SequenceNode):
        items: list[Tree] = []
        for number, item in enumerate(node.value):
            inner = (*place, number)
            written.mark(inner, item.start_mark.line + 1)
            read_item = _value(item, inner, written)
            if read_item is None:
                written.tell(
                    inner,
                    "{name} đang trống; hãy viết hoặc bỏ đi.",
                    "{name} is empty; write it or remove it.",
                )
            items.append("" if read_item is None else read_item)
        return items
    assert isinstance(node, yaml.ScalarNode)
    if node.tag == _ELSEWHERE:
        written.note(place, _elsewhere(node.value))
        return None
    text = unicodedata.normalize("NFC", node.value)
    for sign in text:
        if sign != "\n" and unicodedata.category(sign) in ("Cc", "Cf", "Cs", "Zl", "Zp"):
            written.tell(
                place,
                "{name} có ký tự không nhìn thấy {code}; hãy xóa ký tự ấy.",
                "{name} holds the invisible character {code}; remove it.",
                code=f"U+{ord(sign):04X}",
            )
            break
    return None if not text and node.style is None else text


def _elsewhere(name: str) -> Said:
    return Said(
        f'"*{name}" trỏ đến chỗ khác; hãy viết rõ giá trị ở đây.',
        f'"*{name}" points to another place; write the value out here.',
    )
