"""Which voice is understood: the judge's arithmetic, and with the extra `speech-tests` its ear."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from bench.hearing import table
from bench.hearing.calls import calls
from bench.hearing.ear import MISSING, is_there
from bench.hearing.filters import band
from bench.hearing.heard import distance, errors, interval, nearest, syllables
from bench.hearing.room import in_hall
from bench.hearing.sittings import Hearing, Sitting
from bench.hearing.trials import OURS, TRIALS, VOICES, apart, said_twice
from bench.hearing.voice import Call, Score, judged
from bench.servers import settings
from voices import compose
from voices.chime import RATE

CALL = "Xin mời số a, không không bảy, đến quầy số ba."


def test_missed_added_and_mistaken_syllables_are_errors() -> None:
    assert syllables("Xin mời SỐ a, 7!") == ("xin", "mời", "số", "a")
    assert errors(CALL, CALL.upper()) == 0
    assert errors("không không bảy", "không bảy") == 1
    assert errors("không bảy", "không không bảy") == 1
    assert errors("quầy số ba", "quay cô bà") == 3


def test_a_similar_syllable_is_nearer_than_another() -> None:
    assert 0 < distance("bảy", "bay") < distance("bảy", "chín") <= 1
    assert distance("hai hai", "hai") == 1


def test_a_call_is_taken_for_the_nearest_one_and_a_tie_for_none() -> None:
    said = ["số không hai", "số không ba", "số không chín"]
    assert nearest("sô không chị", said) == 2
    assert nearest("số không", said) is None


def test_few_calls_tell_little() -> None:
    low, high = interval(25, 30)
    assert (round(low, 3), round(high, 3)) == (0.664, 0.927)
    assert interval(30, 30)[1] == pytest.approx(1.0)
    assert Score(25, 30, 50.0, 6.0).between == (20, 28)


def test_thirty_calls_resemble_each_other_two_by_two() -> None:
    for group in ("judged", "held-out"):
        said = calls(group)
        assert len({(call.label, call.counter, call.name) for call in said}) == 30
        for one, other in list(pairwise(said))[::2]:
            unlike = sum(a != b for a, b in zip(one.label, other.label, strict=True))
            assert (unlike, one.counter != other.counter) == (1, True)
            assert (one.name or "").split()[:2] == (other.name or "").split()[:2]
    assert [len(calls(group)) for group in ("mixed", "numbers", "tuning")] == [30, 30, 20]


def test_a_score_counts_calls_syllables_and_seconds() -> None:
    said = [Call("số một", np.full(RATE, 0.1)), Call("số chín mươi", np.full(RATE, 0.2))]
    told = {0.1: "số một", 0.2: "tô mốt"}
    score = judged(said, lambda sound: told[float(sound[0])])
    assert score == Score(1, 2, 100 * 3 / 5, 1.0)


def test_a_hall_adds_its_noise_and_always_the_same() -> None:
    sound = 0.1 * np.sin(2 * np.pi * 440 * np.arange(RATE) / RATE)
    heard = in_hall(sound, snr=10, seed=1)
    assert np.array_equal(heard, in_hall(sound, snr=10, seed=1))
    quiet = compose.active_rms(heard[-RATE // 10 :]) - compose.active_rms(sound)
    assert -14 < quiet < -6


def test_a_band_pass_keeps_the_loudness_and_takes_the_bass() -> None:
    time = np.arange(RATE) / RATE
    bass, voice = np.sin(2 * np.pi * 60 * time), np.sin(2 * np.pi * 1000 * time)
    passed = band(300, 3400)(0.1 * (bass + voice))
    power = np.abs(np.fft.rfft(passed))
    assert power[60] < 0.1 * power[1000]
    assert compose.active_rms(passed) == pytest.approx(compose.LEVEL, abs=1)


def test_other_wordings_say_the_same_call() -> None:
    assert apart("số a, không") == "số, a, không"
    named = "Xin mời công dân Lê An, số a, không bảy, đến quầy số ba."
    assert (
        said_twice(CALL) == "Xin mời số a, không không bảy, số a, không không bảy, đến quầy số ba."
    )
    assert said_twice(named).count("số a, không bảy, ") == 2


def test_the_page_shows_what_was_heard_and_keeps_the_rest() -> None:
    score = Score(27, 30, 61.4, 6.04)
    known = {Sitting(OURS, "judged").name: score, Sitting(TRIALS[3], "tuning").name: score}
    page = table.page_with(f"Before\n{table.BEGIN}\nold\n{table.END}\nafter\n", table.tables(known))
    assert page.startswith("Before") and page.endswith("after\n") and "old" not in page
    assert f"| {OURS.name} | 27 of 30 (22–29) | – " in page
    assert f"| {TRIALS[3].name} | 27 | 61 | – | – | 6.0 |" in page
    assert table.BEGIN in table.PAGE.read_text("utf-8")
    assert len({trial.name for trial in [*TRIALS, *VOICES]}) == len(TRIALS) + len(VOICES) - 3


@pytest.mark.long
@pytest.mark.skipif(not is_there(), reason=f"needs the extra: {MISSING}")
def test_the_office_s_own_voice_is_understood(tmp_path: Path) -> None:
    score = Hearing(settings(), tmp_path, tmp_path).score(Sitting(OURS, "judged"))
    assert score.right >= 20, score
