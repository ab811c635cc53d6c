"""The office's logo on its slips: what is printed of it, and what is said when it cannot be."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from PIL import Image, ImageDraw
from slips import emblem

from commands import checks
from commands.checks import Place
from config import Config
from kiosk import logo
from kiosk.logo import HIGH, WIDE, LogoUnreadable
from kiosk.slip import Picture
from settings.slip import SlipTexts


def place(data: Path, shipped: Config, name: str | None) -> Place:
    return Place(data, shipped.model_copy(update={"slip": SlipTexts(logo=name)}))


def dots(picture: Picture) -> Image.Image:
    height = len(picture.data) // -(-picture.width // 8)
    return Image.frombytes("1", (picture.width, height), picture.data)


@pytest.mark.parametrize(("name", "mode"), [("a.png", "RGBA"), ("a.png", "RGB"), ("a.jpg", "RGB")])
def test_a_coloured_logo_becomes_black_on_the_paper(tmp_path: Path, name: str, mode: str) -> None:
    emblem(mode=mode).save(tmp_path / name)
    image = dots(logo.read(tmp_path / name))
    assert image.size == (HIGH, HIGH)
    assert image.getpixel((HIGH // 2, 4)) == 0
    assert image.getpixel((int(HIGH * 0.42), int(HIGH * 0.42))) == 255
    assert image.getpixel((1, 1)) == 255


@pytest.mark.parametrize("size", [(2000, 100), (100, 2000), (1600, 900), (40, 40)])
def test_a_logo_keeps_its_shape_within_its_place_and_is_never_enlarged(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    Image.new("L", size, 0).save(tmp_path / "a.png")
    image = dots(logo.read(tmp_path / "a.png"))
    assert image.width <= min(WIDE, size[0])
    assert image.height <= min(HIGH, size[1])
    assert image.width / image.height == pytest.approx(size[0] / size[1], rel=0.2)


def test_a_photograph_keeps_its_greys_as_dots(tmp_path: Path) -> None:
    Image.radial_gradient("L").resize((300, 300)).save(tmp_path / "a.jpg")
    data = dots(logo.read(tmp_path / "a.jpg")).convert("L").tobytes()
    changes = sum(one != other for one, other in pairwise(data))
    assert changes > len(data) // 10


def test_a_pale_logo_does_not_vanish(tmp_path: Path) -> None:
    image = Image.new("L", (200, 200), 255)
    ImageDraw.Draw(image).ellipse((20, 20, 180, 180), fill=190)
    image.save(tmp_path / "a.png")
    assert dots(logo.read(tmp_path / "a.png")).getpixel((HIGH // 2, HIGH // 2)) == 0


def bad_logos(folder: Path) -> dict[str, Path]:
    files = {name: folder / f"{name}.png" for name in ("none", "text", "half", "white", "large")}
    files["text"].write_text("đây không phải là ảnh", "utf-8")
    emblem().save(files["half"])
    files["half"].write_bytes(files["half"].read_bytes()[:900])
    Image.new("L", (50, 50), 255).save(files["white"])
    Image.new("1", (4000, 4000), 0).save(files["large"])
    emblem().save(folder / "other.gif")
    return {**files, "folder": folder, "other": folder / "other.gif"}


@pytest.mark.parametrize("which", ["none", "text", "half", "white", "large", "folder", "other"])
def test_what_cannot_be_printed_is_said_and_slips_go_without_it(
    tmp_path: Path, shipped: Config, caplog: pytest.LogCaptureFixture, which: str
) -> None:
    file = bad_logos(tmp_path)[which]
    with pytest.raises(LogoUnreadable) as reason:
        logo.read(file)
    assert str(file) in reason.value.vietnamese
    [line] = checks.logo(place(tmp_path, shipped, str(file)))
    assert (line.state, line.vietnamese) == ("fail", reason.value.vietnamese)
    assert logo.found(str(file), tmp_path) is None
    assert "slips are printed without it" in caplog.text


def test_a_logo_lies_in_the_data_folder(tmp_path: Path, shipped: Config) -> None:
    emblem().save(tmp_path / "logo.png")
    assert logo.found("logo.png", tmp_path) == logo.read(tmp_path / "logo.png")
    assert logo.found(None, tmp_path) is None
    [line] = checks.logo(place(tmp_path, shipped, "logo.png"))
    assert line.state == "ok"
    assert checks.logo(place(tmp_path, shipped, None)) == []
