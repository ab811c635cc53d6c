"""A test of a zone's loudspeaker: a sentence to the hall, and what a person says of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Literal

from office import Refused
from voices.layout import SERVER
from voices.notices.records import Hearing, Records
from voices.reasons import in_words
from voices.words import Sentence, Told

if TYPE_CHECKING:
    from voices.announcer import Announcer
    from voices.standing import Standing
    from web.parts import Parts

SENTENCE = "Đang thử loa: một, hai, ba, bốn, năm. Xin cảm ơn."
UNDER_WAY = ("waiting", "speaking")
# Below every seq of a notice's telling: those count down from the time in ms.
FIRST_TICKET = -(2**60)

Heard = Literal["well", "faint", "not"]


@dataclass(frozen=True)
class Trial:
    """`how`: the seq of its sentence, or why nobody hears it ("speaker", "quiet")."""

    at: int
    how: int | str


class Trials:
    """One at a time in each zone; the newest answer of each is kept."""

    def __init__(self, parts: Parts, announcer: Announcer) -> None:
        self._parts = parts
        self._announcer = announcer
        self._records = Records(parts.store)
        self._trials: dict[str, Trial] = {}
        self._tickets = FIRST_TICKET

    def begin(self, zone: str) -> None:
        """Refused: `unknown_zone`, `sound_under_way`."""
        self._must_have(zone)
        if self.state(zone) in UNDER_WAY:
            raise Refused("sound_under_way")
        self._tickets -= 1
        told = Told((Sentence("vi", SENTENCE),))
        how = self._announcer.asides.tell([zone], told, self._tickets)[zone]
        self._trials[zone] = Trial(self._parts.office.now(), how)
        self._parts.live.touch_all("voices")

    def answer(self, zone: str, heard: Heard, person: int | None) -> None:
        """Refused: `unknown_zone`."""
        self._must_have(zone)
        at = self._parts.office.now()
        self._records.note_hearing(Hearing(zone, at, person, heard))
        self._trials.pop(zone, None)
        self._parts.live.touch_all("voices")

    def state(self, zone: str) -> str:
        """ "" with no test to answer for; "waiting", "speaking", "spoken", "silent" (the chime
        alone or nothing), "speaker" (there is none), "quiet" (hours).
        """
        trial = self._trials.get(zone)
        if trial is None:
            return ""
        if isinstance(trial.how, str):
            return trial.how
        return self._announcer.states(zone).get(trial.how, "silent")

    def zones(self) -> list[dict[str, Any]]:
        """[{id, name, speaker, troubles, broken, muted, state, hearing}]: `broken` why the
        server's own loudspeaker was silent; `muted` until when, ms UTC; `hearing` the newest
        answer or None.
        """
        hearings = self._records.hearings()
        zones = self._parts.config.zones
        troubles = self._announcer.asides.troubles([zone.id for zone in zones])
        silent = in_words(self._announcer.speaker_trouble)
        found = []
        for zone in zones:
            broken = silent if zone.speaker == SERVER else ""
            found.append(
                {
                    "id": zone.id,
                    "name": zone.name,
                    "speaker": zone.speaker,
                    "muted": self._announcer.mutes.ends(zone.id),
                    "troubles": troubles.get(zone.id, ["speaker"]) + ["broken"] * bool(broken),
                    "broken": broken,
                    "state": self.state(zone.id),
                    "hearing": hearings.get(zone.id),
                }
            )
        return found

    def engines(self) -> list[Standing]:
        """Why one does not speak is said in the reader's language."""
        found = self._announcer.standings()
        return [replace(each, why=in_words(each.why)) for each in found]

    def _must_have(self, zone: str) -> None:
        if zone not in {each.id for each in self._parts.config.zones}:
            raise Refused("unknown_zone")
