"""The log of breaches with its hours, and the list of requests."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from amanah import rulebook
from amanah.foundation.access.decorators import role_required
from amanah.foundation.exports.tables import Sheet, csv_bytes, xlsx_bytes
from amanah.kernel import clock
from amanah.rooms.personal_data import moments
from amanah.rooms.personal_data.desk.opening import page_of, viewer_of
from amanah.rooms.personal_data.desk.pages import TONES, hours_words
from amanah.rooms.personal_data.models import Gravity
from amanah.rooms.personal_data.queries import files as queries
from amanah.rooms.personal_data.queries.files import Hours
from amanah.rooms.personal_data.roles import OFFICER
from amanah.rooms.personal_data.workflow import REQUEST

TYPES = {"csv": "text/csv; charset=utf-8", "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}


@role_required(OFFICER.key)
@require_safe
def breaches(request: HttpRequest) -> HttpResponseBase:
    """Every breach in sight, those whose hours still run first."""
    rows = [
        {
            "hours": hours,
            "case": hours.case,
            "topic": hours.case.declared.topics.get(hours.case.topic, ""),
            "state": hours.case.stands.title,
            "tone": TONES.get(hours.case.state, "info"),
            "words": hours_words(hours),
            "gravity": Gravity(hours.breach.gravity).label if hours.breach.gravity else "",
            "url": page_of(hours.case),
        }
        for hours in queries.breaches(viewer_of(request))
    ]
    return render(request, "personal_data/desk/breaches.html", {"rows": rows, "lead": _lead()})


def _lead() -> str:
    rule = rulebook.provision(moments.BREACH_NOTICE, on=clock.today())
    sentence = _("Subjek data dan lembaga diberi tahu tertulis paling lambat %(hours)s jam sejak diketahui: %(rule)s.")
    unread = "" if rule.verified else " " + _("Aturan ini belum dicocokkan dengan naskah resmi.")
    return sentence % {"hours": 24 * rule.length, "rule": rule.cite(get_language() or "id")} + unread


@role_required(OFFICER.key)
@require_safe
def breach_log(request: HttpRequest, form: str) -> HttpResponseBase:
    """The log as a table: codes, moments and sizes, no word of what happened."""
    if form not in TYPES:
        raise Http404
    rows = [_line(hours) for hours in queries.breaches(viewer_of(request))]
    title = _("log kegagalan pelindungan")
    content = csv_bytes(_headers(), rows) if form == "csv" else xlsx_bytes([Sheet(title, _headers(), rows)])
    name = f"amanah-{title.replace(' ', '-')}-{clock.today().isoformat()}.{form}"
    return HttpResponse(content, content_type=TYPES[form], headers={"Content-Disposition": f'attachment; filename="{name}"'})


@role_required(OFFICER.key)
@require_safe
def requests(request: HttpRequest) -> HttpResponseBase:
    """Every request in sight, those due first in front."""
    rows = [
        {
            "case": case,
            "topic": case.declared.topics.get(case.topic, ""),
            "state": case.stands.title,
            "outcome": case.declared.outcomes.get(case.outcome, ""),
            "tone": TONES.get(case.state, "info"),
            "urgency": urgency,
            "url": page_of(case),
        }
        for case, urgency in queries.requests(viewer_of(request))
    ]
    return render(request, "personal_data/desk/requests.html", {"rows": rows, "all_url": f"{reverse('cases:list')}?kind={REQUEST.key}"})


def _headers() -> list[str]:
    return [
        _("Nomor"),
        _("Jenis"),
        _("Status"),
        _("Diketahui"),
        _("Batas pemberitahuan"),
        _("Subjek data diberi tahu"),
        _("Lembaga diberi tahu"),
        _("Akibat"),
        _("Orang terkena"),
        _("Data spesifik"),
        _("Hasil"),
        _("Ditutup"),
    ]


def _line(hours: Hours) -> list[Any]:
    case, breach = hours.case, hours.breach
    return [
        case.number,
        str(case.declared.topics.get(case.topic, "")),
        str(case.stands.title),
        _minute(breach.known_at),
        _minute(hours.due_at),
        hours.sent.get("notice_subjects"),
        hours.sent.get("notice_authority"),
        str(Gravity(breach.gravity).label) if breach.gravity else "",
        breach.people,
        {True: _("ya"), False: _("tidak"), None: ""}[breach.specific],
        str(case.declared.outcomes.get(case.outcome, "")),
        case.closed_on,
    ]


def _minute(moment: Any) -> str:
    return moments.local(moment).strftime("%Y-%m-%d %H:%M")
