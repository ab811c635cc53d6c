"""The office's settings: what the shipped ward says, and what a mistake is answered with."""

from __future__ import annotations

import re
from datetime import date, time
from pathlib import Path

import pytest
from bad_settings import SHIPPED, SMALL, mistakes, spoiled
from pydantic import BaseModel

from config import NOT_ALOUD, Config, ConfigMistakes, RulesAsWritten, load
from office.ward import Span, Words


@pytest.fixture(scope="module")
def ward() -> Config:
    return load(SHIPPED)


def test_the_shipped_ward_has_the_counters_of_the_reference_ward(ward: Config) -> None:
    letters = {service.id: service.letter for service in ward.services}

    def of(counter: int) -> tuple[str, str]:
        desk = ward.counters[counter - 1]
        also = desk.also if desk.also != "all" else letters
        own = "".join(letters[service] for service in desk.services)
        return own, "".join(letters[service] for service in also)

    assert [of(counter) for counter in (1, 5, 6, 7, 8)] == [
        ("A", "R"), ("A", "R"), ("B", "G"), ("C", ""), ("DE", "G"),
    ]  # fmt: skip
    assert of(9) == ("RG", "ABCDEGR")
    assert len(ward.counters) == 9


def test_the_shipped_ward_is_open_on_weekdays_and_on_saturday_morning(ward: Config) -> None:
    hours = ward.ward().hours
    morning, afternoon = (
        Span(start=time(7, 30), end=time(11, 30)),
        Span(start=time(13), end=time(17)),
    )
    assert hours.on(date(2026, 3, 10)) == (morning, afternoon)
    assert hours.on(date(2026, 3, 14)) == (morning,)
    assert hours.on(date(2026, 3, 15)) == ()
    assert hours.on(date(2026, 9, 2)) == ()


def test_results_are_a_short_service_of_their_own(ward: Config) -> None:
    results = ward.services[-1]
    assert (results.letter, results.result, results.minutes) == ("R", True, 3)


def test_the_rules_shipped_are_the_defaults_they_are_said_to_be(ward: Config) -> None:
    assert ward.rules == RulesAsWritten()


def test_the_shipped_ward_runs_without_any_hardware(ward: Config) -> None:
    assert [printer.type for printer in ward.printers] == ["dummy"]
    assert ward.zones[0].speaker == "display"


def test_every_word_for_people_is_there_in_both_languages(ward: Config) -> None:
    def words(part: object) -> list[Words]:
        if isinstance(part, Words):
            return [part]
        inner = part if isinstance(part, tuple) else ()
        values = [value for _, value in part] if isinstance(part, BaseModel) else inner
        return [found for value in values for found in words(value)]

    assert len(words(ward)) > 40
    assert [word.vi for word in words(ward) if not word.en] == []


def test_the_consent_has_a_heading_and_two_paragraphs(ward: Config) -> None:
    assert [len(text.split("\n")) for text in (ward.consent.text.vi, ward.consent.text.en)] == [
        3,
        3,
    ]


def test_the_words_shipped_as_not_called_are_those_of_a_file_without_any(
    ward: Config, tmp_path: Path
) -> None:
    assert ward.consent.not_aloud == ward.ward().not_aloud == NOT_ALOUD
    file = tmp_path / "config.yaml"
    for written, words in (("", NOT_ALOUD), ("not_aloud: ,", NOT_ALOUD), ("not_aloud: [],", ())):
        file.write_text(spoiled("{version: 1,", f"{{{written} version: 1,"), encoding="utf-8")
        assert load(file).ward().not_aloud == words


def test_a_demo_is_always_open(ward: Config) -> None:
    assert not ward.ward().always_open
    assert load(SHIPPED, always_open=True).ward().always_open


def test_an_office_needs_no_kiosk_no_screen_and_no_english(tmp_path: Path) -> None:
    file = tmp_path / "config.yaml"
    kept = re.sub(r"(printers|kiosks|displays): .*\n", "", SMALL)
    file.write_text(kept, encoding="utf-8")
    small = load(file)
    assert (small.kiosks, small.displays, small.printers) == ((), (), ())
    assert small.phrases.en is None


