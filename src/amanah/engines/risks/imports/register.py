"""Importing a register of risks that was kept elsewhere, as one of the uses of `foundation.imports`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from amanah.engines.risks import criteria, queries
from amanah.engines.risks.criteria import Criteria
from amanah.engines.risks.declare import KINDS, NEVER_ACCEPTED, STAGES
from amanah.engines.risks.imports.columns import SHAPE
from amanah.engines.risks.imports.people import Known
from amanah.engines.risks.models import TITLE
from amanah.engines.risks.services import CausePlan, ConsequencePlan, Plan, RedFlagPlan, Refused
from amanah.engines.risks.services.bringing import Brought, bring
from amanah.engines.risks.services.plans import check as check_plan
from amanah.engines.risks.services.scoring import Judgement
from amanah.engines.risks.sides import standing
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.imports import table
from amanah.foundation.imports.table import Plan as Planned
from amanah.foundation.imports.table import Table
from amanah.kernel import clock

ORIGIN: Final = "import:register"
_PARTS: Final = ("causes", "consequences", "red_flags")
_CONTINUES: Final = frozenset({*_PARTS, "code"})
_PLAIN: Final = ("process", "stage", "objective", "scheme", "fraud_type", "actors_internal", "actors_external")


@dataclass
class Row(table.Row):
    """One line: a risk, or more causes and consequences of the risk above (`of`)."""

    brought: Brought | None = None
    of: "Row | None" = None
    parts: dict[str, list[str]] = field(default_factory=dict)
    unlike: int = 0
    """How many of its scores are not what the criteria in force make of it."""


def _check(rows: Sequence[Row], viewer: Viewer) -> None:
    """A fixed number of queries, however many rows."""
    known = Known(viewer, {row.said["owner"] for row in rows if row.said["owner"]})
    by, seen = criteria.in_force(clock.today()), dict[tuple[object, str], int]()
    there = set(queries.visible(viewer).exclude(state="closed").values_list("unit_id", "title"))
    _continue(rows)
    for row in rows:
        if row.of is not None or not any(row.cells.values()):
            continue
        if not row.said["title"]:
            row.refuse("title", _("Belum diisi."))
            continue
        plan = _plan(row, known)
        judged = _judged(row, by)
        if plan is None:
            continue
        _decide(row, plan, judged, by)
        place = (plan.unit.pk, plan.title.casefold())
        if place in seen:
            row.refuse("title", _("Risiko ini sudah ada pada baris %(number)d.") % {"number": seen[place]})
        seen.setdefault(place, row.number)
        if row.errors or (plan.unit.pk, plan.title) in there:
            continue
        note = _("Kode di register asal: %(code)s") % {"code": row.said["code"]} if row.said["code"] else ""
        row.brought = Brought(plan, judged, row.said["option"] or "", note)
        row.changes = _told(plan, judged, by, row)


def _continue(rows: Sequence[Row]) -> None:
    """Give rows that only go on with the causes and consequences of the risk above to it; merged cells leave such rows."""
    last: Row | None = None
    for row in rows:
        said = {key for key, value in row.said.items() if value}
        for name in _PARTS:
            row.parts[name] = list(row.said[name] or ())
        if row.said["title"] or row.errors:
            last = row
        elif said and said <= _CONTINUES and last is not None:
            row.of = last
            for name in _PARTS:
                last.parts[name] += [one for one in row.parts[name] if one not in last.parts[name]]


def _plan(row: Row, known: Known) -> Plan | None:
    """What the row says of a risk, as far as it can be said; what cannot is named at the row."""
    unit = known.unit(row.said["unit"] or "")
    if unit is None:
        row.refuse("unit", known.why_no_unit(row.said["unit"] or ""))
        return None
    owner = known.owner(row.said["owner"], unit) if row.said["owner"] else None
    if row.said["owner"] and owner is None:
        row.refuse("owner", _("Tidak ada satu orang dengan NIP, nama, atau jabatan ini."))
    for name in _PARTS:
        if any(len(one) > TITLE for one in row.parts[name]):
            row.refuse(name, _("Salah satunya lebih dari %(most)d huruf.") % {"most": TITLE})
    plain: dict[str, Any] = {name: row.said[name] or "" for name in _PLAIN}
    plan = Plan(
        unit=unit,
        kind=row.said["kind"] or "general",
        title=row.said["title"],
        **plain,
        owner=owner,
        causes=tuple(CausePlan(one) for one in row.parts["causes"]),
        consequences=tuple(ConsequencePlan(one) for one in row.parts["consequences"]),
        red_flags=tuple(RedFlagPlan(note=one) for one in row.parts["red_flags"]),
    )
    if not row.errors:
        try:
            check_plan(plan, "")
        except Refused as refusal:
            row.refuse("title", refusal.sentence)
    return plan


def _judged(row: Row, by: Criteria) -> tuple[Judgement, ...]:
    """The stages that the row scores; a stage takes both of its numbers, and the first one before the others."""
    found: list[Judgement] = []
    for stage in STAGES:
        likelihood, impact, score = (row.said[f"{stage}_{name}"] for name in ("likelihood", "impact", "score"))
        if likelihood is None and impact is None:
            continue
        if likelihood is None or impact is None:
            missing = "likelihood" if likelihood is None else "impact"
            row.refuse(f"{stage}_{missing}", _("Kemungkinan dan dampak diisi keduanya atau tidak sama sekali."))
            continue
        if stage != "inherent" and not found:
            row.refuse("inherent_likelihood", _("Nilai risiko melekatnya belum diisi."))
        reason = _("Dari register yang diimpor.")
        if score is not None and score != by.score(likelihood, impact):
            row.unlike += 1
            reason += " " + _("Skor di sana %(score)d.") % {"score": score}
        found.append(Judgement(stage, likelihood, impact, reason, ORIGIN))
    return tuple(found)


def _decide(row: Row, plan: Plan, judged: Sequence[Judgement], by: Criteria) -> None:
    """Whether what was decided there can be decided here."""
    standing_now = [one for one in judged if one.stage != "target"]
    if not row.said["option"]:
        return
    if not standing_now:
        row.refuse("option", Refused("unscored").sentence)
        return
    score = by.score(standing_now[-1].likelihood, standing_now[-1].impact)
    if row.said["option"] == "accept" and plan.kind in NEVER_ACCEPTED and not by.within(plan.kind, score):
        row.refuse("option", Refused("above_appetite").sentence)


def _told(plan: Plan, judged: Sequence[Judgement], by: Criteria, row: Row) -> list[str]:
    """What the row would change, in words."""
    told = [_("risiko baru, %(kind)s, %(unit)s") % {"kind": KINDS[plan.kind], "unit": plan.unit}]
    for one in judged:
        score = by.score(one.likelihood, one.impact)
        said = {"stage": STAGES[one.stage], "score": score, "level": by.band(score).title.get(get_language() or "id")}
        told.append(_("%(stage)s: %(score)d, %(level)s") % said)
        theirs = row.said[f"{one.stage}_score"]
        if theirs is not None and theirs != score:
            told[-1] += " " + _("(di berkas: %(theirs)d)") % {"theirs": theirs}
    if plan.causes or plan.consequences:
        told.append(_("%(causes)d sebab, %(consequences)d akibat") % {"causes": len(plan.causes), "consequences": len(plan.consequences)})
    return told


def _write(rows: Sequence[Row], viewer: Viewer) -> None:
    bring([row.brought for row in rows if row.brought is not None], viewer, ORIGIN)


def _count(plan: Planned[Row]) -> Mapping[str, int]:
    new = [row.brought for row in plan.changing if row.brought is not None]
    return {
        "rows": len(plan.rows),
        "risks": len(new),
        "scored": sum(bool(one.judged) for one in new),
        "general": sum(row.brought is not None and not row.said["kind"] for row in plan.changing),
        "unlike": sum(row.unlike for row in plan.changing),
    }


def may_bring(viewer: Viewer) -> bool:
    """Whether the viewer keeps the register of any unit."""
    return bool(standing(viewer).keeping)


REGISTER: Final[Table[Any]] = Table(SHAPE, Row, _check, _write, ("risk_table.imported", "risk:table"), _count)
