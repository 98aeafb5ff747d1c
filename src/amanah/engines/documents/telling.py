"""Who hears of what. Notices name a document by its number only; none is made for who may not see it."""

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from amanah.engines.documents import addresses, declare
from amanah.engines.documents.events import DocumentStepped
from amanah.engines.documents.models import Distribution, Document, Reading, Round, Seat, Signature, Version
from amanah.foundation.access.models import Account
from amanah.foundation.clocks.events import DeadlineMissed, DeadlineNear
from amanah.foundation.notices import codes
from amanah.foundation.notices import services as notices
from amanah.foundation.notices.codes import NoticeCode, register

REVIEW = register(NoticeCode("documents.review", _("Dokumen %(number)s menunggu tinjauan Anda.")))
APPROVAL = register(NoticeCode("documents.approval", _("Dokumen %(number)s menunggu pengesahan Anda.")))
RETURNED = register(NoticeCode("documents.returned", _("Dokumen %(number)s dikembalikan kepada penyusunnya.")))
IN_FORCE = register(NoticeCode("documents.in_force", _("Dokumen %(number)s disahkan dan berlaku.")))
READ = register(NoticeCode("documents.read", _("Dokumen %(number)s menunggu Anda baca.")))
READ_BY = register(NoticeCode("documents.read_by", _("Dokumen %(number)s perlu Anda baca sebelum %(due)s.")))
UNREAD = register(NoticeCode("documents.unread", _("Belum semua orang membaca dokumen %(number)s; tenggatnya %(due)s.")))
LOOK = register(NoticeCode("documents.look", _("Dokumen %(number)s perlu ditinjau ulang pada %(due)s.")))
WITHDRAWN = register(NoticeCode("documents.withdrawn", _("Dokumen %(number)s ditarik dan tidak berlaku lagi.")))

MOST = 300
"""To how many people one act, and then each beat, sends notices."""


def stepped(event: DocumentStepped) -> None:
    """Reviewers, approvers, drafter and readers hear of what concerns them."""
    document = Document.objects.get(pk=event.document_id)
    version = Version.objects.only("round", "asked", "drafted_by").get(pk=event.version_id) if event.version_id else None
    if version is None:
        return
    if event.act == "reviewing":
        _tell(Seat.objects.filter(version=version, round=version.round).values_list("person_id", flat=True), REVIEW, document, event.actor)
    elif event.act == "asked":
        asked = Signature.objects.filter(version=version, asked=version.asked)
        _tell(asked.values_list("approver_id", flat=True), APPROVAL, document, event.actor)
    elif event.act in {"returned", "in_force"}:
        _tell([version.drafted_by_id], RETURNED if event.act == "returned" else IN_FORCE, document, event.actor)
    elif event.act in {"distributed", "withdrawn"}:
        code = READ if event.act == "distributed" else WITHDRAWN
        _tell_readers(Round(version_id=version.pk, code=code.key, after=0, without=event.actor))


def near(event: DeadlineNear) -> None:
    """Whoever has not read it hears that the day comes near; so does who keeps a document whose review falls due."""
    _due(event.ref, event.name, event.due_on, late=False)


def missed(event: DeadlineMissed) -> None:
    """The same once the day has passed; then whoever handed it out hears that not everybody read it."""
    _due(event.ref, event.name, event.due_on, late=True)


def _due(ref: str, name: str, due_on: date, *, late: bool) -> None:
    if name == declare.REVIEW_CLOCK:
        document = Document.objects.filter(ref=ref).select_related("opened_by").first()
        if document is not None:
            _tell_accounts([document.opened_by], LOOK, document, due=due_on)
    elif name == declare.READING_CLOCK:
        row = Distribution.objects.filter(pk=ref.partition(":")[2]).select_related("version__document", "by").first()
        if row is None or row.version.state != declare.IN_FORCE:
            return
        _tell_readers(Round(version_id=row.version_id, distribution=row, code=READ_BY.key, after=0, due_on=due_on))
        if late:
            _tell_accounts([row.by], UNREAD, row.version.document, due=due_on)


def go_on(moment: datetime) -> int:  # noqa: ARG001 - what is left does not depend on the hour
    """Tell the next portion of every notice that had too many readers; answers how many people were looked at."""
    return sum(_tell_readers(one) for one in Round.objects.all())


@transaction.atomic
def _tell_readers(one: Round) -> int:
    """Tell a portion of the readers, those who still have to read unless it was withdrawn, and note where to go on."""
    rows = Reading.objects.filter(version=one.version_id, pk__gt=one.after).order_by("pk")
    if one.distribution_id is not None:
        rows = rows.filter(distribution=one.distribution_id)
    if one.code != WITHDRAWN.key:
        rows = rows.filter(read_on__isnull=True, version__state=declare.IN_FORCE, version__document__withdrawn_on__isnull=True)
    portion = list(rows.values_list("pk", "person_id")[: MOST + 1])
    told = portion[:MOST]
    document = Document.objects.get(versions=one.version_id)
    _tell([person for _pk, person in told], codes.code(one.code), document, one.without, due=one.due_on)
    if len(portion) > MOST:
        one.after = told[-1][0]
        one.save()
    elif one.pk is not None:
        one.delete()
    return len(told)


def _tell(people: Iterable[UUID], code: NoticeCode, document: Document, without: str, *, due: date | None = None) -> None:
    accounts = Account.objects.filter(person_id__in=list(people)).select_related("person").order_by("pk")
    _tell_accounts(accounts, code, document, due=due, without=without)


def _tell_accounts(
    accounts: Iterable[Account], code: NoticeCode, document: Document, *, due: date | None = None, without: str = ""
) -> None:
    params = {"number": document.number} | ({"due": due.isoformat()} if due else {})
    for account in accounts:
        if f"account:{account.pk}" != without:
            notices.notify(account, code.key, document.ref, params=params, url=addresses.of_document(document.number))
