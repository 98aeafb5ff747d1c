"""Records of the parts below this one as evidence by clause: reports, documents in force, audits, nonconformities, certification.

Everything is taken by the scope and not by roles, because whoever looks may be a guest; see `requirements.records`. Clauses are those that
both editions share, or stand for each edition by itself.
"""

from collections.abc import Iterable, Iterator
from functools import partial
from typing import Final

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from amanah.engines.documents import addresses as documents_at
from amanah.engines.documents import declare as document_words
from amanah.engines.documents import queries as documents
from amanah.engines.documents.models import Document
from amanah.engines.engagements import addresses as engagements_at
from amanah.engines.engagements import declare as engagement_words
from amanah.engines.engagements.models import Engagement
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.evidence import downloads
from amanah.foundation.threads import visibility
from amanah.foundation.threads.models import Link
from amanah.kernel import clock
from amanah.rooms.antibribery import addresses, declare
from amanah.rooms.antibribery.audits.kind import KEY as AUDIT
from amanah.rooms.antibribery.certification import addresses as certification_at
from amanah.rooms.antibribery.certification import declare as certification_words
from amanah.rooms.antibribery.models import Report, Scope
from amanah.rooms.antibribery.nonconformities import addresses as nonconformities_at
from amanah.rooms.antibribery.nonconformities import declare as nonconformity_words
from amanah.rooms.antibribery.nonconformities.models import Nonconformity
from amanah.rooms.antibribery.requirements import records
from amanah.rooms.antibribery.requirements.records import File, Record

MOST = 200
BOTH_CLAUSES: Final = {declare.EDITION_2025: ("10.2",), declare.EDITION_2016: ("10.1",)}
"""Nonconformity and corrective action: the two parts of chapter 10 changed places between the editions."""


def offer() -> None:
    """Called once, when the part is installed."""
    records.register("applicability", ("4.3", "4.4"), applicability, order=10)
    records.register("reports", ("9.4",), reports, order=20)
    records.register("documents", ("5.2", "7.5"), in_force, order=30)
    records.register("audits", ("9.2",), audits, order=40)
    records.register("nonconformities", BOTH_CLAUSES, nonconformities, order=50)
    records.register("certification", ("4.4",), certification, order=60)


def applicability(_viewer: Viewer, scope: Scope) -> Iterable[Record]:
    """The statement of applicability as it stands now, for each edition by which the scope is run."""
    for edition in scope.edition_keys:
        title = f"{scope.number} {declare.EDITIONS[edition]}"
        files = tuple(File(f"{scope.number}-{edition}.{form}", partial(_applicability, scope, edition, form)) for form in ("pdf", "xlsx"))
        yield Record(scope.ref, _("Pernyataan penerapan"), title, _("menurut keadaan sekarang"), clock.today(), "info", files=files)


def reports(_viewer: Viewer, scope: Scope) -> Iterable[Record]:
    """What the function reported to top management and the governing body, once it was issued."""
    for one in scope.reports.filter(issued_on__isnull=False).select_related("author__person")[:MOST]:
        one.scope = scope
        text = f"{date_format(one.period_from, 'j F Y')} – {date_format(one.period_to, 'j F Y')}"
        yield Record(
            scope.ref,
            _("Laporan FKAP"),
            one.number,
            text,
            one.issued_on,
            url=addresses.of_report(scope.number, one.number),
            files=(File(f"{one.number}.pdf", partial(_report, one)),),
        )


def in_force(_viewer: Viewer, scope: Scope) -> Iterable[Record]:
    """The documents in force: what the scope's unit shares, the policies above it, what was tied to the scope or an expected document."""
    ties = Link.objects.filter(source__startswith="document:", ended_on__isnull=True)
    targets = {"target__gte": f"scope-document:{scope.pk}/", "target__lt": f"scope-document:{scope.pk}0"}
    tied = ties.filter(target=scope.ref) | ties.filter(**targets)
    for one in documents.handed(scope.unit, set(tied.values_list("source", flat=True)))[:MOST]:
        current = one.current
        if current is None:
            continue
        since = current.effective_from
        files: tuple[File, ...] = ()
        if current.file_id is not None:
            files = (File(current.file_name or f"{one.number}.bin", partial(_document, one), current.file_sha256),)
        elif current.text:
            files = (File(f"{one.number}.txt", partial(_text, one), ""),)
        facts = [(_("Versi"), current.label), (_("Sidik isi (SHA-256)"), current.sha256)]
        if current.address:
            facts.append((_("Alamat"), current.address))
        yield Record(
            one.ref,
            document_words.SORTS[one.sort],
            f"{one.code or one.number} {one.title}",
            _("berlaku sejak %(day)s") % {"day": date_format(since, "j F Y")} if since else "",
            since,
            "success",
            documents_at.of_document(one.number),
            tuple(facts),
            files,
            ("5.2", "7.5") if one.sort == "policy" else ("7.5",),
        )


