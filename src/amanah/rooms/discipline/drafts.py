"""From a paper of the case to a letter: what is filled in before anybody types.

Only what the person concerned may be told goes in: who they are, the breach, the provisions, and the paper itself. The evidence, who
inspected, notes, and reasons of refusal stay inside.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from amanah.engines.cases.papers import Sheet
from amanah.foundation.access.models import Account
from amanah.foundation.letters import queries as letters
from amanah.foundation.letters.models import Letter
from amanah.rooms.discipline import penalties
from amanah.rooms.discipline.letters import BY_CHANNEL
from amanah.rooms.discipline.queries import Content, confirmed
from amanah.rooms.discipline.superiors import post_of
from amanah.rooms.discipline.workflow import DISCIPLINE


def sheets(content: Content) -> list[Sheet]:
    """The papers that may leave the house, oldest first; a decision only after somebody else has confirmed it."""
    decided = confirmed(content.case)
    return [sheet for sheet in content.papers(*BY_CHANNEL) if sheet.entry.channel != "decision" or sheet.entry.field in decided]


def values_of(content: Content, sheet: Sheet) -> dict[str, str]:
    """What the letter of this paper begins with, in Indonesian as letters are, whatever the screen of the writer speaks."""
    with translation.override("id"):
        kind = BY_CHANNEL[sheet.entry.channel]
        own = {"subject": str(kind.subject), **_common(content), "body": sheet.paper.text}
        own |= _facts(content, sheet) | _signer(sheet)
        asked = {one.key for one in kind.asked}
        return {name: value for name, value in own.items() if name in asked and value}


def _common(content: Content) -> dict[str, str]:
    statement, person = content.statement, content.person
    nip = f"NIP {person.nip}" if person is not None and person.nip else ""
    named = "\n".join(line for line in (statement.name, nip, statement.post) if line)
    return {"person": named, "breach": statement.breach, "rules": statement.rules}


def _facts(content: Content, sheet: Sheet) -> dict[str, str]:
    facts, channel = sheet.paper.facts, sheet.entry.channel
    if channel == "summons":
        return {"hearing": _said(sheet.paper.day("hearing")), "venue": facts.get("place", "")}
    if channel == "minutes":
        refused = _("Yang diperiksa menolak menandatangani berita acara ini.") if facts.get("signed") == "refused" else ""
        called = [one for one in content.papers("summons") if one.entry.seq < sheet.entry.seq]
        hearing = called[-1].paper.day("hearing") if called else None
        return {"day": _said(hearing or sheet.day), "present": facts.get("present", ""), "signature": refused}
    if channel == "decision":
        return {"result": _penalty(sheet) or _("Tidak dijatuhi hukuman disiplin.")}
    if channel == "delivery":
        return {"day": _said(sheet.paper.day("day")), "decision": _decision_number(content)}
    return {"result": _ruling(facts), "ruling": facts.get("number", "")}


def _penalty(sheet: Sheet) -> str:
    on = sheet.paper.day("on")
    chosen = penalties.named(sheet.paper.facts["penalty"], on) if on and sheet.paper.facts.get("penalty") else None
    return chosen.title if chosen else ""


def _ruling(facts: Mapping[str, str]) -> str:
    move, _colon, level = facts.get("result", "").partition(":")
    if move == "change":
        return _("Hukuman diubah menjadi: %(level)s") % {"level": DISCIPLINE.outcomes.get(level, "")}
    return {"uphold": _("Keputusan dikuatkan"), "annul": _("Keputusan dibatalkan")}.get(move, "")


def _decision_number(content: Content) -> str:
    kind = BY_CHANNEL["decision"].key
    known = [one for one in letters.of_matter(content.case.ref) if one.kind == kind and one.number]
    return next((one.number for one in known if one.state != Letter.State.VOID), "")


def _signer(sheet: Sheet) -> dict[str, str]:
    """Whoever wrote the paper signs; a decision is signed by the authority it names, whose name is asked for."""
    if sheet.entry.channel == "decision":
        return {"signer_title": sheet.paper.facts.get("authority", "")}
    account = Account.objects.filter(pk=sheet.entry.author.removeprefix("account:")).select_related("person").first()
    person: Any = account.person if account else None
    return {"signer_name": sheet.who, "signer_title": post_of(person) if person else "", "signer_nip": (person.nip or "") if person else ""}


def _said(day: date | None) -> str:
    return date_format(day, "l, j F Y") if day else ""
