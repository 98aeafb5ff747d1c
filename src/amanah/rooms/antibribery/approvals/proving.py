"""What of this part proves a clause: offered to whoever lays out evidence by clause."""

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from amanah.engines.risks.controls import declare as tests
from amanah.engines.risks.controls.addresses import of_control
from amanah.engines.risks.controls.queries.visible import reachable
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.organisation.models import below
from amanah.rooms.antibribery.approvals import declare, nodes
from amanah.rooms.antibribery.approvals.queries.standing import standing_of
from amanah.rooms.antibribery.models import Scope
from amanah.rooms.antibribery.requirements import proving
from amanah.rooms.antibribery.requirements.proving import Record
from amanah.ui.templatetags.amanah_ui import number, shortdate

MOST = 200
"""The most records of one kind: whoever needs more has the register."""
CLAUSES = ("5.3.3", "8.3", "8.4", "8.6", "8.7")


def offer() -> None:
    """Called once, when the part is installed."""
    proving.register("approvals", CLAUSES, records, order=60)


def records(viewer: Viewer, scope: Scope) -> Iterable[Record]:
    """Delegations, controls, commitments and what was given, of one scope: four queries."""
    yield from _delegations(scope)
    yield from _controls(viewer, scope)
    yield from _commitments(scope)
    yield from _requests(scope)


def _delegations(scope: Scope) -> Iterator[Record]:
    for one in scope.delegations.select_related("delegate", "delegator").order_by("-opened_on", "-pk")[:MOST]:
        said = standing_of(one)
        facts = (
            (_("Penerima delegasi"), one.delegate.name),
            (_("Didelegasikan oleh"), one.delegator.name),
            (_("Dasar"), one.instrument),
            (_("Berlaku"), f"{shortdate(one.since)} – {shortdate(one.until)}"),
            (_("Pernyataan konflik kepentingan"), shortdate(one.confirmed_on)),
        )
        yield Record(
            one.ref,
            nodes.TITLES[declare.DELEGATION],
            f"{one.number} {one.decision}",
            declare.STANDINGS[said],
            one.opened_on,
            declare.STANDING_TONES[said],
            nodes.address_of(one),
            facts,
            clauses=("5.3.3",),
        )


def _controls(viewer: Viewer, scope: Scope) -> Iterator[Record]:
    found = reachable(viewer).filter(below(scope.unit.path, "unit__path"), state="active")
    for one in found.select_related("unit").order_by("number")[:MOST]:
        facts = ((_("Unit"), str(one.unit)), (_("Frekuensi"), tests.FREQUENCIES[one.frequency]))
        yield Record(
            one.ref,
            tests.SORTS[one.sort],
            f"{one.number} {one.title}",
            tests.verdict_title(one.verdict),
            one.tested_on,
            tests.TONES[one.verdict],
            of_control(one.number),
            facts,
            clauses=("8.3" if one.sort == "financial" else "8.4",),
        )


def _commitments(scope: Scope) -> Iterator[Record]:
    for one in scope.commitments.order_by("-opened_on", "-pk")[:MOST]:
        facts = (
            (_("Kontrak atau transaksi"), one.matter),
            (_("Dokumen"), one.document or "–"),
            (_("Hak mengakhiri karena suap"), _("tertulis") if one.right_to_end else _("tidak tertulis")),
            (_("Pengganti komitmen"), one.instead or "–"),
        )
        yield Record(
            one.ref,
            nodes.TITLES[declare.COMMITMENT],
            f"{one.number} {one.associate}",
            declare.COMMITMENT_STATES[one.state],
            one.answered_on or one.opened_on,
            declare.COMMITMENT_TONES[one.state],
            nodes.address_of(one),
            facts,
            clauses=("8.6",),
        )


def _requests(scope: Scope) -> Iterator[Record]:
    for one in scope.approvals.order_by("-asked_on", "-pk")[:MOST]:
        facts = (
            (_("Jenis"), declare.KINDS[one.kind]),
            (_("Penerima"), declare.RECIPIENTS[one.recipient_kind]),
            (_("Nilai"), f"Rp{number(one.value)}"),
            (_("Diminta"), shortdate(one.asked_on)),
            (_("Hari pemberian"), shortdate(one.event_on)),
        )
        yield Record(
            one.ref,
            nodes.TITLES[declare.APPROVAL],
            f"{one.number} {one.title}",
            declare.STATES[one.state],
            one.decided_on or one.asked_on,
            "danger" if one.late else declare.TONES[one.state],
            nodes.address_of(one),
            facts,
            clauses=("8.7",),
        )
