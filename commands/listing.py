"""run.py voices list, test: which engine speaks which language here, and how each one sounds."""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import bootstrap
from commands.folders import add_config, add_data
from commands.packing import settings
from commands.saying import chain_of

if TYPE_CHECKING:
    from config import Config
    from voices.chain import Chain
    from voices.words import Sentence

LEGEND = "→ đang đọc · speaks   ✓ dự phòng · fallback   – không có · none   ! lỗi · fault"


def add_list(parser: argparse.ArgumentParser) -> None:
    add_data(parser)
    add_config(parser)


def add_test(parser: argparse.ArgumentParser) -> None:
    add_list(parser)
    parser.add_argument("--out", type=Path, help="thư mục giữ các tệp · where the files are kept")
    parser.add_argument("--aloud", action="store_true", help="phát ra loa · play them too")


def listed(args: argparse.Namespace) -> int:
    """Every engine of every language: the voice that it has, or why it has none. 1: one lacks."""
    from voices.lineup import Taken
    from voices.reasons import in_both

    mute = []
    config = settings(args)
    with chain_of(args, config) as chain:
        for language, sentence in _calls(config, chain):
            bootstrap.tell(f"{language}:")
            found = chain.look(sentence)
            speaks = next((each for each in found if isinstance(each, Taken)), None)
            for each in found:
                if isinstance(each, Taken):
                    mark = "→" if each is speaks else "✓"
                    told = f"{each.part['voice']} ({each.recipe['engine']})"
                else:
                    mark, told = ("–" if each.absent else "!"), in_both(each.reason)
                bootstrap.tell(f"  {mark} {each.engine}: {told}")
            mute += [] if speaks else [language]
    bootstrap.tell(LEGEND)
    return 1 if mute else 0


def tested(args: argparse.Namespace) -> int:
    """A call by every engine that is there, in a file, and from the speaker if asked. 1: none."""
    from voices.lineup import Taken
    from voices.worker import NoSpeech

    config = settings(args)
    folder = (args.out or Path(tempfile.mkdtemp(prefix="goiso-voices-"))).absolute()
    folder.mkdir(parents=True, exist_ok=True)
    spoken = []
    with chain_of(args, config) as chain:
        for language, sentence in _calls(config, chain):
            for each in chain.look(sentence):
                if isinstance(each, Taken):
                    file = folder / f"{language}-{each.engine.replace(' ', '-')}.wav"
                    try:
                        chain.record([sentence], file, chime="long", patient=True, by=each.engine)
                        spoken.append(file)
                        bootstrap.tell(str(file))
                    except NoSpeech as fault:
                        bootstrap.tell(f"! {language}, {fault}")
    played = [_played(file) for file in spoken] if args.aloud else []
    return 0 if spoken and all(played) else 1


def _calls(config: Config, chain: Chain) -> Iterator[tuple[str, Sentence]]:
    """A call by number in each language of the office's sentences and of its packs."""
    from voices.words import Said, sentences

    further = chain.shelf.phrases()
    spoken = {
        each.language: each
        for language in ("en", *further)
        for each in sentences(Said("A001", 1, language=language), config.phrases, further=further)
    }
    yield from spoken.items()


def _played(file: Path) -> bool:
    from voices.reasons import in_both
    from voices.speaker import trouble

    why = trouble(file)
    if why:
        bootstrap.tell(f"! {file.name}: {in_both(why)}")
    return not why
