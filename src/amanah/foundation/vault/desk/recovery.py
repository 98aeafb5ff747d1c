"""The desk's pages about the institution's recovery key: the ceremony, rehearsals, and opening by recovery."""

from collections.abc import Callable
from datetime import UTC, datetime
from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from amanah.foundation.access.decorators import role_required, signed_in
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.vault import queries, services
from amanah.foundation.vault.desk import session
from amanah.foundation.vault.desk.recovery_forms import REFUSED, CallForm, ConfirmForm, RecoveryForm, ShareForm
from amanah.foundation.vault.errors import CannotOpen, NotAHolder
from amanah.foundation.vault.models import RecoveryCall, RecoveryKey
from amanah.foundation.vault.roles import RECOVERY_OFFICER
from amanah.kernel import clock

COOKIE = "desk_shares"
PATH = "/desk/vault/"
TONES = {"called": "warning", "confirmed": "info", "done": "success", "withdrawn": "neutral"}
STATES = {
    "called": gettext_lazy("Menunggu petugas kedua"),
    "confirmed": gettext_lazy("Disetujui, menunggu lembar"),
    "done": gettext_lazy("Selesai"),
    "withdrawn": gettext_lazy("Dibatalkan"),
}
SCOPES = {
    "case": gettext_lazy("Satu perkara"),
    "lost": gettext_lazy("Semua yang hilang dari penerimanya"),
    "all": gettext_lazy("Semua yang boleh dilihat penerimanya"),
}
NOT_OURS = gettext_lazy("Lembar-lembar ini cocok satu sama lain, tetapi bukan kunci pemulihan instansi ini. Tidak ada yang dibuka.")

recovery_officer = role_required(RECOVERY_OFFICER.key)


@recovery_officer
@never_cache
def recovery(request: HttpRequest) -> HttpResponse:
    """The recovery key: which is in force, and setting up a new one. The sheets are in the answer to the form, once, and nowhere else."""
    form = RecoveryForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        numbers = form.cleaned_data
        new = services.prepare_recovery_key(numbers["threshold"], numbers["shares"], actor=_viewer(request).actor)
        sheets = [share.split() for share in new.shares]
        row = RecoveryKey.objects.get(pk=new.id)
        return render(request, "vault/recovery_sheets.html", {"new": new, "sheets": sheets, "form": ConfirmForm(row=row)})
    key = queries.recovery_key()
    context = {
        "form": form,
        "key": key,
        "holders": list(key.holders.all()) if key else [],
        "rehearsed": queries.rehearsed_on(key) if key else None,
        "prepared": queries.prepared_key(),
        "calls": [_line(call) for call in queries.calls_before(_viewer(request))],
    }
    return render(request, "vault/recovery.html", context, status=_status(form))


@recovery_officer
@never_cache
@require_POST
def confirm_recovery(request: HttpRequest) -> HttpResponse:
    """The sheets are printed and given out: the names are noted, and the key counts, or waits for the old sheets."""
    row = RecoveryKey.objects.filter(pk=_uuid(request.POST.get("key", "")), since=None).first()
    if row is None:
        return _replaced(request)
    form = ConfirmForm(request.POST, row=row)
    if not form.is_valid():
        return render(request, "vault/recovery_confirm.html", {"form": form}, status=_status(form))
    services.name_share_holders(row.pk, form.names)
    if queries.recoverable():
        return redirect("vault:rotation", row.pk)
    return _put_in_force(request, row)


@recovery_officer
@never_cache
def rotation(request: HttpRequest, key_id: UUID) -> HttpResponse:
    """A new recovery key beside one in force: wrap everything anew with the old sheets, or let it count for what comes."""
    row = RecoveryKey.objects.filter(pk=key_id, since=None).first()
    if row is None:
        return _replaced(request)
    if request.method == "POST":
        return _put_in_force(request, row)
    return render(request, "vault/rotation.html", {"row": row, "records": queries.recoverable(), "key": queries.recovery_key()})


@recovery_officer
@never_cache
def call_new(request: HttpRequest) -> HttpResponse:
    """Call a recovery."""
    form = CallForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        called = form.call(session.account_of(request))
        if called is not None:
            messages.success(request, _("Pemulihan dipanggil. Semua petugas pemulihan dan koordinator sudah diberi tahu."))
            return redirect("vault:call", called.pk)
    return render(request, "vault/call_new.html", {"form": form}, status=_status(form))


