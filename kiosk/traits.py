"""What a printer was found to answer, and how it takes a picture. JSON, to be remembered."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict

Fence = Literal["unknown", "ident", "sensor", "none"]
Raster = Literal["raster", "column"]


class Traits(BaseModel):
    """`status`: it answers DLE EOT. `fence`: what it says when a slip is printed.

    `none` without `status` is a printer that says nothing at all and was seen to print all the
    same; of one that nobody has seen printing the fence is `unknown`. `raster`: `GS v 0`, or for
    a printer that does not know it columns by `ESC *`.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    status: bool = False
    fence: Fence = "unknown"
    raster: Raster = "raster"
