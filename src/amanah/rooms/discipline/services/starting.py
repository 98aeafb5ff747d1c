"""Beginning a case of discipline from the result of another one."""

from collections.abc import Iterable
from uuid import uuid4

from django.db import transaction

from amanah.engines.cases import services as cases
from amanah.engines.cases.declare import SYSTEM
from amanah.engines.cases.models import Case, SubjectTag
from amanah.foundation.access import exclusion
from amanah.foundation.access.models import Account, Grant, stands_on
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.organisation.models import Person
from amanah.foundation.threads import services as threads
from amanah.foundation.vault import queries as keys
from amanah.foundation.vault import services as vault
from amanah.kernel import clock
from amanah.rooms.discipline import superiors
from amanah.rooms.discipline.models import Examiner
from amanah.rooms.discipline.papers import STATEMENT, Statement, record_of
from amanah.rooms.discipline.superiors import Superior
from amanah.rooms.discipline.workflow import COORDINATOR, DISCIPLINE


class NoReceiver(Exception):  # noqa: N818 - it is an answer, not an error of the program
    """Nobody who manages discipline may receive this and holds a key; nothing was stored."""


class NotNamed(Exception):  # noqa: N818 - it is an answer, not an error of the program
    """The person is not recorded as a subject of the source, so that they might still see it; nothing was stored."""


def tags_of(source: Case) -> frozenset[bytes]:
    """The keyed tags of everybody whom the source is about."""
    return frozenset(bytes(tag) for tag in SubjectTag.objects.filter(case=source).values_list("tag", flat=True))


def start(statement: Statement, person: Person, *, source: Case, viewer: Viewer, superior: Superior | None = None) -> Case:
    """Begin a case about `person` with what `statement` says. Nothing else of `source` goes along but who is kept out.

    Whoever the source is about is kept out of the new case too. Whether `viewer` may hand the result on is for the caller to know.

    Args:
        statement: what the examiner will read, whole.
        person: whom it concerns; the source must be recorded as being about them.
        source: the case whose result this is.
        viewer: who hands it on.
        superior: who examines, from `superiors.able`; None leaves that to whoever manages discipline.

    Raises:
        NotNamed: the person is no subject of the source.
        NoReceiver: nobody may receive it.
        Refused: "excluded" where the superior chosen may not act.
    """
    tags = tags_of(source)
    if exclusion.person_tag(person.pk) not in tags:
        raise NotNamed
    if superior is not None and not superiors.fit(superior.account, tags):
        raise cases.Refused("excluded")
    readers = _receivers(tags)
    if not readers:
        raise NoReceiver
    case_id = uuid4()
    holders = keys.public_keys([*readers, *([superior.account] if superior else [])])
    sealed = vault.seal_record(record_of(case_id), {STATEMENT: statement.to_bytes()}, {**holders, **keys.standing_holders()})
    with transaction.atomic():
        vault.store(sealed)
        case = cases.open_case(
            DISCIPLINE,
            case_id=case_id,
            route=next(iter(DISCIPLINE.routes)),
            topic=statement.topic,
            tags=tags,
            actor=viewer.actor,
            facts={"sealed": sealed.digest},
        )
        threads.link(case.ref, "arose_from", source.ref, actor=viewer.actor)
        if superior is not None:
            Examiner.objects.create(case=case, account=superior.account, element=superior.element)
            cases.assign(case, superior.account, viewer=SYSTEM)
            cases.move(case, "appoint", viewer=SYSTEM)
    return case


def _receivers(tags: Iterable[bytes]) -> list[Account]:
    """Everybody who manages discipline for the institution, has a key, and is not concerned."""
    today, known = clock.today(), frozenset(tags)
    grants = Grant.objects.filter(stands_on(today), role=COORDINATOR, unit__parent__isnull=True).select_related("account")
    return [account for account in {grant.account for grant in grants} if superiors.fit(account, known)]
