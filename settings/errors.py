"""What the schema refuses, said in sentences."""

from __future__ import annotations

import re
from typing import get_args

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo

from settings.said import Allowed, Said
from settings.text import Place, Written, did_you_mean, shorten

_PATTERNS = {
    r"^[a-z0-9][a-z0-9-]{0,39}$": Said(
        "chữ thường a–z, số và dấu gạch nối, ví dụ ho-tich",
        "small letters a–z, digits and hyphens, such as ho-tich",
    ),
    r"^[A-Z]$": Said("một chữ cái hoa A–Z", "one capital letter A–Z"),
    r"^[0-9+][0-9 .()-]{1,24}$": Said("số điện thoại", "a telephone number"),
    r"^[a-z]{2,3}$": Said(
        "mã ngôn ngữ có hai hoặc ba chữ cái, ví dụ vi, en hoặc km",
        "a language's code of two or three letters, such as vi, en or km",
    ),
    r"^[0-9a-fA-F]{4}:[0-9a-fA-F]{4}$": Said(
        "mã hãng và mã máy, ví dụ 0416:5011",
        "a vendor's and a product's number, such as 0416:5011",
    ),
    r"^[A-Za-z0-9._-]{1,20}$": Said(
        "chữ cái không dấu, số, dấu chấm và gạch nối, nhiều nhất 20 ký tự",
        "letters, digits, dots and hyphens, at most 20",
    ),
}
_ALLOWED = {
    "int": Said("số nguyên", "a whole number"),
    "float": Said("số", "a number"),
    "bool": Said("một trong các từ yes, no", "one of yes, no"),
    "string": Said("lời văn", "text"),
    "tuple": Said("danh sách, ví dụ [a, b]", "a list, such as [a, b]"),
    "model": Said("các khóa có giá trị ở dưới", "keys with values under it"),
    "dict": Said(
        "các tên có giá trị, ví dụ {km: ភាសាខ្មែរ}", "names with values, such as {km: ភាសាខ្មែរ}"
    ),
}
_BOUNDS = {
    "too_short": (("danh sách ít nhất {} mục", "a list of at least {}"), "min_length"),
    "too_long": (("danh sách nhiều nhất {} mục", "a list of at most {}"), "max_length"),
    "string_too_short": (("ít nhất {} ký tự", "at least {} character"), "min_length"),
    "string_too_long": (("nhiều nhất {} ký tự", "at most {} characters"), "max_length"),
}
_ONE_OF = Said("một trong các từ ", "one of ")
_OR = Said(" hoặc ", " or ")
_YES_NO = {"có": "yes", "co": "yes", "không": "no", "khong": "no"}


def fields(model: type[BaseModel]) -> dict[str, FieldInfo]:
    """The keys that `model` knows, as they are written in the file."""
    return {field.alias or name: field for name, field in model.model_fields.items()}


def model_at(model: type[BaseModel], place: Place) -> type[BaseModel] | None:
    """The model that describes what stands at `place`; None for a plain value."""
    found: type[BaseModel] | None = model
    for step in place:
        if isinstance(step, str):
            field = fields(found).get(step) if found else None
            found = _model_in(field.annotation) if field else None
    return found


def _model_in(annotation: object) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    inner = (_model_in(part) for part in get_args(annotation))
    return next((model for model in inner if model), None)


def note_schema(written: Written, fault: ValidationError, model: type[BaseModel]) -> None:
    """Add a sentence for every error of Pydantic; the branches of a choice become one."""
    found: dict[Place, list[Said]] = {}
    for error in fault.errors(include_url=False):
        kind = error["type"]
        place = _place(written, error["loc"], kind)
        if kind == "missing":
            if written.is_written(place):
                written.tell(place, "{name} đang trống.", "{name} is empty.")
            else:
                written.tell(place, "thiếu {name}.", "{name} is missing.")
        elif kind == "extra_forbidden":
            _note_unknown(written, place, model)
        else:
            out_of_range = kind in ("greater_than_equal", "less_than_equal")
            allowed = _range(place, model) if out_of_range else _allowed(kind, error.get("ctx", {}))
            found.setdefault(place, []).append(allowed)
    around = {place[:end] for place in found for end in range(len(place))}
    for place, choices in found.items():
        if place not in around:
            _note_value(written, place, choices, model_at(model, place))


