"""Files of due diligence as evidence by clause. Of a file about a person at a post only the post is named."""

from collections.abc import Iterable

from django.db.models import Q
from django.utils.translation import gettext as _

from amanah.engines.risks.declare import BRIBERY
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.threads import visibility
from amanah.rooms.antibribery.due_diligence import addresses, declare
from amanah.rooms.antibribery.due_diligence.models import Diligence, Inadequacy
from amanah.rooms.antibribery.due_diligence.queries.visible import about
from amanah.rooms.antibribery.models import Scope
from amanah.rooms.antibribery.requirements import proving
from amanah.rooms.antibribery.requirements.proving import Record

CLAUSES = ("7.2.2", "8.2", "8.5", "8.8")
MOST = 500


def offer() -> None:
    """Called once, when the part is installed."""
    proving.register("due_diligence", CLAUSES, records)


def records(viewer: Viewer, scope: Scope) -> Iterable[Record]:
    """The files of a scope and what was decided where controls did not suffice: two queries."""
    hidden = Q(source="") | visibility.not_arising_from_hidden(viewer, "source")
    files = Diligence.objects.filter(hidden, scope=scope).select_related("post")
    if viewer.account.person_id is not None:
        files = files.exclude(about(viewer.account.person_id))
    found = {one.pk: one for one in files.order_by("-asked_on", "pk")[:MOST]}
    for one in found.values():
        yield _file(one)
    gaps = Inadequacy.objects.filter(diligence__in=list(found)).order_by("-proposed_on", "pk")
    for gap in gaps:
        yield _gap(gap, found[gap.diligence_id])


def _file(one: Diligence) -> Record:
    outcome = str(declare.OUTCOMES.get(one.outcome, "")) or str(one.stands.title)
    facts = ((_("Golongan risiko"), BRIBERY[one.risk_class]), (_("Putaran"), str(one.round)))
    return Record(
        one.ref,
        _("Uji tuntas"),
        f"{one.number} {_called(one)}",
        outcome,
        one.decided_on or one.asked_on,
        declare.OUTCOME_TONES[one.outcome],
        addresses.of_diligence(one.number),
        facts,
        clauses=("8.2", "8.5") if one.sort == declare.ASSOCIATE else (declare.CLAUSES[one.sort],),
    )


def _gap(gap: Inadequacy, one: Diligence) -> Record:
    title, measure = f"{gap.number} {_called(one)}", str(declare.MEASURES[gap.measure])
    text = f"{measure}: {declare.INADEQUACY_STATES[gap.state]}"
    day, tone = gap.decided_on or gap.proposed_on, declare.INADEQUACY_TONES[gap.state]
    return Record(gap.ref, _("Ketidakcukupan pengendalian"), title, text, day, tone, addresses.of_inadequacy(gap.number), clauses=("8.8",))


def _called(one: Diligence) -> str:
    return one.post.title if one.post is not None else one.name
