"""Disposition: a letter handed down the line, to people who may see its matter, with instructions and a date."""

from collections.abc import Iterable
from datetime import date
from uuid import uuid4

from django.db import transaction

from amanah.foundation.access.models import Account
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.clocks import queries as clock_queries
from amanah.foundation.clocks import services as clocks
from amanah.foundation.ledger import services as ledger
from amanah.foundation.letters import telling
from amanah.foundation.letters.errors import Refused
from amanah.foundation.letters.instructions import INSTRUCTIONS
from amanah.foundation.letters.models import Disposition, Letter
from amanah.foundation.letters.queries.reading import may_receive
from amanah.foundation.letters.services.opened import OpenMatter
from amanah.kernel import clock

CLOCK = "disposition"


def dispose(
    matter: OpenMatter, letter: Letter, receiver: Account, instructions: Iterable[str], *, note: str = "", due_on: date | None = None
) -> Disposition:
    """Hand a letter to somebody with instructions; the note is sealed with the letter.

    Raises Refused: "state" for a letter without a number, "person" for who may not read it (or oneself), "instruction", "due".
    """
    chosen = [code for code in INSTRUCTIONS if code in set(instructions)]
    if not chosen:
        raise Refused("instruction")
    if receiver.pk == matter.viewer.account.pk or not may_receive(receiver, letter):
        raise Refused("person")
    if due_on is not None and due_on <= clock.today():
        raise Refused("due")
    made = Disposition(
        id=uuid4(),
        letter=letter,
        giver=matter.viewer.account,
        receiver=receiver,
        instructions=chosen,
        noted=bool(note),
        day=clock.today(),
        due_on=due_on,
    )
    with transaction.atomic():
        found = matter.locked(letter, Letter.State.NUMBERED, Letter.State.SIGNED)
        made.save(force_insert=True)
        if note:
            matter.store.put(found, made.note_part, note.encode())
        if due_on is not None:
            clocks.start_until(made.reference, CLOCK, due_on, clock.today(), matter.viewer.actor)
        facts = {"disposition": made.reference, "to": f"account:{receiver.pk}", "instructions": chosen, "due": due_on}
        matter.note("disposed", found, **facts)
        telling.given(made)
    return made


def mark_read(disposition: Disposition, *, viewer: Viewer) -> None:
    """Note that the receiver has read it; once, and nobody else."""
    if disposition.receiver_id != viewer.account.pk:
        return
    with transaction.atomic():
        if Disposition.objects.filter(pk=disposition.pk, read_on=None).update(read_on=clock.today()):
            _note("read", disposition, viewer)


def finish(disposition: Disposition, *, viewer: Viewer) -> None:
    """The receiver has done what was asked; its giver hears of it. Raises Refused("state") for anybody else, or a second time."""
    today = clock.today()
    with transaction.atomic():
        mine = Disposition.objects.filter(pk=disposition.pk, receiver=viewer.account, done_on=None)
        if not mine.update(done_on=today):
            raise Refused("state")
        Disposition.objects.filter(pk=disposition.pk, read_on=None).update(read_on=today)
        for running in clock_queries.open_by_ref([disposition.reference]).get(disposition.reference, ()):
            clocks.stop(running, today, viewer.actor)
        _note("finished", disposition, viewer)
        telling.finished(disposition)


def _note(kind: str, disposition: Disposition, viewer: Viewer) -> None:
    letter = disposition.letter
    ledger.append(
        f"letter.disposition_{kind}", letter.ref, {"letter": letter.reference, "disposition": disposition.reference}, actor=viewer.actor
    )