def test_a_kiosk_has_eight_buttons_for_the_services_that_are_not_retired(tmp_path: Path) -> None:
    last = "  - {id: ho-tich, letter: B, name: {vi: Hộ tịch}}\n"
    more = [f"  - {{id: s{n}, letter: {'CDEFGHI'[n]}, name: {{vi: S}}}}\n" for n in range(7)]
    file = tmp_path / "config.yaml"
    retired = more[6].replace("letter", "retired: yes, letter")
    file.write_text(SMALL.replace(last, last + "".join(more[:6]) + retired), "utf-8")
    assert len(load(file).services) == 9
    found = mistakes(tmp_path, SMALL.replace(last, last + "".join(more)))
    assert found == [
        "line 19: services[s6] is one too many: a kiosk's screen has 8 buttons. Put services into"
        " groups."
    ]


def test_a_service_with_two_mistakes_is_told_of_both(tmp_path: Path) -> None:
    last = "  - {id: ho-tich, letter: B, name: {vi: Hộ tịch}}\n"
    more = [f"  - {{id: s{n}, letter: {'CDEFGHI'[n]}, name: {{vi: S}}}}\n" for n in range(7)]
    text = SMALL.replace(last, last + "".join(more)).replace("also: all, ", "")
    found = [line for line in mistakes(tmp_path, text) if "services[s6]" in line]
    assert [line.split("services[s6] is ")[1][:11] for line in found] == [
        "served by n",
        "one too man",
    ]