@signed_in
@never_cache
def call(request: HttpRequest, call_id: UUID) -> HttpResponse:
    """One recovery: how it stands, and what the person looking can do about it."""
    row, viewer = _call_or_404(request, call_id), _viewer(request)
    officer = viewer.has(RECOVERY_OFFICER.key)
    stands = row.state in {RecoveryCall.State.CALLED, RecoveryCall.State.CONFIRMED}
    parties = {row.caller_id, row.beneficiary_id}
    context = {
        **_line(row),
        "reason": _reason(request, row),
        "key_open": session.unlocked_keys(request) is not None,
        "titles": queries.titled(row.records),
        "may_confirm": officer
        and row.caller_id is not None
        and row.state == RecoveryCall.State.CALLED
        and viewer.account.pk not in parties,
        "may_open": officer and row.state == RecoveryCall.State.CONFIRMED and viewer.account.pk == row.caller_id,
        "may_withdraw": officer and stands,
        "stands": stands,
    }
    return render(request, "vault/call.html", context)


@require_POST
@recovery_officer
def confirm_call(request: HttpRequest, call_id: UUID) -> HttpResponse:
    """Be the second officer."""
    row = _call_or_404(request, call_id)
    try:
        services.confirm_call(row, viewer=_viewer(request))
    except services.SamePerson:
        messages.error(request, _("Yang menyetujui harus petugas lain: bukan pemanggil dan bukan penerima kuncinya."))
    except services.NotNow:
        messages.error(request, _("Pemulihan ini sudah berlanjut atau dibatalkan."))
    else:
        messages.success(request, _("Pemulihan disetujui. Pemanggilnya sekarang dapat memasukkan lembar bersama para pemegangnya."))
    return redirect("vault:call", row.pk)


@require_POST
@recovery_officer
def withdraw_call(request: HttpRequest, call_id: UUID) -> HttpResponse:
    """Call it off."""
    row = _call_or_404(request, call_id)
    try:
        services.withdraw_call(row, viewer=_viewer(request))
    except services.NotNow:
        messages.error(request, _("Pemulihan ini sudah berlanjut atau dibatalkan."))
    else:
        messages.success(request, _("Pemulihan dibatalkan; tidak ada yang dibuka."))
    return redirect("vault:call", row.pk)


@recovery_officer
@never_cache
@sensitive_post_parameters("share")
def shares(request: HttpRequest, act: str) -> HttpResponse:
    """The shares, one after the other on this machine, and then the act for which they came together."""
    perform, context = _act(request, act)
    account = str(session.account_of(request).pk)
    gathering = services.gathered(request.COOKIES.get(COOKIE, ""), account, act)
    form = ShareForm()
    if request.method == "POST" and "stop" in request.POST:
        return _dispersed(request, redirect("vault:recovery"))
    if request.method == "POST" and "finish" in request.POST and gathering is not None and gathering.complete:
        return _dispersed(request, perform(gathering))
    if request.method == "POST" and "share" in request.POST:
        form = ShareForm(request.POST)
        fresh = gathering or services.begin(account, act)
        if form.is_valid():
            try:
                services.add_share(fresh, form.cleaned_data["share"])
            except services.ShareRefused as refusal:
                form.add_error("share", REFUSED[refusal.code])
            else:
                return _keeping(redirect("vault:shares", act), fresh)
        # What was typed wrongly is not sent back: it is most of a secret.
        form.data = {}
        gathering = fresh
    if gathering is not None:
        context |= {"numbers": sorted(gathering.numbers), "needed": gathering.needed, "complete": gathering.complete}
        context["places"] = range((gathering.needed or 0) - len(gathering.shares))
        context["until"] = datetime.fromtimestamp(gathering.ends, UTC)
    page = render(request, "vault/shares.html", {"form": form, "act": act, **context}, status=_status(form))
    return _keeping(page, gathering) if gathering is not None else page


def _act(request: HttpRequest, act: str) -> tuple[Callable[[services.Gathering], HttpResponse], dict[str, Any]]:
    """What the shares are for, from the address: "rehearse", "open-<call>" or "rotate-<key>"."""
    kind, _dash, number = act.partition("-")
    back: dict[str, Any] = {"back": reverse("vault:recovery"), "kind": kind}
    if kind == "rehearse" and not number:
        return lambda gathering: _rehearsed(request, gathering), back
    if kind == "rotate" and RecoveryKey.objects.filter(pk=_uuid(number), since=None).exists():
        return lambda gathering: _rotated(request, gathering, _uuid(number)), back
    row = RecoveryCall.objects.filter(pk=_uuid(number), state=RecoveryCall.State.CONFIRMED, caller=session.account_of(request)).first()
    if kind != "open" or row is None or not queries.may_see_call(_viewer(request), row):
        raise Http404
    return lambda gathering: _opened(request, gathering, row), back | {"back": reverse("vault:call", args=[row.pk]), "call": row}


