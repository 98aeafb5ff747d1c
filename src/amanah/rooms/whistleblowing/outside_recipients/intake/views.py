"""Coming in with the words of an appointment, reading what was sealed for them, and answering. Works without JavaScript."""

from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from http import HTTPStatus
from typing import Any, Concatenate, ParamSpec
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from amanah.engines.cases.refusals import Refused
from amanah.engines.reports.intake.draft import set_cookie
from amanah.foundation.evidence import queries as evidence
from amanah.foundation.evidence.downloads import download
from amanah.foundation.evidence.errors import NotThere
from amanah.foundation.vault import services as vault
from amanah.foundation.vault.errors import Busy, CannotOpen, NotAHolder
from amanah.foundation.vault.services import OpenedMailbox
from amanah.kernel import receipts
from amanah.rooms.whistleblowing.outside_recipients import packages, queries, services
from amanah.rooms.whistleblowing.outside_recipients.intake.forms import AgeForm, WordsForm, WriteForm
from amanah.rooms.whistleblowing.outside_recipients.models import OutsideMatter
from amanah.rooms.whistleblowing.questionnaires import answers as questionnaires
from amanah.rooms.whistleblowing.topics import BY_KEY

COOKIE = PURPOSE = "outside"
PATH = "/recipients/"
IDLE = timedelta(minutes=30)
STEP = timedelta(minutes=5)
WHO = {True: "theirs", False: "mine"}

P = ParamSpec("P")


def _open(request: HttpRequest) -> OpenedMailbox | None:
    token = request.COOKIES.get(COOKIE, "")
    data = vault.refresh(PURPOSE, token, IDLE, step=STEP) if token else None
    return OpenedMailbox.from_bytes(data) if data is not None else None


