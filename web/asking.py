"""What is asked: the validated body of a POST."""

from __future__ import annotations

import unicodedata
from typing import Annotated, Any, TypeVar

from flask import request
from pydantic import AfterValidator, BaseModel, ConfigDict, StringConstraints, ValidationError

from office.errors import Refused


class Body(BaseModel):
    """A POST's JSON. Unknown fields are refused, so that a misspelt one is not lost silently."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True, frozen=True)


def clean(text: str) -> str:
    """NFC, no control, format or bidi characters, single blanks."""
    text = unicodedata.normalize("NFC", text)
    kept = "".join(c if unicodedata.category(c)[0] not in "CZ" else " " for c in text)
    return " ".join(kept.split())


Line = Annotated[str, StringConstraints(max_length=200), AfterValidator(clean)]
"""One typed line, at most 200 characters, cleaned."""

Named = Annotated[Line, StringConstraints(min_length=1)]
"""One that says something."""

B = TypeVar("B", bound=BaseModel)


def body(model: type[B]) -> B:
    """The request's JSON as `model`. Raises `Refused("bad_value", fields=[…])`."""
    try:
        found: Any = request.get_json(silent=True)
    except RecursionError:
        found = None
    if not isinstance(found, dict):
        raise Refused("bad_value", fields=[])
    try:
        return model.model_validate(found)
    except ValidationError as mistakes:
        fields = sorted({str(m["loc"][0]) for m in mistakes.errors() if m["loc"]})
        raise Refused("bad_value", fields=fields) from None
