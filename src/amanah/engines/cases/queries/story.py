"""What happened to a case, in order, as codes and days."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Max
from django.utils.translation import gettext as _

from amanah.engines.cases import registry
from amanah.engines.cases.declare import HAND, OPEN, REPORTER, SYSTEM, CaseKind
from amanah.engines.cases.models import Assignment, Case, Entry, Proposal, Step
from amanah.engines.cases.queries.visible import visible
from amanah.foundation.access.models import Account
from amanah.foundation.access.viewer import Viewer

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

UNTIL = 1_000_000
"""An assignment's end knows its day only; within the day it is told last."""


@dataclass(frozen=True)
class Happening:
    """One event of the timeline. `tone` and `icon` are names that the components know; `entry` is set for entries."""

    day: date
    title: "StrOrPromise"
    actor: str
    tone: str = "neutral"
    icon: str = ""
    detail: "StrOrPromise" = ""
    entry: Entry | None = None


def timeline(viewer: Viewer, case: Case) -> list[Happening]:
    """Everything that happened, newest first; nothing at all for who may not see the case. Seven queries."""
    if not visible(viewer).filter(pk=case.pk).exists():
        return []
    steps, entries = list(case.steps.all()), list(case.entries.all())
    assignments = list(case.assignments.select_related("account__person"))
    proposals = list(case.proposals.exclude(verdict=Proposal.Verdict.APPROVED).select_related("proposer__person"))
    recusals = list(case.recusals.select_related("account__person"))
    names = _names(
        [step.actor for step in steps]
        + [step.approver for step in steps]
        + [row.assigned_by for row in assignments]
        + [e.author for e in entries]
    )
    kind = case.declared
    if kind.filer:
        names[REPORTER] = str(kind.filer)
    told: list[tuple[date, int, Happening]] = []
    under = _kinds_of(case, steps)
    told += [(step.day, step.position, _step(under[step.seq], step, names)) for step in steps]
    told += [(entry.day, entry.position, _entry(under.values(), entry, names)) for entry in entries]
    for row in assignments:
        told.append((row.since, row.position, _given(row, names)))
        if row.until is not None:
            told.append((row.until, UNTIL, _ended(row, row.until)))
    told += [(row.day, row.position, _proposed(kind, row)) for row in proposals]
    told += [
        (row.day, row.position, Happening(row.day, _("Mengundurkan diri dari perkara"), str(row.account), icon="eye-off"))
        for row in recusals
    ]
    return [happening for _day, _position, happening in sorted(told, key=lambda item: item[:2], reverse=True)]


def next_entry(case: Case) -> int:
    """The number the next entry will get, for a caller who binds it into a seal (see `services.add_entry`)."""
    return (case.entries.aggregate(last=Max("seq"))["last"] or 0) + 1


def unread_entries(case: Case) -> int:
    """How many messages of the reporter nobody has read."""
    return case.entries.filter(author=REPORTER, read_on__isnull=True).count()


def _kinds_of(case: Case, steps: list[Step]) -> dict[int, CaseKind]:
    """Under which kind each step was taken: a case may have been handed to another, its last one is the one it stands under."""
    handed = [step.seq for step in steps if step.move == HAND]
    found, kind = {}, registry.kind(case.opened_as) if handed else case.declared
    for step in steps:
        if step.move == HAND:
            kind = case.declared if step.seq == handed[-1] else registry.kind(step.outcome)
        found[step.seq] = kind
    return found


def _step(kind: CaseKind, step: Step, names: dict[str, str]) -> Happening:
    if step.move == HAND:
        return Happening(step.day, _("Dipindahkan ke: %(kind)s") % {"kind": kind.title}, names[step.actor], tone="info", icon="thread")
    state = kind.state(step.target)
    move = None if step.move == OPEN else kind.move(step.move)
    title = move.title if move else _("Perkara dibuka")
    outcome = kind.named_by(move).get(step.outcome, "") if move else ""
    parts: list[StrOrPromise] = [_("Status: %(state)s") % {"state": state.title}]
    if outcome:
        words = _("Golongan: %(outcome)s") if move and move.classifies else _("Hasil: %(outcome)s")
        parts.append(words % {"outcome": outcome})
    if step.approver:
        parts.append(_("Disetujui oleh %(name)s") % {"name": names[step.approver]})
    tone = "success" if state.closed else "info"
    return Happening(step.day, title, names[step.actor], tone=tone, detail=" · ".join(str(part) for part in parts))


def _entry(kinds: Iterable[CaseKind], entry: Entry, names: dict[str, str]) -> Happening:
    titles = {key: title for kind in kinds for key, title in kind.channels.items()}
    return Happening(entry.day, titles.get(entry.channel, entry.channel), names[entry.author], icon="mail", entry=entry)


def _given(row: Assignment, names: dict[str, str]) -> Happening:
    return Happening(row.since, _("Ditugaskan kepada %(name)s") % {"name": row.account}, names[row.assigned_by], icon="user")


def _ended(row: Assignment, day: date) -> Happening:
    why = {
        "recused": _("%(name)s tidak lagi menangani: mengundurkan diri"),
        "handed": _("%(name)s tidak lagi menangani: perkara dipindahkan"),
        "succeeded": _("%(name)s menyerahkan tugasnya kepada penggantinya"),
        "interest": _("%(name)s tidak lagi menangani: menyatakan kepentingan"),
        "excluded": _("%(name)s tidak lagi menangani: dikecualikan dari perkara"),
    }
    title = why.get(row.ended_because, _("%(name)s tidak lagi menangani")) % {"name": row.account}
    return Happening(day, title, "", icon="user")


def _proposed(kind: CaseKind, row: Proposal) -> Happening:
    verdicts = {
        Proposal.Verdict.OPEN.value: _("Menunggu persetujuan orang kedua"),
        Proposal.Verdict.REJECTED.value: _("Tidak disetujui"),
        Proposal.Verdict.OVERTAKEN.value: _("Tidak dilanjutkan"),
    }
    title = _("Diusulkan: %(move)s") % {"move": kind.move(row.move).title}
    return Happening(row.day, title, str(row.proposer), icon="users", detail=verdicts[row.verdict])


def _names(actors: Iterable[str]) -> dict[str, str]:
    """What each actor is called on screen."""
    ids = {UUID(actor.removeprefix("account:")) for actor in actors if actor.startswith("account:")}
    named = {f"account:{account.pk}": str(account) for account in Account.objects.filter(pk__in=ids).select_related("person")}
    return {**named, REPORTER: _("Pelapor"), SYSTEM: _("Sistem")}