def _rehearsed(request: HttpRequest, gathering: services.Gathering) -> HttpResponse:
    try:
        services.rehearse(gathering.shares, actor=_viewer(request).actor)
    except (services.SharesError, services.NoKeys):
        messages.error(request, NOT_OURS)
    else:
        messages.success(request, _("Uji bagian berhasil: lembar-lembar itu membuka kunci pemulihan. Tidak ada perkara yang dibuka."))
    return redirect("vault:recovery")


def _rotated(request: HttpRequest, gathering: services.Gathering, key_id: UUID) -> HttpResponse:
    actor = _viewer(request).actor
    try:
        renewed, left = services.rotate_recovery_key(key_id, services.recover(gathering.shares, actor=actor), actor=actor)
    except (services.SharesError, services.NoKeys):
        messages.error(request, NOT_OURS)
        return redirect("vault:rotation", key_id)
    told = _("Kunci pemulihan baru berlaku, dan %(n)d rekaman sudah disegel ulang untuknya. Lembar lama dapat dihancurkan.")
    some_left = _("Kunci pemulihan baru berlaku. %(n)d rekaman disegel ulang; %(left)d masih memerlukan lembar yang lebih lama.")
    (messages.warning if left else messages.success)(request, (some_left if left else told) % {"n": renewed, "left": left})
    return redirect("vault:recovery")


def _opened(request: HttpRequest, gathering: services.Gathering, row: RecoveryCall) -> HttpResponse:
    try:
        pair = services.recover(gathering.shares, actor=_viewer(request).actor)
        handed = services.open_call(row, pair, shares=gathering.numbers)
    except (services.SharesError, services.NoKeys):
        messages.error(request, NOT_OURS)
    except services.NotNow:
        messages.error(request, _("Pemulihan ini sudah berlanjut atau dibatalkan."))
    else:
        told = {"n": queries.matters(handed.given), "who": row.beneficiary}
        messages.success(request, _("Kunci %(n)d perkara diserahkan kepada %(who)s.") % told)
    return redirect("vault:call", row.pk)


def _put_in_force(request: HttpRequest, row: RecoveryKey) -> HttpResponse:
    try:
        services.confirm_recovery_key(row.pk, actor=_viewer(request).actor)
    except services.NoKeys:
        return _replaced(request)
    messages.success(request, _("Kunci pemulihan berlaku mulai sekarang. Laporan baru dapat dipulihkan dengan lembar-lembar itu."))
    return redirect("vault:recovery")


def _replaced(request: HttpRequest) -> HttpResponse:
    messages.error(request, _("Kunci pemulihan ini sudah digantikan atau sudah berlaku. Buat yang baru bila lembarnya tidak ada."))
    return redirect("vault:recovery")


def _line(row: RecoveryCall) -> dict[str, Any]:
    return {"call": row, "state": STATES[row.state], "tone": TONES[row.state], "scope": SCOPES[row.scope]}


def _reason(request: HttpRequest, row: RecoveryCall) -> str:
    pair = session.unlocked_keys(request)
    if pair is None:
        return ""
    try:
        return services.open_field(row.ref, "reason", services.content_key(row.ref, _viewer(request).actor, pair)).decode()
    except (NotAHolder, CannotOpen):
        return ""


def _call_or_404(request: HttpRequest, call_id: UUID) -> RecoveryCall:
    row = get_object_or_404(
        RecoveryCall.objects.select_related("caller__person", "beneficiary__person", "confirmed_by__person"), pk=call_id
    )
    if not queries.may_see_call(_viewer(request), row):
        raise Http404
    return row


def _keeping(response: HttpResponse, gathering: services.Gathering) -> HttpResponse:
    lasts = max(0, gathering.ends - int(clock.now().timestamp()))
    response.set_cookie(
        COOKIE, gathering.token, max_age=lasts, path=PATH, httponly=True, samesite="Strict", secure=settings.SESSION_COOKIE_SECURE
    )
    return response


def _dispersed(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    services.disperse(request.COOKIES.get(COOKIE, ""))
    response.delete_cookie(COOKIE, path=PATH, samesite="Strict")
    return response


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise Http404 from None


def _status(form: Any) -> int:
    return HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK


def _viewer(request: HttpRequest) -> Viewer:
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    return viewer
