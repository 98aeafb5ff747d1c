"""Tying records together and untying them."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from amanah.foundation.ledger import services as ledger
from amanah.foundation.threads import relations
from amanah.foundation.threads.models import Link
from amanah.kernel import clock


class LinkRefused(Exception):  # noqa: N818 - it is an answer, not an error of the program
    """The two records are not tied; the message is for the person."""


@transaction.atomic
def link(source: str, relation: str, target: str, *, actor: str, day: date | None = None) -> Link:
    """Say that `source` stands in `relation` to `target`. Saying it again changes nothing.

    Whether the actor may see both records is for the caller to know.

    Raises:
        LinkRefused: a record cannot be tied to itself.
        KeyError: nobody registered the relation.
    """
    declared = relations.relation(relation)
    if source == target:
        raise LinkRefused(_("Sebuah catatan tidak dapat dihubungkan dengan dirinya sendiri."))
    if declared.mutual and target < source:
        source, target = target, source
    existing = Link.objects.filter(source=source, relation=relation, target=target, ended_on__isnull=True).first()
    if existing is not None:
        return existing
    made = Link.objects.create(source=source, relation=relation, target=target, day=day or clock.today(), actor=actor)
    ledger.append("thread.linked", source, {"relation": relation, "target": target}, actor=actor)
    return made


@transaction.atomic
def unlink(link: Link, *, actor: str, day: date | None = None) -> None:
    """End a tie; the ledger keeps that it was there. Ending it again changes nothing."""
    locked = Link.objects.select_for_update().get(pk=link.pk)
    if locked.ended_on is not None:
        return
    locked.ended_on, locked.ended_by = day or clock.today(), actor
    locked.save(update_fields=["ended_on", "ended_by"])
    ledger.append("thread.unlinked", locked.source, {"relation": locked.relation, "target": locked.target}, actor=actor)
