"""run.py config: what the settings are, what differs, and how editors are told of them."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from bad_settings import SHIPPED, SMALL
from hall import ROOT, write_config
from jsonschema.exceptions import best_match

import run
from config import Config, load
from settings.schema import explanations, text
from settings.written import differences, dump

SCHEMA = ROOT / "docs" / "config.schema.json"
STRANGE = (
    "yes", "07:30", "2026-01-01", "1e3", "~", "", " x", "{a}", "- b", "# c", "a: b", "0x1F", "'",
    '"', "dòng một\ndòng hai\n", "dòng một\n\n  lùi vào", "*", "null", "12", "Xã – một cửa", "🙂",
)  # fmt: skip


class Editor(yaml.SafeLoader):
    """YAML as editors read it (1.2): 07:30 and yes are texts."""


Editor.yaml_implicit_resolvers = {}
for tag, pattern, first in (
    ("bool", r"true|false", "tf"),
    ("int", r"[-+]?[0-9]+", "-+0123456789"),
    ("float", r"[-+]?[0-9]*\.[0-9]+", "-+.0123456789"),
    ("null", r"null|~|", ["~", "n", ""]),
):
    Editor.add_implicit_resolver(
        f"tag:yaml.org,2002:{tag}", re.compile(f"^(?:{pattern})$"), list(first)
    )


@pytest.fixture(scope="module")
def editor() -> Any:
    schema = json.loads(SCHEMA.read_text("utf-8"))
    jsonschema.Draft7Validator.check_schema(schema)
    return jsonschema.Draft7Validator(schema)


def complaints(editor: Any, written: str) -> list[str]:
    """Where an editor would underline the file first; [] for a right one."""
    error = best_match(editor.iter_errors(yaml.load(written, Editor)))
    return [".".join(map(str, error.absolute_path))] if error else []


def again(folder: Path, config: Config) -> Config:
    file = folder / "again.yaml"
    file.write_text(dump(config), "utf-8")
    return load(file)


def test_what_show_prints_is_the_same_settings_again(tmp_path: Path, shipped: Config) -> None:
    assert again(tmp_path, shipped) == shipped
    small = tmp_path / "small.yaml"
    small.write_text(SMALL, "utf-8")
    assert again(tmp_path, load(small)) == load(small)


def test_words_of_every_kind_are_the_same_again(tmp_path: Path, shipped: Config) -> None:
    for words in STRANGE:
        name = shipped.office.name.model_copy(update={"vi": "a" + words, "en": words})
        wifi = shipped.office.wifi and shipped.office.wifi.model_copy(update={"password": words})
        office = shipped.office.model_copy(update={"name": name, "wifi": wifi})
        config = shipped.model_copy(update={"office": office})
        assert again(tmp_path, config) == config, words


def test_show_fills_in_every_default(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    small = tmp_path / "small.yaml"
    small.write_text(SMALL, "utf-8")
    assert run.main(["config", "show", "--config", str(small)]) == 0
    shown = yaml.load(capsys.readouterr().out, yaml.BaseLoader)
    assert shown["rules"]["flow"] == "one_press"
    assert shown["rules"]["close_latest"] == "23:59"
    assert shown["services"][0]["retired"] == "no"
    assert shown["hours"]["mon"] == ["07:30-11:30"]
    assert shown["counters"][1]["also"] == "all"
    assert shown["web"]["limits"]["connections"] == "64"
    assert shown["web"]["limits"]["stranger"] == "240"
    assert shown["reasons"][0]["for"][0] == "pause"


def test_midnight_is_written_as_the_end_of_the_day(tmp_path: Path, shipped: Config) -> None:
    file = write_config(tmp_path / "c.yaml", {"hours.mon": ["00:00-24:00"]})
    assert "00:00-24:00" in dump(load(file))
    assert again(tmp_path, load(file)) == load(file)


def test_show_tells_the_mistakes_of_a_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "c.yaml"
    file.write_text(SMALL + "nonsense: 1\n", "utf-8")
    with pytest.raises(SystemExit) as ended:
        run.main(["config", "show", "--config", str(file)])
    assert ended.value.code == 2
    assert f"line {SMALL.count(chr(10)) + 1}: nonsense" in capsys.readouterr().err


def test_diff_says_what_the_offices_file_has_otherwise(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = tmp_path / "data"
    data.mkdir()
    write_config(data / "config.yaml", {"services.0.minutes": "10", "counters.6.opens": "09:00"})
    assert run.main(["config", "diff", "--data", str(data)]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "services[chung-thuc].minutes: 8 → 10",
        "counters[7].opens: – → 09:00",
        "web.hosts: – → [goiso.test]",
    ]


def test_what_is_added_taken_away_and_moved_is_told_by_its_id(shipped: Config) -> None:
    first, second, *others = shipped.services
    moved = shipped.model_copy(update={"services": (second, first, *others[1:])})
    lines = [line for _, line in differences(shipped, moved)]
    assert lines[0].startswith("services[dat-dai]: {id: dat-dai, letter: C, ")
    assert lines[0].endswith(" → –")
    assert lines[1].startswith("services: chung-thuc, ho-tich, ho-kinh-doanh")
    assert len(lines) == 2
    assert differences(shipped, shipped) == []


def test_the_schema_in_docs_is_that_of_the_program() -> None:
    assert SCHEMA.read_text("utf-8") == text(Config, SHIPPED.read_text("utf-8")), (
        "python3 run.py config schema > docs/config.schema.json"
    )


def test_the_first_line_of_the_shipped_file_names_the_schema() -> None:
    first = SHIPPED.read_text("utf-8").splitlines()[0]
    named = re.fullmatch(r"# yaml-language-server: \$schema=(.+)", first)
    assert named and (SHIPPED.parent / named[1]).samefile(SCHEMA)


def test_an_editor_has_nothing_to_say_against_right_files(editor: Any, shipped: Config) -> None:
    assert complaints(editor, SHIPPED.read_text("utf-8")) == []
    assert complaints(editor, dump(shipped)) == []
    assert complaints(editor, SMALL) == []


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ("mon: [07:30-11:30]", "mon: [0730-1130]", "hours.mon.0"),
        ("mon: [07:30-11:30]", "mon: [07:30 to 11:30]", "hours.mon.0"),
        ("sound: yes", "sound: maybe", "displays.0.sound"),
        ("also: all", "also: every", "counters.1.also"),
        ("letter: B", "letter: BB", "services.1.letter"),
        ("letter: B,", "letter: B, lettre: C,", "services.1"),
        ("flow: one_press", "flow: two_press", "rules.flow"),
        ("flow: one_press", "returns: many", "rules.returns"),
        ("for: [pause,", "for: [rest,", "reasons.0.for.0"),
        ("zone: hall, sound", "zone:, sound", "displays.0.zone"),
    ],
)
def test_an_editor_underlines_what_the_office_would_refuse(
    editor: Any, old: str, new: str, place: str
) -> None:
    assert SMALL.count(old) == 1
    assert complaints(editor, SMALL.replace(old, new)) == [place]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("sound: yes", "sound: off"),
        ("sound: yes", "sound: true"),
        ("sound: yes", "sound:"),
        ("vi: Xã Hòa An", "vi: 2026"),
        ("mon: [07:30-11:30]", "mon: [7:30–11:30, 13:00 - 24:00]"),
        ("flow: one_press", "close_latest:"),
        ("consent: {version: 1,", 'consent: {version: "1.0",'),
    ],
)
def test_an_editor_takes_what_the_office_takes(
    editor: Any, tmp_path: Path, old: str, new: str
) -> None:
    file = tmp_path / "c.yaml"
    file.write_text(SMALL.replace(old, new), "utf-8")
    load(file)
    assert complaints(editor, file.read_text("utf-8")) == []


def test_every_key_is_explained_to_editors_in_the_words_of_the_file() -> None:
    schema = json.loads(SCHEMA.read_text("utf-8"))
    explained = explanations(SHIPPED.read_text("utf-8"))
    assert explained["rules", "returns"].startswith("số lần được quay lại")
    rules = schema["definitions"]["RulesAsWritten"]["properties"]
    assert rules["returns"]["description"] == explained["rules", "returns"]
    assert schema["definitions"]["Slots"]["properties"]["places"]["description"]
    silent = {
        f"{model}.{key}"
        for model, node in schema["definitions"].items()
        if model != "Words"
        for key, about in node["properties"].items()
        if "description" not in about
    }
    assert silent == set()
