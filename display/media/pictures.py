"""A picture decoded, turned upright, made small enough and written anew: nothing else is kept."""

from __future__ import annotations

import io
import warnings
from contextlib import suppress
from pathlib import Path

from PIL import Image, ImageCms, ImageOps

from display.media.unfit import Unfit

WIDEST, HIGHEST = 3840, 2160
NARROWEST = 320
MOST_DOTS = 50_000_000
QUALITY = 90
LARGEST_PNG = 4_000_000
FORMATS = {"jpeg": "JPEG", "png": "PNG", "webp": "WEBP", "gif": "GIF"}


def clean(kind: str, file: Path, room: Path) -> tuple[Path, int, int]:
    """(the new file, its width, its height). Raises Unfit."""
    warnings.simplefilter("error", Image.DecompressionBombWarning)
    Image.MAX_IMAGE_PIXELS = MOST_DOTS
    try:
        with Image.open(file, formats=[FORMATS[kind]]) as image:
            if image.width * image.height > MOST_DOTS:
                raise Unfit("many_dots", width=image.width, height=image.height)
            if kind != "jpeg" and getattr(image, "n_frames", 1) > 1:
                raise Unfit("animated")
            if kind == "jpeg":
                # Decoded at a half or less where that is still large enough.
                image.draft(None, (WIDEST, HIGHEST))
            image.load()
            upright = ImageOps.exif_transpose(image)
            return write(_plain(upright), room / "1", lossless=kind in ("png", "gif"))
    except Image.DecompressionBombError:
        raise Unfit("many_dots", width=0, height=0) from None
    except (Image.DecompressionBombWarning, MemoryError):
        raise Unfit("many_dots", width=0, height=0) from None
    except (OSError, ValueError, SyntaxError, ArithmeticError, LookupError, TypeError):
        raise Unfit("broken_picture") from None


def write(image: Image.Image, stem: Path, *, lossless: bool) -> tuple[Path, int, int]:
    """`image` is RGB or RGBA. Letters of a drawing stay sharp where that does not cost much.
    Raises Unfit where it is too small.
    """
    if image.width < NARROWEST:
        raise Unfit("small", width=image.width, height=image.height, narrowest=NARROWEST)
    image.thumbnail((WIDEST, HIGHEST), Image.Resampling.LANCZOS)
    # A fresh picture carries no metadata that an encoder would pass on.
    bare = Image.new(image.mode, image.size)
    bare.paste(image)
    if image.mode == "RGBA" or lossless:
        out = io.BytesIO()
        bare.save(out, "PNG")
        if image.mode == "RGBA" or out.tell() <= LARGEST_PNG:
            file = stem.with_suffix(".png")
            file.write_bytes(out.getvalue())
            return file, *bare.size
    file = stem.with_suffix(".jpg")
    bare.save(file, "JPEG", quality=QUALITY, subsampling=0)
    return file, *bare.size


def _plain(image: Image.Image) -> Image.Image:
    """RGB in the colours of the screens, RGBA where it lets something through."""
    profile = image.info.get("icc_profile")
    if image.mode.startswith("I;16"):
        image = image.point(lambda value: value / 256).convert("L")
    clear = image.has_transparency_data
    if profile and image.mode in ("RGB", "RGBA", "CMYK"):
        with suppress(ImageCms.PyCMSError, OSError, ValueError):
            given = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            mode = "RGBA" if image.mode == "RGBA" else "RGB"
            found = ImageCms.profileToProfile(
                image, given, ImageCms.createProfile("sRGB"), outputMode=mode
            )
            image = found if found is not None else image
    plain = image.convert("RGBA" if clear else "RGB")
    if clear and plain.getchannel("A").getextrema() == (255, 255):
        return plain.convert("RGB")
    return plain
