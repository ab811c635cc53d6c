"""run.py say: a sentence as the hall would hear it, without a server and without a hall."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import bootstrap
from commands.folders import add_config, add_data, data_folder
from commands.packing import settings

if TYPE_CHECKING:
    from config import Config
    from voices.chain import Chain

ENGINES = ("clips", "piper", "system", "espeak")
KEYS = {"clips": "pack", "espeak": "voice"}


def arguments(parser: argparse.ArgumentParser, name: str) -> None:
    add_data(parser)
    add_config(parser)
    add = parser.add_argument
    add("text", help="lời cần đọc · what to say")
    add("--voice", help="piper, espeak:aav/vi-vn-x-south … · an engine, or engine:voice")
    add("--language", default="vi", help="vi (mặc định), en · the default is vi")
    add("--out", type=Path, required=True, help="tệp WAV sẽ ghi · the WAV to write")


def run(args: argparse.Namespace, rest: list[str]) -> int:
    """Without the chime. 2 when nobody can say it."""
    bootstrap.enter()
    from voices.lexicon import FILE, Lexicon
    from voices.prose import spoken
    from voices.reasons import in_both
    from voices.words import Sentence

    config = _with_voice(settings(args), args.voice, args.language)
    lexicon = Lexicon(data_folder(args) / FILE)
    said = spoken(args.text, args.language, lexicon, south=config.voices.south)
    if not said:
        bootstrap.fail("Không có gì để đọc.", "There is nothing to say.")
    texts = [Sentence(args.language, text, joined=at > 0) for at, text in enumerate(said)]
    with chain_of(args, config) as chain:
        made = _record(chain, texts, args.out.absolute())
    bootstrap.tell(f"{args.out}: {made['ms'] / 1000:.1f} s, {made['parts'][0]['engine']}")
    bootstrap.tell(f"  “{' '.join(said)}”")
    for step in made["parts"][0]["steps"]:
        bootstrap.tell(f"  {step['engine']}: {in_both(step['reason'])}")
    return 0


@contextmanager
def chain_of(args: argparse.Namespace, config: Config) -> Iterator[Chain]:
    from voices.chain import Chain

    chain = Chain(config.voices, data_folder(args) / "voices")
    try:
        yield chain
    finally:
        chain.close()


def _with_voice(config: Config, wanted: str | None, language: str) -> Config:
    """With the engine, and its voice, that is asked for alone."""
    engine, _, voice = (wanted or "").partition(":")
    if not engine:
        return config
    if engine not in ENGINES:
        bootstrap.fail(
            f"--voice {wanted}: phải bắt đầu bằng {', '.join(ENGINES)}.",
            "It must begin with an engine, as espeak:aav/vi-vn-x-south.",
        )
    own: Any = config.voices.of(language)
    if voice:
        own = own.model_copy(update={KEYS.get(engine, engine): voice})
    changed = {"engines": (engine,), **({language: own} if language in ("vi", "en") else {})}
    return config.model_copy(update={"voices": config.voices.model_copy(update=changed)})


def _record(chain: Chain, texts: list[Any], path: Path) -> dict[str, Any]:
    from voices.worker import NoSpeech

    try:
        return chain.record(texts, path, chime="", patient=True)
    except NoSpeech as fault:
        bootstrap.fail("Không giọng nào đọc được.", f"No voice can say it: {fault}.")
    except OSError as error:
        bootstrap.fail(f"Không ghi được {path}.", f"It cannot be written: {error.strerror}.")
