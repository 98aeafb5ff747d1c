"""What an internal audit asks: the clauses of ISO 37001 in the editions that a scope is run by, out of the instruments."""

from collections.abc import Collection, Iterator, Mapping
from typing import Final

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from amanah.engines.engagements.criteria import clause_of
from amanah.engines.engagements.kinds import Check, Criterion
from amanah.engines.instruments.definition import Instrument, Part, Question
from amanah.engines.instruments.reading import instruments
from amanah.rooms.antibribery import declare
from amanah.rooms.antibribery.models import Scope

IDS: Final = {edition: f"iso-37001-{edition}" for edition in (declare.EDITION_2025, declare.EDITION_2016)}
"""Edition → its instrument."""
TITLE: Final = 150


def offered(scope: str) -> list[Criterion]:
    """Every clause with requirements in the editions of this scope ("scope:<id>"); of both where it names none."""
    found = Scope.objects.filter(ref=scope).first() if scope else None
    editions = found.edition_keys if found is not None else tuple(IDS)
    return [_clause(instrument, part) for instrument in _books(editions) for part in _clauses(instrument)]


def criteria(refs: Collection[str]) -> Mapping[str, Criterion]:
    """The clauses and single requirements of these references, those that there are."""
    found = {}
    for ref in refs:
        one = _criterion(ref)
        if one is not None:
            found[ref] = one
    return found


def checklist(refs: Collection[str]) -> list[Check]:
    """A working paper for every requirement of these clauses: what it asks, the question, and what to look for."""
    wanted = set(refs)
    made = []
    for instrument in _books(tuple(IDS)):
        for question in instrument.questions:
            ref = f"{instrument.id}:{question.key}"
            if clause_of(ref) in wanted or ref in wanted:
                made.append(Check(_short(question), _asked(question), (ref,)))
    return made


def _books(editions: Collection[str]) -> Iterator[Instrument]:
    known = instruments()
    for edition in editions:
        if IDS[edition] in known:
            yield known[IDS[edition]]


def _clauses(instrument: Instrument) -> Iterator[Part]:
    for top in instrument.parts:
        for part in top.walk():
            if part.questions:
                yield part


def _clause(instrument: Instrument, part: Part) -> Criterion:
    return Criterion(f"{instrument.id}:{part.key}", _numbered(instrument, part.key), _said(part.title))


def _criterion(ref: str) -> Criterion | None:
    name, _colon, place = ref.partition(":")
    instrument = instruments().get(name) if name in IDS.values() else None
    if instrument is None:
        return None
    question = instrument.by_key.get(place)
    if question is not None:
        part = instrument.every_part.get(place.partition("-")[0])
        return Criterion(ref, _numbered(instrument, place), _said(part.title) if part else "", _required(question))
    part = instrument.every_part.get(place)
    return _clause(instrument, part) if part is not None and part.questions else None


def _numbered(instrument: Instrument, place: str) -> str:
    """The clause with its edition, as auditors say it."""
    return f"{instrument.id.rpartition('-')[2]}/{place}"


def _short(question: Question) -> str:
    words = f"{question.key} {_required(question)}"
    return words if len(words) <= TITLE else words[: TITLE - 1].rsplit(" ", 1)[0] + "…"


def _asked(question: Question) -> str:
    parts = [_required(question), _said(question.text)]
    if question.evidence:
        parts.append(_("Bukti yang dicari: %(evidence)s") % {"evidence": "; ".join(_said(one) for one in question.evidence)})
    return "\n\n".join(part for part in parts if part)


def _required(question: Question) -> str:
    return " ".join(_said(one) for one in question.criteria)


def _said(text: object) -> str:
    return str(getattr(text, (get_language() or "id")[:2], None) or getattr(text, "id", text))
