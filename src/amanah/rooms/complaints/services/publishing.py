"""From a complaint to what everybody may read of it: written by one person, published by another, and never of a secret one."""

import hashlib

from django.db import transaction
from django.utils.translation import gettext as _

from amanah.engines.cases import services as cases
from amanah.engines.cases.models import Case
from amanah.engines.cases.queries import may_see
from amanah.engines.cases.scope import holds
from amanah.engines.cases.services.moving import same_person
from amanah.engines.cases.services.people import works_on
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.ledger import services as ledger
from amanah.foundation.organisation import text as folding
from amanah.kernel import canonical, clock
from amanah.rooms.complaints import masking, queries
from amanah.rooms.complaints.models import Publication
from amanah.rooms.complaints.workflow import COMPLAINT, OFFICERS

State = Publication.State
STANDING = (State.PROPOSED, State.PUBLISHED)


def write(case: Case, *, viewer: Viewer, title: str, text: str, answer: str) -> Publication:
    """Propose what shall be public. It stays unseen until somebody else publishes it.

    Raises:
        Refused: "not_found", "role", "open_proposal" while another version stands, and "guard" for a secret complaint or words that
            still hold what looks like a number or an address of a person.
    """
    with transaction.atomic():
        _lock(case, viewer)
        if not works_on(viewer, case):
            raise cases.Refused("role")
        _publishable(case, title, text, answer)
        if case.publications.filter(state__in=STANDING).exists():
            raise cases.Refused("open_proposal")
        made = Publication.objects.create(
            case=case,
            title=title,
            text=text,
            answer=answer,
            written_by=viewer.account,
            written_on=clock.today(),
            search=folding.fold(f"{case.number} {title} {text} {answer}"),
        )
        _note("written", made, viewer.actor)
        return made


def publish(publication: Publication, *, viewer: Viewer) -> None:
    """Be the second person: from now on everybody may read it. Refused as `write`, "decided", "same_person" and "approver"."""
    with transaction.atomic():
        case, found = _waiting(publication, viewer)
        if same_person(Viewer.of(found.written_by), viewer):
            raise cases.Refused("same_person")
        if not holds(viewer, OFFICERS, case):
            raise cases.Refused("approver")
        _publishable(case, found.title, found.text, found.answer)
        _decide(found, State.PUBLISHED, viewer)


def reject(publication: Publication, *, viewer: Viewer) -> None:
    """Turn a proposal down, or take back one's own."""
    with transaction.atomic():
        case, found = _waiting(publication, viewer)
        if found.written_by_id != viewer.account.pk and not holds(viewer, OFFICERS, case):
            raise cases.Refused("approver")
        _decide(found, State.REJECTED, viewer)


def withdraw(publication: Publication, *, viewer: Viewer) -> None:
    """Take a published version off the public pages; one person may, at any time."""
    with transaction.atomic():
        case = _lock(publication.case, viewer)
        found = Publication.objects.select_for_update().get(pk=publication.pk)
        if found.state != State.PUBLISHED:
            raise cases.Refused("decided")
        if not holds(viewer, OFFICERS, case):
            raise cases.Refused("role")
        found.state = State.WITHDRAWN
        found.save(update_fields=["state"])
        _note("withdrawn", found, viewer.actor)


def withdraw_all(case: Case) -> None:
    """Take off whatever stands of this case, in the caller's transaction: it may not be public any more."""
    for found in case.publications.select_for_update().filter(state__in=STANDING):
        found.state = State.WITHDRAWN
        found.save(update_fields=["state"])
        _note("withdrawn", found, "system")


def _lock(case: Case, viewer: Viewer) -> Case:
    case.refresh_from_db(from_queryset=Case.objects.select_for_update())
    if not may_see(viewer, case.pk):
        raise cases.Refused("not_found")
    return case


def _waiting(publication: Publication, viewer: Viewer) -> tuple[Case, Publication]:
    case = _lock(publication.case, viewer)
    found = Publication.objects.select_for_update(of=("self",)).select_related("written_by__person").get(pk=publication.pk)
    if found.state != State.PROPOSED:
        raise cases.Refused("decided")
    return case, found


def _publishable(case: Case, *texts: str) -> None:
    if case.kind != COMPLAINT.key or queries.flags(case).secret:
        raise cases.Refused("guard", _("Pengaduan rahasia tidak diterbitkan."))
    left = [passage for text in texts for passage in masking.left(text)]
    if left:
        raise cases.Refused("guard", _("Masih ada yang tampak sebagai data pribadi: %(left)s.") % {"left": ", ".join(left[:5])})


def _decide(found: Publication, state: str, viewer: Viewer) -> None:
    found.state, found.decided_by, found.decided_on = state, viewer.account, clock.today()
    found.save(update_fields=["state", "decided_by", "decided_on"])
    _note(state, found, viewer.actor)


def _note(what: str, publication: Publication, actor: str) -> None:
    words = canonical.encode([publication.title, publication.text, publication.answer])
    facts = {"publication": str(publication.pk), "digest": hashlib.sha256(words).hexdigest(), "day": clock.today()}
    ledger.append(f"complaint.{what}", publication.case.ref, facts, actor=actor)
