"""What the mailbox in the browser does besides reading and writing: its parts of a page, and what their scripts ask and send."""

from typing import Any
from uuid import UUID

from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from amanah.engines.cases.models import Case
from amanah.engines.reports.intake import reminders
from amanah.engines.reports.report import ANSWERS
from amanah.foundation.evidence import queries as evidence
from amanah.foundation.evidence import services as files
from amanah.foundation.vault import queries as keys
from amanah.rooms.whistleblowing.afterwards import queries as afterwards
from amanah.rooms.whistleblowing.afterwards.services import quarter_of
from amanah.rooms.whistleblowing.browser_sealing import shapes
from amanah.rooms.whistleblowing.browser_sealing.answering import answering, done, in_few_lengths, problem, unknown
from amanah.rooms.whistleblowing.browser_sealing.keyed import lines
from amanah.rooms.whistleblowing.intake import identity_told
from amanah.rooms.whistleblowing.intake.steps import LABELS
from amanah.rooms.whistleblowing.services import browser_further, browser_mailbox
from amanah.rooms.whistleblowing.topics import BY_KEY as TOPICS
from amanah.rooms.whistleblowing.workflow import WHISTLEBLOWING
from amanah.ui.templatetags.amanah_ui import longdate


def parts(case: Case) -> dict[str, Any]:
    """What is in clear about a report besides its standing; nothing for other kinds of cases."""
    if case.kind != WHISTLEBLOWING.key:
        return {}
    due, coming = browser_further.asked(case), reminders.coming(case)
    return {
        "told": [
            _("Identitas Anda dibuka pada %(day)s untuk %(purpose)s, dengan persetujuan penyimpan amplop.")
            % {"day": longdate(line["day"]), "purpose": line["purpose"]}
            for line in identity_told.told(case.ref)
        ],
        "check_in": {"step": due.name, "since": due.since.isoformat()} if due else None,
        "closed": case.closed_on.isoformat() if case.closed_on else "",
        "quarter": quarter_of(case.closed_on).isoformat() if case.closed_on else "",
        "again": longdate(coming[0]) if coming else "",
        "calendar": reminders.calendar(coming).decode() if coming else "",
    }


def own_texts() -> dict[str, str]:
    """The names of what a report holds, for whoever reads their own."""
    more = {
        "own_topic": _("Pokok masalah"),
        "own_place": _("Unit atau tempat"),
        "own_excluded": _("Tidak boleh melihat"),
        "own_unread": _("Laporan ini tidak dapat dibaca kembali."),
    }
    topics = {f"topic_{key}": str(topic.title) for key, topic in TOPICS.items()}
    return {f"own_{name}": str(LABELS[name]) for name in ANSWERS} | more | topics


@answering
def file(request: HttpRequest, file_id: UUID) -> HttpResponseBase:
    """One sealed file of the case, as it lies on the disk. As in the ordinary mailbox, this is noted nowhere."""
    case = case_of(request)
    item = evidence.items(case.ref).filter(pk=file_id).first() if case is not None else None
    if item is None:
        return in_few_lengths(unknown())
    response = FileResponse(files.open_sealed(item), content_type="application/octet-stream")
    response["Cache-Control"] = "no-store, no-transform"
    return response


@answering
def check_in(request: HttpRequest) -> HttpResponse:
    """Take the sealed answer to the check-in that is due, and whether somebody has to look at once."""
    values = shapes.read(request.body)
    case = case_of(request)
    if case is None:
        return in_few_lengths(unknown())
    browser_further.answer_check_in(case, shapes.message(values), worrying=values.get("worrying") is True)
    return done()


@answering
def rating(request: HttpRequest) -> HttpResponse:
    """Count three coded answers, apart from the case, and take the sealed message that says them to the handlers."""
    values = shapes.read(request.body)
    case = case_of(request)
    if case is None:
        return in_few_lengths(unknown())
    browser_further.rate(case, shapes.message(values), shapes.texts(values, "codes"))
    return done()


@answering
def recipients(request: HttpRequest) -> HttpResponse:
    """To whom the identity can be given, with their keys, and what the next envelope is called."""
    case = case_of(request)
    if case is None:
        return in_few_lengths(unknown())
    found = browser_further.recipients(case, shapes.identity_ref(shapes.read(request.body)))
    names = afterwards.free_envelopes(case.pk)
    if not found or not names:
        return problem("over", _("Identitas Anda tidak dapat diberitahukan lewat cara ini sekarang. Tulislah pesan biasa."), 409)
    standing = keys.standing_holders()
    return done(
        {
            "recipients": [
                {"key": one.key, "title": one.title, "hint": one.hint, "custodians": one.custodians, "lines": lines(one.holders, {})}
                for one in found
            ],
            "recovery": lines(standing, standing),
            "stays": names[False],
            "passes_on": names[True],
        }
    )


@answering
def identity(request: HttpRequest) -> HttpResponse:
    """Take a sealed envelope and the sealed message that says to whom it was given."""
    values = shapes.read(request.body)
    case = case_of(request)
    if case is None:
        return in_few_lengths(unknown())
    browser_further.give_identity(case, shapes.message(values), shapes.identity(values))
    return done()


def case_of(request: HttpRequest) -> Case | None:
    """The case whose receipt the request proves."""
    values = shapes.read(request.body)
    return browser_mailbox.case_of(shapes.locator(values), shapes.authenticator(values))