def test_services_beyond_eight_stand_in_groups_of_eight_at_most(tmp_path: Path) -> None:
    last = "  - {id: ho-tich, letter: B, name: {vi: Hộ tịch}}\n"
    more = "".join(
        f"  - {{id: s{n}, letter: {'CDEFGHIJKLMN'[n]}, name: {{vi: S}}, group: g{n // 6}}}\n"
        for n in range(12)
    )
    groups = "groups: [{id: g0, name: {vi: G}}, {id: g1, name: {vi: G}}]\n"
    file = tmp_path / "config.yaml"
    file.write_text(SMALL.replace(last, last + more) + groups, "utf-8")
    assert [service.group for service in load(file).services][-1] == "g1"
    found = mistakes(tmp_path, SMALL.replace(last, last + more.replace("g1", "g0")) + groups)
    assert [line.split(" is ")[0] for line in found] == [
        f"line {line}: services[s{n}]" for line, n in ((21, 8), (22, 9), (23, 10), (24, 11))
    ]
    lost = mistakes(tmp_path, SMALL.replace(last, last + more) + groups.replace("g1", "g2"))
    assert "which is not in groups" in lost[0]


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("[chung-thuc]", "[chung-thuk]", 'line 14: counters[1].services[1] is "chung-thuk", which'
         ' is not in services. Did you mean "chung-thuc"? Known: chung-thuc, ho-tich.'),
        ("letter: B", "letter: A", 'line 12: services: the letter "A" is already in line 11.'),
        ("id: 2,", "id: 01,", 'line 15: counters: the id "1" is already in line 14.'),
        ("also: all", "also: []", None),
        ("also: all", "also: al", 'line 15: counters[2].also is "al", but must be a list, such as'
         ' [a, b] or all. Did you mean "all"?'),
        ("[ho-tich], also: all", "[chung-thuc]", "line 12: services[ho-tich] is served by no"
         " counter."),
        ("printer: p1", "printer: p2", 'line 20: kiosks[k1].printer is "p2", which is not in'
         ' printers. Known: p1.'),
        ("printer: p1,", "printer: p1, scanner: {baud: 9600},", "line 20: kiosks[k1].scanner.port"
         " is missing; a serial scanner needs it."),
        ("printer: p1,", "printer: p1, scanner: {type: wedge},", None),
        ("192.168.1.50}]", "192.168.1.50}, {id: p2, type: network, host: 192.168.1.50, port:"
         " 9100}]", 'line 19: printers[p2]: "192.168.1.50" is already used in line 19; each needs'
         ' one of its own.'),
        ("192.168.1.50}]", "192.168.1.50}, {id: p2, type: serial, path: COM3}]\ncards: {}", None),
        ("type: network, host: 192.168.1.50}]\nkiosks: [{", "type: serial, path: COM3}]\n"
         "kiosks: [{scanner: {port: COM3}, ", 'line 20: kiosks[k1].scanner: "COM3" is already used'
         ' in line 19; each needs one of its own.'),
        ("192.168.1.50}]", "192.168.1.50}, {id: p2, type: network, host: 192.168.1.50, at:"
         " kiosk}]", None),
        ("kiosks: [", "cards: {elderly: gia}\nkiosks: [", 'line 20: cards.elderly is "gia", which'
         " is not in priorities. Known: ."),
        (", host: 192.168.1.50", "", "line 19: printers[p1].host is missing; a network printer"
         " needs it."),
        ("network, host: 192.168.1.50", "serial", "line 19: printers[p1].path is missing; a serial"
         " printer needs it."),
        ("network, host: 192.168.1.50", "windows", "line 19: printers[p1].queue is missing; a"
         " windows printer needs it."),
        ("network, host: 192.168.1.50", "file, path: slips, at: kiosk", "line 19: printers[p1].at"
         " is kiosk, but a file printer would leave slips with names there."),
        ("network, host: 192.168.1.50", "file, path: slips", None),
        ("network, host: 192.168.1.50", "usb, usb_id: XP-80", 'line 19: printers[p1].usb_id is'
         ' "XP-80", but must be a vendor\'s and a product\'s number, such as 0416:5011.'),
        ("network, host: 192.168.1.50", "usb, raster: column", None),
        ("host: 192.168.1.50", "host: 192.168.1.50, baud: 1200", 'line 19: printers[p1].baud is'
         ' "1200", but must be one of 9600,'),
        ("sound: yes}", "sound: yes}, {id: tv2, name: {vi: T}, zone: hall, sound: on}", "line 21:"
         ' displays[tv2].sound: a second loudspeaker in zone "hall" would echo the one in'
         " line 21."),
        ("sound: yes", "layout: counter", "line 21: displays[tv1].counter is missing; the layout"
         " counter needs it."),
        ("sound: yes", "layout: totem, zones: [hall, hall]", "line 21: displays[tv1].zones has two"
         " zones, which the layout totem has no room for. Two zones go with the layout calls."),
        ("sound: yes", "lists: [waiting, next, waiting]", "line 21: displays[tv1].lists[3]"
         ' is "waiting", which is in this list already.'),
        ("sound: yes", "codes: [wlan]", 'line 21: displays[tv1].codes[1] is "wlan", but must be'
         " one of wifi, hall."),
        ("sound: yes", "zones: [yard]", 'line 21: displays[tv1].zones[1] is "yard", which is not in'
         " zones. Known: hall."),
        ("07:30-11:30", "11:30-07:30", 'line 8: hours.mon[1] is "11:30-07:30", but must be hours'
         " that end after they begin, such as 07:30-11:30."),
        ("07:30-11:30", "07:30-11:30, 11:00-12:00", 'line 8: hours.mon is "[07:30-11:30,'
         ' 11:00-12:00]", but must be hours that do not overlap.'),
        ("07:30-11:30", "07:30-11:30, 11:30-24:00", None),
        ("mon: [07:30-11:30]", "mon: []", "line 7: hours has no opening hours on any day of the"
         " week."),
        ("mon: [07:30-11:30]", "mon: 07:30-11:30", 'line 8: hours.mon is "07:30-11:30", but must'
         " be a list, such as [a, b]."),
        ("phone: 0200 000 000\n  f", "time_zone: Asia/Hanoi\n  phone: 113\n  f", 'line 4:'
         ' office.time_zone is "Asia/Hanoi", but must be a time zone such as Asia/Ho_Chi_Minh.'),
        ("Mời số {n}, quầy {q}.", "Mời số {n}.", 'line 24: phrases.vi.number is "Mời số {n}.",'
         " but must be a sentence with {n}, {q}, each once."),
        ("Mời số {n}, quầy {q}.", "Mời {ten}, {n}, {q}.", 'line 24: phrases.vi.number is "Mời'
         ' {ten}, {n}, {q}.", but must be a sentence with {n}, {q}, each once.'),
        ("languages: [vi]", "languages: [vi, en]", "line 20: kiosks[k1].languages[2] is en, but"
         " phrases has no en."),
        ("languages: [vi]", "warn_seconds: 61", "line 20: kiosks[k1].warn_seconds: warn_seconds"
         " (61) may not be larger than idle_seconds (60)."),
        ("flow: one_press", "min_calls: 4", "line 18: rules.min_calls: min_calls (4) may not be"
         " larger than offer_absent_calls (3)."),
        ("flow: one_press", "flow: one_pres", 'line 18: rules.flow is "one_pres", but must be one'
         ' of confirm_arrival, one_press. Did you mean "one_press"?'),
        ("flow: one_press", "returns: 100", 'line 18: rules.returns is "100", but must be from 0'
         " to 99."),
        ("flow: one_press", "close_latest: 11:00", "line 18: rules.close_latest is 11:00, before"
         " the last closing time."),
        ("hold, cancel, ", "", "line 16: reasons: no reason is for hold, cancel, and an officer"
         " must give one there."),
        ("version: 1,", "versoin: 1,", 'line 30: consent.versoin is not known. Did you mean'
         ' "version"? Known here: version, text, not_aloud.'),
        ("sound: yes", "sound: có", 'line 21: displays[tv1].sound is "có", but must be one of yes,'
         ' no. Did you mean "yes"?'),
        ("{vi: Xã Hòa An}", "Xã Hòa An", 'line 3: office.name is "Xã Hòa An", but must be keys'
         " with values under it (vi, en)."),
        ("{vi: Xã Hòa An}", '{vi: " "}', "line 3: office.name.vi is empty; the Vietnamese words"
         " are needed."),
        ("192.168.1.50", "http://x:9100", 'line 19: printers[p1].host is "http://x:9100", but must'
         " be a computer's name or address without http:// and without a port, such as goiso.local"
         " or 192.168.1.10."),
        ("rules:", "extra:\nrules:", "line 18: extra is not known."),
        ("rules:", "voices: {engine: pyttsx3}\nrules:", "line 18: voices.engine is not known. Did"
         ' you mean "engines"?'),
        ("rules:", "voices: {engines: silent}\nrules:", 'line 18: voices.engines is "silent", but'
         " must be a list such as [clips, piper, system, espeak]; what was pyttsx3 is [espeak] now,"
         " and silent is []."),
        ("rules:", "voices: {engines: [espek]}\nrules:", 'line 18: voices.engines[1] is "espek",'
         ' but must be one of clips, piper, system, espeak. Did you mean "espeak"?'),
    ],
)  # fmt: skip
def test_a_mistake_is_one_sentence_with_its_line(
    tmp_path: Path, old: str, new: str, sentence: str | None
) -> None:
    if sentence is None:
        (tmp_path / "config.yaml").write_text(spoiled(old, new), encoding="utf-8")
        load(tmp_path / "config.yaml")
        return
    found = mistakes(tmp_path, spoiled(old, new))
    assert [line for line in found if line.startswith(sentence)], found