def note_empty(written: Written, model: type[BaseModel]) -> None:
    """Add the unknown keys with nothing after them, which the schema never sees."""
    for place in written.empty():
        parent = model_at(model, place[:-1])
        if parent and isinstance(place[-1], str) and place[-1] not in fields(parent):
            _note_unknown(written, place, model)


def _place(written: Written, location: Place, kind: str) -> Place:
    """Where in the file an error is; Pydantic's names of a choice's branches are left out."""
    place: Place = ()
    for step in location:
        if written.at((*place, step)) is not None:
            place = (*place, step)
    return (*place, location[-1]) if kind == "missing" else place


def _note_unknown(written: Written, place: Place, model: type[BaseModel]) -> None:
    parent = model_at(model, place[:-1])
    note_unknown(written, place, list(fields(parent)) if parent else [])


def note_unknown(written: Written, place: Place, known: list[str]) -> None:
    name, all_known = written.name(place), ", ".join(known)
    unknown = Said(f"không có khóa {name}.", f"{name} is not known.")
    listed = Said(f" Ở đây có: {all_known}.", f" Known here: {all_known}.")
    written.note(place, unknown.then(did_you_mean(str(place[-1]), known), listed))


def _note_value(
    written: Written, place: Place, allowed: list[Said], wanted: type[BaseModel] | None
) -> None:
    value = shorten(written.at(place))
    listed = [text.english.removeprefix(_ONE_OF.english).split(", ") for text in allowed]
    choices = [word for words in listed for word in words]
    guess = did_you_mean(_YES_NO.get(value.casefold(), value), choices)
    words = allowed[0].then(*(_OR.then(more) for more in allowed[1:]))
    if wanted and words == _ALLOWED["model"]:
        known = f" ({', '.join(fields(wanted))})"
        words = words.then(Said(known, known))
    name = written.name(place)
    told = Said(f'{name} là "{value}", nhưng cần ', f'{name} is "{value}", but must be ')
    written.note(place, told.then(words, Said(".", "."), guess))


def _range(place: Place, model: type[BaseModel]) -> Said:
    """Both ends of what a number may be; Pydantic names only the one that was passed."""
    parent = model_at(model, place[:-1])
    marks = _marks(fields(parent)[str(place[-1])]) if parent else []
    ends = [getattr(mark, end) for end in ("ge", "le") for mark in marks if hasattr(mark, end)]
    return Said(f"từ {ends[0]} đến {ends[-1]}", f"from {ends[0]} to {ends[-1]}")


def _marks(kind: object) -> list[object]:
    """The bounds in an annotation, however deep: Annotated[int, Field(ge=1)] | None."""
    if isinstance(kind, FieldInfo):
        return [*kind.metadata, *_marks(kind.annotation)]
    outer = [mark for part in getattr(kind, "__metadata__", ()) for mark in _marks(part)]
    return outer + [mark for part in get_args(kind) for mark in _marks(part)]


def _allowed(kind: str, context: dict[str, object]) -> Said:
    """What may be written, to stand after "must be"."""
    if kind == "value_error":
        refused = context["error"]
        assert isinstance(refused, Allowed)
        return refused.said
    if kind == "literal_error":
        choices = re.findall(r"\w+", str(context["expected"]).replace(" or ", " "))
        words = Said(", ".join(choices), ", ".join(choices))
        return _ONE_OF.then(words) if len(choices) > 1 else words
    if kind == "string_pattern_mismatch":
        return _PATTERNS[str(context["pattern"])]
    if kind in _BOUNDS:
        (vietnamese, english), bound = _BOUNDS[kind]
        return Said(vietnamese.format(context[bound]), english.format(context[bound]))
    return _ALLOWED[kind.partition("_")[0]]
