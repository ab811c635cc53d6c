"""What must hold before a desk's move: one function a guard, used to act and to foretell.

Each raises Refused with the code and, where time decides, `at` (ms UTC): when it will be allowed.
"""

from __future__ import annotations

from dataclasses import dataclass

from office.errors import Refused
from office.ticket import Ticket, Turn
from office.ward import Rules

SECOND = 1000


@dataclass(frozen=True)
class Desk:
    """A counter at one moment: its state, its open turn and that turn's ticket."""

    counter: int
    state: str
    turn: Turn | None
    ticket: Ticket | None
    now: int
    rules: Rules

    def must_be_open(self) -> None:
        if self.state != "open":
            raise Refused(
                "counter_paused" if self.state == "paused" else "counter_closed",
                counter=self.counter,
            )

    def must_have_turn(self) -> tuple[Turn, Ticket]:
        if self.turn is None or self.ticket is None:
            raise Refused("no_turn", counter=self.counter)
        return self.turn, self.ticket

    def must_be_called(self) -> tuple[Turn, Ticket]:
        turn, ticket = self.must_have_turn()
        if ticket.state != "called":
            raise Refused("already_started", counter=self.counter)
        return turn, ticket

    def must_be_free(self) -> None:
        if self.turn is not None:
            raise Refused("counter_busy", counter=self.counter, turn=self.turn.id)

    def may_make_room(self) -> None:
        """No open turn, or one that calling the next finishes by the same press."""
        self.must_be_open()
        if self.ticket is None or self.turn is None or self.ticket.state == "serving":
            return
        at = self.turn.called_at + self.rules.arrival_floor * SECOND
        if self.rules.flow != "one_press" or self.now < at:
            raise Refused(
                "not_arrived",
                counter=self.counter,
                absent_ok=self.turn.calls >= self.rules.min_calls
                and self.now >= self.absent_from(self.turn),
                **({"at": at} if self.rules.flow == "one_press" else {}),
            )

    def may_recall(self) -> tuple[Turn, Ticket]:
        turn, ticket = self.must_be_called()
        at = turn.last_call_at + self.rules.recall_gap * SECOND
        if self.now < at:
            raise Refused("too_soon", at=at)
        return turn, ticket

    def may_be_absent(self) -> tuple[Turn, Ticket]:
        turn, ticket = self.must_be_called()
        if turn.calls < self.rules.min_calls:
            raise Refused("too_few_calls", calls=turn.calls, needs=self.rules.min_calls)
        if self.now < self.absent_from(turn):
            raise Refused("too_soon", at=self.absent_from(turn))
        return turn, ticket

    def may_undo(self) -> tuple[Turn, Ticket]:
        turn, ticket = self.must_be_called()
        if self.now > self.undo_until(turn):
            raise Refused("too_late", seconds=self.rules.undo_within)
        return turn, ticket

    def may_finish(self) -> tuple[Turn, Ticket]:
        turn, ticket = self.must_have_turn()
        if ticket.state == "called" and self.rules.flow != "one_press":
            raise Refused("not_arrived", counter=self.counter, absent_ok=False)
        return turn, ticket

    def may_reopen(self, last: Turn | None, last_ticket: Ticket | None) -> tuple[Turn, Ticket]:
        """`last`: the newest turn that this counter finished today."""
        self.must_be_open()
        self.must_be_free()
        if last is None or last_ticket is None:
            raise Refused("nothing_to_reopen", counter=self.counter)
        done = last_ticket.state == "done" and last_ticket.service == last.service
        came_on = last_ticket.state == "waiting" and last_ticket.served == last.service
        if not (done or came_on):
            raise Refused("wrong_state", ticket=last_ticket.id, state=last_ticket.state)
        if self.now > self.reopen_until(last):
            raise Refused("too_late", seconds=self.rules.reopen_within)
        return last, last_ticket

    def may_withdraw(self) -> Ticket:
        """Whatever the citizen has named; one that staff have confirmed needs a reason."""
        _, ticket = self.must_have_turn()
        if ticket.priority is None:
            raise Refused("no_priority", ticket=ticket.id)
        return ticket

    def may_confirm(self) -> None:
        """A priority that the citizen has named and no officer has seen proved."""
        ticket = self.may_withdraw()
        if ticket.priority_confirmed:
            raise Refused("priority_confirmed", ticket=ticket.id)

    def absent_from(self, turn: Turn) -> int:
        return turn.called_at + self.rules.absent_after * SECOND

    def undo_until(self, turn: Turn) -> int:
        return turn.called_at + self.rules.undo_within * SECOND

    def reopen_until(self, turn: Turn) -> int:
        return (turn.ended_at or 0) + self.rules.reopen_within * SECOND