def with_box(view: Callable[Concatenate[HttpRequest, OpenedMailbox, P], HttpResponseBase]) -> Any:
    """For pages behind the words: whoever has not entered them is asked for them."""

    @never_cache
    @csrf_protect
    @wraps(view)
    def opening(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        box = _open(request)
        return redirect("outside:enter") if box is None else view(request, box, *args, **kwargs)

    return opening


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@csrf_protect
def enter(request: HttpRequest) -> HttpResponse:
    """The list of reports, or the place to enter the words."""
    box = _open(request)
    if request.method != "POST":
        return _ask(request, WordsForm()) if box is None else _list(request, box, AgeForm(initial=_age(box)))
    form = WordsForm(request.POST)
    if not form.is_valid():
        return _ask(request, form, status=422)
    try:
        found = vault.open_mailbox(receipts.parse(form.cleaned_data["receipt"]), kind="outside")
    except receipts.ReceiptError:
        found = None
    except Busy:
        form.add_error(None, _("Sedang banyak orang yang masuk. Tunggu setengah menit, lalu coba lagi."))
        response = _ask(request, form, status=HTTPStatus.SERVICE_UNAVAILABLE)
        response["Retry-After"] = "20"
        return response
    if found is None:
        form.add_error("receipt", _("Kata dan angka ini tidak cocok dengan penunjukan mana pun. Periksa ejaan, urutan, dan angkanya."))
        return _ask(request, form, status=422)
    answer = HttpResponseRedirect(reverse("outside:enter"))
    set_cookie(answer, COOKIE, vault.keep(PURPOSE, found.to_bytes(), IDLE), PATH)
    return answer


@require_POST
@with_box
def age_key(request: HttpRequest, box: OpenedMailbox) -> HttpResponse:
    """Keep or forget the public key for packages."""
    form = AgeForm(request.POST)
    if not form.is_valid():
        return _list(request, box, form, status=422)
    services.set_age_key(queries.recipient_of(box), form.cleaned_data["age_key"])
    return redirect("outside:enter")


@require_POST
@never_cache
@csrf_protect
def leave(request: HttpRequest) -> HttpResponse:
    """Close in this browser."""
    if token := request.COOKIES.get(COOKIE, ""):
        vault.forget(PURPOSE, token)
    response = HttpResponseRedirect(reverse("outside:enter"))
    response.delete_cookie(COOKIE, path=PATH, samesite="Strict")
    return response


@require_safe
@with_box
def report(request: HttpRequest, box: OpenedMailbox, number: str) -> HttpResponse:
    """One report."""
    return _show(request, box, _matter_or_404(box, number))


@require_POST
@with_box
def write(request: HttpRequest, box: OpenedMailbox, number: str, side: str) -> HttpResponse:
    """Write to the reporter or to the handlers."""
    matter = _matter_or_404(box, number)
    verbs = {"reporter": services.write_to_reporter, "handlers": services.write_to_handlers}
    if side not in verbs:
        raise Http404
    form = WriteForm(request.POST)
    if not form.is_valid():
        return _show(request, box, matter, {side: form}, status=422)
    verbs[side](matter, box, form.cleaned_data["text"])
    return redirect("outside:report", number)


@require_POST
@with_box
def stand(request: HttpRequest, box: OpenedMailbox, number: str, act: str) -> HttpResponse:
    """Take over, or pass back."""
    matter = _matter_or_404(box, number)
    verbs = {"take": services.take_over, "back": services.pass_back}
    if act not in verbs:
        raise Http404
    try:
        verbs[act](matter, box)
    except Refused as refusal:
        return _show(request, box, matter, trouble=refusal.sentence, status=409)
    return redirect("outside:report", number)


@require_safe
@with_box
def file(request: HttpRequest, box: OpenedMailbox, number: str, file_id: UUID) -> HttpResponseBase:  # noqa: ARG001 - Django's signature
    """One file, unsealed while it is sent."""
    matter = _matter_or_404(box, number)
    for upload in queries.reading(matter, box).files:
        if upload.file_id == str(file_id):
            item = get_object_or_404(evidence.items(matter.case.ref), pk=file_id)
            return download(item, upload, actor=box.record)
    raise Http404


@require_POST
@with_box
def package(request: HttpRequest, box: OpenedMailbox, number: str) -> HttpResponse:
    """The whole report, encrypted for the recipient's age key."""
    matter = _matter_or_404(box, number)
    key = queries.recipient_of(box).age_key
    if not key:
        raise Http404
    try:
        data = packages.package(queries.reading(matter, box), key)
    except packages.TooLarge:
        return _show(request, box, matter, trouble=_("Berkasnya terlalu besar untuk satu paket. Unduh satu per satu."), status=413)
    except NotThere:
        return _show(request, box, matter, trouble=_("Ada berkas yang hilang dari penyimpanan. Beri tahu instansi."), status=409)
    response = HttpResponse(data, content_type="application/octet-stream")
    response["Content-Disposition"] = f'attachment; filename="{matter.case.number}.zip.age"'
    return response


def _show(
    request: HttpRequest,
    box: OpenedMailbox,
    matter: OutsideMatter,
    forms: dict[str, WriteForm] | None = None,
    *,
    trouble: str = "",
    status: int = 200,
) -> HttpResponse:
    try:
        reading = queries.reading(matter, box)
    except (NotAHolder, CannotOpen):
        raise Http404 from None
    recipient = queries.recipient_of(box)
    names = dict.fromkeys(queries.authors(matter), _("Koordinator laporan")) | {box.record: _("Anda")}
    talk = [
        {"side": WHO[theirs], "who": _("Pelapor") if theirs else _("Penerima"), "day": day, "text": text}
        for theirs, day, text in reading.conversation
    ]
    context = {
        "reading": reading,
        "matter": matter,
        "topic": BY_KEY[reading.report.topic].title if reading.report.topic in BY_KEY else "",
        "answers": [text for text in reading.report.answers.values() if text],
        "lines": questionnaires.laid_out(reading.report.questionnaire, reading.report.extra),
        "talk": talk,
        "notes": queries.messages(matter, box.record, box.key_pair, names),
        "reporter_form": (forms or {}).get("reporter") or WriteForm(label=_("Pesan kepada pelapor"), prefix=None),
        "handlers_form": (forms or {}).get("handlers") or WriteForm(label=_("Pesan kepada koordinator instansi"), auto_id="id_handlers_%s"),
        "age_key": recipient.age_key,
        "trouble": trouble,
    }
    return render(request, "outside/report.html", context, status=status)


def _list(request: HttpRequest, box: OpenedMailbox, form: AgeForm, *, status: int = 200) -> HttpResponse:
    recipient = queries.recipient_of(box)
    context = {"recipient": recipient, "matters": queries.matters_of(recipient), "form": form, "ended": recipient.ended_on}
    return render(request, "outside/list.html", context, status=status)


def _age(box: OpenedMailbox) -> dict[str, str]:
    return {"age_key": queries.recipient_of(box).age_key}


def _ask(request: HttpRequest, form: WordsForm, *, status: int = 200) -> HttpResponse:
    return render(request, "outside/enter.html", {"form": form}, status=status)


def _matter_or_404(box: OpenedMailbox, number: str) -> OutsideMatter:
    return get_object_or_404(queries.recipient_of(box).matters.select_related("case", "recipient"), case__number=number)
