"""The addresses of Open311. They know no session and no person, and say only what was published."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from amanah.kernel import numbers
from amanah.rooms.complaints.exchange import matters
from amanah.rooms.complaints.exchange.open311 import asking, definition, receiving
from amanah.rooms.complaints.exchange.open311.answers import Refused, answer, errors
from amanah.rooms.complaints.exchange.open311.asking import CLOSED, OPEN, moment

SPECIFICATION = "http://wiki.open311.org/GeoReport_v2"
CHANGESET = "2026-11-23T00:00:00+07:00"
_NOT_THERE = 404

View = Callable[..., HttpResponse]


def _refusing(view: View) -> View:
    """Say a refusal in the format that was asked for."""

    @wraps(view)
    def said(request: HttpRequest, form: str, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, form, **kwargs)
        except Refused as refusal:
            return errors(form, refusal)

    return said


@require_safe
@_refusing
def discovery(request: HttpRequest, form: str) -> HttpResponse:
    """What this server speaks and where."""
    root = request.build_absolute_uri(reverse("open311:root"))
    endpoint = {
        "specification": SPECIFICATION,
        "url": root.rstrip("/"),
        "changeset": CHANGESET,
        "type": "production",
        "formats": ["text/xml", "application/json"],
    }
    content = {
        "changeset": CHANGESET,
        "contact": _("Petugas pengaduan %(institution)s") % {"institution": matters.institution()},
        "key_service": _(
            "Kunci API diberikan oleh petugas pengaduan kepada mitra yang menandatangani perjanjian; mintalah lewat kontak di atas."
        ),
        "endpoints": [endpoint],
    }
    return answer(form, "discovery", content)


@require_safe
@_refusing
def services(_request: HttpRequest, form: str) -> HttpResponse:
    """What may be complained about."""
    return answer(form, "services", definition.services())


@require_safe
@_refusing
def service(_request: HttpRequest, form: str, code: str) -> HttpResponse:
    """What else may be said of one kind of complaint."""
    return answer(form, "service_definition", definition.of(code))


@csrf_exempt  # a program sends it, with a key and without cookies
@_refusing
def requests(request: HttpRequest, form: str) -> HttpResponse:
    """Published complaints, and handing in a new one."""
    if request.method == "POST":
        return answer(form, "service_requests", [receiving.receive(request.POST, with_files=bool(request.FILES))])
    if request.method not in {"GET", "HEAD"}:
        raise Refused(405, _("Hanya GET dan POST yang dikenal di sini."))
    return answer(form, "service_requests", _shown(request, matters.published(asking.read(request.GET.dict()), most=asking.MOST)))


@require_safe
@_refusing
def one(request: HttpRequest, form: str, number: str) -> HttpResponse:
    """One published complaint. What was not published is not there, and the answer is the same as for a number that never was."""
    found = matters.published(asking.Wanted(numbers=(numbers.tidy(number.replace("\x00", "")),)), most=1)
    if not found:
        raise Refused(_NOT_THERE, _("Tidak ada pengaduan yang dipublikasikan dengan nomor ini."))
    return answer(form, "service_requests", _shown(request, found))


@require_safe
@_refusing
def token(_request: HttpRequest, form: str, plain: str) -> HttpResponse:
    """The number of a complaint that was handed in, as soon as it is published."""
    number = receiving.number_of(plain)
    if number is None:
        raise Refused(_NOT_THERE, _("Token ini tidak dikenal."))
    return answer(form, "service_requests", [{"service_request_id": number or None, "token": plain}])


@require_safe
def root(_request: HttpRequest) -> HttpResponse:
    """The beginning of all addresses; only discovery tells more."""
    return HttpResponse(status=_NOT_THERE)


def _shown(request: HttpRequest, found: list[matters.Published]) -> list[dict[str, Any]]:
    extended = request.GET.get("extensions", "") in {"true", "v1", "1"}
    return [_as_request(one, extended=extended) for one in found]


def _as_request(found: matters.Published, *, extended: bool) -> dict[str, Any]:
    content: dict[str, Any] = {
        "service_request_id": found.number,
        "status": CLOSED if found.closed else OPEN,
        "status_notes": found.answer or None,
        "service_name": str(found.title),
        "service_code": found.code,
        "description": found.text,
        "agency_responsible": found.unit or None,
        "service_notice": None,
        "requested_datetime": moment(found.received),
        "updated_datetime": moment(found.changed),
        "expected_datetime": None,
        "address": None,
        "address_id": None,
        "zipcode": None,
        "lat": None,
        "long": None,
        "media_url": None,
    }
    if extended:
        content["extended_attributes"] = {"lapor_status": str(found.state), "lapor_status_code": found.state_code}
    return content
