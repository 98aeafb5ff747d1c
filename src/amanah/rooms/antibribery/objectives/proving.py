"""Policy, objectives and measures as evidence for the clauses that ask for them."""

from collections.abc import Iterable

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from amanah.foundation.access.viewer import Viewer
from amanah.rooms.antibribery.models import Scope
from amanah.rooms.antibribery.objectives import addresses, queries, said
from amanah.rooms.antibribery.requirements.records import Record

POLICY, OBJECTIVES, MEASURES = ("5.2",), ("6.2",), ("9.1",)


def policy(_viewer: Viewer, scope: Scope) -> Iterable[Record]:
    """The policy in force: one query."""
    found = queries.policy.current(scope)
    if found is not None and found.document.current is not None and found.document.withdrawn_on is None:
        version = found.document.current
        since = date_format(version.effective_from, "j F Y") if version.effective_from else "–"
        text = _("Versi %(label)s, berlaku sejak %(day)s") % {"label": version.label, "day": since}
        facts = ((_("Sidik naskah"), version.sha256),)
        url = addresses.of_policy(scope.number)
        yield Record(found.ref, _("Kebijakan"), found.document.title, text, version.effective_from, "success", url, facts)


def objectives(_viewer: Viewer, scope: Scope) -> Iterable[Record]:
    """Every objective with how it stands: two queries."""
    for row in queries.objectives.of_scope(scope):
        one, latest = row.objective, row.standing.latest
        facts = (
            (_("Keadaan awal"), f"{said.number(one.baseline)} {one.unit_word}"),
            (_("Target"), f"{said.number(one.target)} {one.unit_word}"),
            (_("Terakhir"), f"{said.number(latest.value)} {one.unit_word}" if latest is not None else "–"),
            (_("Penanggung jawab"), str(one.owner)),
            (_("Cara menilai hasilnya"), one.judged_how),
            *(((_("Evaluasi"), one.evaluation),) if one.evaluation else ()),
        )
        yield Record(one.ref, _("Sasaran"), f"{one.number} {one.title}", row.word, one.due_on, row.tone, row.url, facts, (), OBJECTIVES)


def measures(_viewer: Viewer, scope: Scope) -> Iterable[Record]:
    """Every measure with its latest reading: two queries."""
    for row in queries.measures.of_scope(scope):
        one, latest = row.measure, row.latest
        reading = latest.reading if latest is not None else None
        text = f"{said.reading(reading, one)}: {latest.word}" if reading is not None and latest is not None else _("belum pernah dibaca")
        facts = (
            (_("Metode"), one.method),
            (_("Seberapa sering"), row.frequency),
            (_("Penganalisis"), str(one.analyst)),
            (_("Pembacaan"), str(sum(1 for slot in row.slots if slot.readings))),
            (_("Terlewat"), str(row.missed)),
        )
        day = reading.read_on if reading is not None else one.starts_on
        yield Record(
            one.ref,
            _("Ukuran pemantauan"),
            f"{one.number} {one.title}",
            text,
            day,
            latest.tone if latest else "neutral",
            row.url,
            facts,
            (),
            MEASURES,
        )
