"""The library as pages show it, in the language of the reader, with what of it the reader's register holds already."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count
from django.utils.functional import Promise
from django.utils.translation import get_language

from amanah.engines.risks import declare, queries
from amanah.engines.risks.addresses import of_risk
from amanah.engines.risks.controls import declare as control_words
from amanah.engines.risks.library.definition import Pattern, Scheme
from amanah.engines.risks.library.reading import library
from amanah.engines.risks.redflags import red_flags
from amanah.foundation.access.viewer import Viewer
from amanah.rulebook.rules import Text

SHOWN = 5
"""The most risks of the register that a scheme's page names."""


@dataclass(frozen=True, slots=True)
class Row:
    """A scheme in the list; `entered` counts the risks taken from it that the reader may see."""

    id: str
    title: str
    stage: str
    kind: "str | Promise"
    flags: int
    controls: int
    entered: int


@dataclass(frozen=True, slots=True)
class Group:
    """A process with its schemes."""

    id: str
    title: str
    rows: list[Row]


@dataclass(frozen=True, slots=True)
class Sign:
    """A red flag of the catalogue."""

    id: str
    title: str
    question: str


@dataclass(frozen=True, slots=True)
class Means:
    """A control in words."""

    title: str
    key: bool
    nature: "str | Promise"
    sort: "str | Promise"
    way: "str | Promise"
    frequency: "str | Promise"
    evidence: str


@dataclass(frozen=True, slots=True)
class Entered:
    """A risk of the register that was taken from a scheme."""

    number: str
    title: str
    unit: str
    url: str


@dataclass(frozen=True, slots=True)
class Page:
    """Everything about one scheme."""

    id: str
    title: str
    process: str
    stage: str
    kind: "str | Promise"
    fraud_type: "str | Promise"
    corruption_type: "str | Promise"
    collusion: bool
    how: str
    inside: list[str]
    outside: list[str]
    pressure: list[str]
    opportunity: list[str]
    rationalisation: list[str]
    consequences: list[tuple[str, "str | Promise"]]
    signs: list[Sign]
    controls: list[Means]
    measure: str
    blind: str
    clauses: Sequence[str]
    fcp: Sequence[str]
    iepk: Sequence[str]
    entered: list[Entered]
    more: int


def groups(viewer: Viewer, *, process: str = "", kind: str = "", text: str = "") -> list[Group]:
    """The schemes by process, narrowed; `text` must stand in the event, in how it is done or in the stage."""
    found = library()
    counts = dict(
        queries.visible(viewer)
        .exclude(library="")
        .order_by()
        .values_list("library")
        .annotate(times=Count("pk"))
        .values_list("library", "times")
    )
    wanted = text.casefold()
    made = []
    for one in found.processes.values():
        if process and one.id != process:
            continue
        rows = [
            _row(scheme, counts.get(scheme.id, 0))
            for scheme in found.of(one)
            if (not kind or scheme.kind == kind) and (not wanted or wanted in _words(scheme))
        ]
        if rows:
            made.append(Group(one.id, said(one.title), rows))
    return made


def page(viewer: Viewer, scheme_id: str) -> Page | None:
    """One scheme; None where there is none of that id."""
    scheme = library().schemes.get(scheme_id)
    if scheme is None:
        return None
    entered = list(queries.visible(viewer).filter(library=scheme.id).select_related("unit").order_by("-score", "-id")[: SHOWN + 1])
    more = queries.visible(viewer).filter(library=scheme.id).count() - SHOWN if len(entered) > SHOWN else 0
    return Page(
        id=scheme.id,
        title=said(scheme.title),
        process=said(scheme.process.title),
        stage=said(scheme.stage),
        kind=declare.KINDS[scheme.kind],
        fraud_type=declare.FRAUD_TYPES[scheme.fraud_type],
        corruption_type=declare.CORRUPTION_TYPES[scheme.corruption_type],
        collusion=scheme.collusion,
        how=said(scheme.how),
        inside=_all(scheme.inside),
        outside=_all(scheme.outside),
        pressure=_all(scheme.pressure),
        opportunity=_all(scheme.opportunity),
        rationalisation=_all(scheme.rationalisation),
        consequences=[(said(effect.text), declare.AREAS[effect.area]) for effect in scheme.consequences],
        signs=[Sign(flag.id, said(flag.title), said(flag.question)) for flag in map(red_flags().__getitem__, scheme.red_flags)],
        controls=[_means(control) for control in scheme.controls],
        measure=said(scheme.measure),
        blind=said(scheme.blind),
        clauses=scheme.clauses,
        fcp=scheme.fcp,
        iepk=scheme.iepk,
        entered=[Entered(risk.number, risk.title, str(risk.unit), of_risk(risk.number)) for risk in entered[:SHOWN]],
        more=more,
    )


def said(text: Text) -> str:
    """A text in the reader's language."""
    return text.get(get_language() or "id")


def _all(texts: Sequence[Text]) -> list[str]:
    return [said(text) for text in texts]


def _row(scheme: Scheme, entered: int) -> Row:
    return Row(
        scheme.id,
        said(scheme.title),
        said(scheme.stage),
        declare.KINDS[scheme.kind],
        len(scheme.red_flags),
        len(scheme.controls),
        entered,
    )


def _words(scheme: Scheme) -> str:
    return " ".join(_all([scheme.title, scheme.how, scheme.stage, *scheme.inside, *scheme.outside])).casefold()


def _means(control: Pattern) -> Means:
    return Means(
        said(control.title),
        control.key,
        control_words.NATURES[control.nature],
        control_words.SORTS[control.sort],
        control_words.WAYS[control.way],
        control_words.FREQUENCIES[control.frequency],
        said(control.evidence),
    )