def audits(viewer: Viewer, scope: Scope) -> Iterable[Record]:
    """Internal audits of the scope from their plan on; the report once it is issued."""
    found = Engagement.objects.filter(kind=AUDIT, scope=scope.ref).filter(visibility.not_arising_from_hidden(viewer, "source"))
    for one in found.order_by("-starts_on", "pk")[:MOST]:
        told = one.state in engagement_words.REPORTED
        files = (File(f"{one.number}.pdf", partial(_audit, one)),) if told else ()
        text = f"{one.stands.title}; {date_format(one.starts_on, 'j F Y')} – {date_format(one.ends_on, 'j F Y')}"
        yield Record(
            one.ref,
            _("Audit internal"),
            f"{one.number} {one.title}",
            text,
            one.reported_on or one.starts_on,
            "success" if told else "info",
            engagements_at.of_engagement(one.number),
            ((_("Lingkup"), one.covers), (_("Kesimpulan"), one.conclusion or "–")),
            files,
        )


def nonconformities(viewer: Viewer, scope: Scope) -> Iterable[Record]:
    """What did not conform, and what was done about it until its effect was checked."""
    found = Nonconformity.objects.filter(scope=scope).filter(visibility.not_arising_from_hidden(viewer, "source"))
    for one in found.select_related("checked_by").order_by("-opened_on", "pk")[:MOST]:
        facts = [(_("Tingkat"), nonconformity_words.GRADES[one.grade]), (_("Asal"), nonconformity_words.SORTS[one.sort])]
        said = ((_("Koreksi"), one.correction), (_("Sebab"), one.cause), (_("Keefektifan"), one.effect))
        facts += [(title, text) for title, text in said if text]
        yield Record(
            one.ref,
            _("Ketidaksesuaian"),
            f"{one.number} {one.title}",
            one.stands.title,
            one.opened_on,
            one.stands.tone,
            nonconformities_at.of_nonconformity(one.number),
            tuple(facts),
        )


def certification(_viewer: Viewer, scope: Scope) -> Iterable[Record]:
    """Certifications with what their bodies found, and how that was corrected."""
    for one in scope.certifications.prefetch_related("findings", "visits"):
        facts = [(_("Lembaga sertifikasi"), one.body), (_("Edisi"), declare.EDITIONS[one.edition])]
        if one.certificate:
            facts.append((_("Sertifikat"), one.certificate))
        if one.valid_from and one.valid_to:
            facts.append((_("Masa berlaku"), f"{date_format(one.valid_from, 'j F Y')} – {date_format(one.valid_to, 'j F Y')}"))
        for finding in one.findings.all():
            grade = str(certification_words.GRADES[finding.grade])
            facts.append((f"{grade} {finding.clause}".strip(), "\n".join(filter(None, [finding.text, finding.correction]))))
        url = certification_at.of_certification(scope.number, one.number)
        yield Record(one.ref, _("Sertifikasi"), one.number, one.stands.title, one.opened_on, one.stands.tone, url, tuple(facts))


def _applicability(scope: Scope, edition: str, form: str, _actor: str) -> Iterator[bytes]:
    from amanah.rooms.antibribery.requirements.desk.exports import statement  # late: papers are made at the desk

    yield statement(scope, edition, form)


def _report(one: Report, _actor: str) -> Iterator[bytes]:
    from amanah.rooms.antibribery.desk.reports import paper  # late: papers are made at the desk

    yield paper(one, one.figures)


def _audit(one: Engagement, _actor: str) -> Iterator[bytes]:
    from amanah.engines.engagements.desk.document import document  # late: papers are made at the desk
    from amanah.foundation.exports.pdf import pdf_bytes  # as above

    yield pdf_bytes("engagement_report.typ", document(one))


def _document(one: Document, actor: str) -> Iterator[bytes]:
    kept = documents.handed_file(one)
    if kept is not None:
        yield from downloads.pieces(*kept, actor=actor)


def _text(one: Document, _actor: str) -> Iterator[bytes]:
    current = Document.objects.select_related("current").get(pk=one.pk).current
    yield (current.text if current is not None else "").encode()