def test_a_mistake_is_told_in_vietnamese_and_below_it_in_english(tmp_path: Path) -> None:
    file = tmp_path / "config.yaml"
    text = spoiled("flow: one_press", "flow: one_pres").replace("  phone:", "  phon:")
    file.write_text(text.replace("07:30-11:30", "7h30-11h30"), encoding="utf-8")
    with pytest.raises(ConfigMistakes) as caught:
        load(file)
    assert str(caught.value).split("\n") == [
        f"{file}:",
        "  dòng 1: thiếu office.phone.",
        "    line 1: office.phone is missing.",
        '  dòng 4: không có khóa office.phon. Có phải "phone"? Ở đây có: unit, name, short_name,'
        " phone, feedback, leaders, wifi, seats, fairness, recorded, meanwhile, time_zone.",
        '    line 4: office.phon is not known. Did you mean "phone"? Known here: unit, name,'
        " short_name, phone, feedback, leaders, wifi, seats, fairness, recorded, meanwhile,"
        " time_zone.",
        '  dòng 8: hours.mon[1] là "7h30-11h30", nhưng cần khung giờ, ví dụ 07:30-11:30.',
        '    line 8: hours.mon[1] is "7h30-11h30", but must be hours such as 07:30-11:30.',
        '  dòng 18: rules.flow là "one_pres", nhưng cần một trong các từ confirm_arrival,'
        ' one_press. Có phải "one_press"?',
        '    line 18: rules.flow is "one_pres", but must be one of confirm_arrival, one_press.'
        ' Did you mean "one_press"?',
    ]
