"""Asking, giving, opening, ending: each is one POST and goes back to the case."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from amanah.engines.cases import queries as cases
from amanah.engines.cases.models import Case
from amanah.engines.reports.desk.forms import ReasonForm
from amanah.engines.reports.desk.opening import answer, case_or_404, page_of, viewer_of, with_opened
from amanah.engines.reports.opened import Opened
from amanah.foundation.access.decorators import role_required, signed_in
from amanah.foundation.vault.desk.session import unlocked_keys
from amanah.foundation.vault.quorum import queries as quorums
from amanah.foundation.vault.quorum import services as quorum
from amanah.foundation.vault.quorum.models import Opening
from amanah.kernel.sealing import KeyPair
from amanah.rooms.whistleblowing.gravest import services
from amanah.rooms.whistleblowing.gravest.desk.forms import RuleForm
from amanah.rooms.whistleblowing.workflow import COORDINATOR, GRAVEST, SHARED_ROUTE


@signed_in
def ask(request: HttpRequest, number: str) -> HttpResponseBase:
    """Ask the holders to open this report, with a reason."""
    case = _shared_or_404(request, number)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        done = _("Permintaan dikirim kepada semua pemegang.")
        return answer(request, case, "", lambda: services.ask(case, viewer_of(request), form.cleaned_data["text"]), done)
    context = {
        "case": case,
        "form": form,
        "heading": _("Minta dibuka bersama"),
        "lead": _("Semua pemegang membaca alasan ini. Permintaan, pemberian, dan pembukaannya dicatat di buku besar."),
        "button": _("Kirim permintaan"),
        "back": page_of(case),
    }
    return render(request, "reports/desk/write.html", context, status=400 if form.errors else 200)


@require_POST
@signed_in
def contribute(request: HttpRequest, number: str, opening_id: UUID) -> HttpResponseBase:
    """Give one's share to a colleague."""
    case = _shared_or_404(request, number)
    done = _("Bagian Anda disegel untuk pemohon.")
    return _with_keys(request, case, lambda pair: services.contribute(case, viewer_of(request), opening_id, pair), done)


@require_POST
@signed_in
def open_now(request: HttpRequest, number: str) -> HttpResponseBase:
    """Join the shares and read."""
    case = _shared_or_404(request, number)
    return _with_keys(request, case, lambda pair: services.open_now(case, viewer_of(request), pair), _("Perkara terbuka untuk Anda."))


@require_POST
@signed_in
def end(request: HttpRequest, number: str) -> HttpResponseBase:
    """Give the opening back."""
    case = _shared_or_404(request, number)
    return answer(request, case, "", lambda: services.end(case, viewer_of(request)), _("Perkara tertutup lagi bagi Anda."))


@require_POST
@with_opened
def resplit(request: HttpRequest, opened: Opened) -> HttpResponseBase:
    """Split the key anew among those who may hold a share now."""
    if opened.case.route != SHARED_ROUTE:
        raise Http404
    done = _("Kunci dibagi ulang; bagian yang lama tidak berlaku lagi.")
    return answer(request, opened.case, "", lambda: services.resplit(opened), done)


@role_required(GRAVEST)
def waiting(request: HttpRequest) -> HttpResponseBase:
    """What waits for this person's share."""
    viewer = viewer_of(request)
    wishes = [wish for wish in quorums.waiting_for(viewer.account.pk) if wish.quorum.matter.startswith("case:")]
    ids = [UUID(wish.quorum.matter.removeprefix("case:")) for wish in wishes]
    found = {case.ref: case for case in cases.visible(viewer).filter(pk__in=ids)}
    pair = unlocked_keys(request)
    lines = [wish_line(wish, found[wish.quorum.matter], viewer.account, pair) for wish in wishes if wish.quorum.matter in found]
    return render(request, "gravest/waiting.html", {"lines": lines, "unlocked": pair is not None})


@role_required(COORDINATOR)
def rule(request: HttpRequest) -> HttpResponseBase:
    """How many of how many, and for how long."""
    now = quorums.rule()
    form = RuleForm(request.POST or None, initial={"threshold": now.threshold, "most": now.most, "days": now.days})
    if request.method == "POST" and form.is_valid():
        quorum.set_rule(**form.cleaned_data, actor=viewer_of(request).actor)
        messages.success(request, _("Aturan disimpan. Ia berlaku untuk laporan yang masuk mulai sekarang."))
        return redirect("gravest_desk:rule")
    return render(request, "gravest/rule.html", {"form": form}, status=400 if form.errors else 200)


def wish_line(opening: Opening, case: Case, reader: Any, pair: KeyPair | None) -> dict[str, Any]:
    """An opening as its colleagues see it."""
    return {
        "id": opening.pk,
        "case": case,
        "who": str(opening.asker),
        "day": opening.asked_on,
        "progress": quorums.progress(opening),
        "reason": quorum.reason(opening, reader, pair) if pair else "",
    }


def _shared_or_404(request: HttpRequest, number: str) -> Case:
    case = case_or_404(request, number)
    if case.route != SHARED_ROUTE:
        raise Http404
    return case


def _with_keys(request: HttpRequest, case: Case, act: Callable[[KeyPair], Any], done: str) -> HttpResponseBase:
    pair = unlocked_keys(request)
    if pair is None:
        return redirect(f"{reverse('vault:unlock')}?{urlencode({'next': page_of(case)})}")
    return answer(request, case, "", lambda: act(pair), done)
