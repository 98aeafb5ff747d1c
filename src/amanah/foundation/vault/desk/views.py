"""The desk's pages about keys: one's own, and the institution's recovery key."""

from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from amanah.foundation.access.decorators import role_required, signed_in
from amanah.foundation.vault import queries, services
from amanah.foundation.vault.desk import session
from amanah.foundation.vault.desk.forms import BUSY, EXCHANGED, ChangeForm, ConfirmForm, LostForm, RecoveryForm, SetUpForm, UnlockForm
from amanah.foundation.vault.roles import RECOVERY_OFFICER
from amanah.kernel import passphrase

recovery_officer = role_required(RECOVERY_OFFICER.key)


@signed_in
@never_cache
def home(request: HttpRequest) -> HttpResponse:
    """One's own key: what it is, its fingerprint, what can be done with it."""
    holder = queries.key_holder(session.account_of(request))
    if holder is None:
        return redirect("vault:set_up")
    return render(request, "vault/home.html", {"holder": holder, "open": session.unlocked_keys(request) is not None})


@signed_in
@never_cache
def welcome(request: HttpRequest) -> HttpResponse:
    """Where signing in leads: to the key set-up the first time, else to the desk."""
    return redirect("/desk/" if queries.key_holder(session.account_of(request)) else reverse("vault:set_up"))


@signed_in
@never_cache
@sensitive_post_parameters()
def set_up(request: HttpRequest) -> HttpResponse:
    """The first key pair, under a passphrase that is offered or one's own."""
    account = session.account_of(request)
    if queries.key_holder(account):
        return redirect("vault:home")
    offered = request.POST.get("offered") or passphrase.generate()
    form = SetUpForm(_sent(request), account=account, initial={"offered": offered})
    if request.method == "POST" and form.is_valid():
        try:
            pair = services.create_keys(account, form.cleaned_data["passphrase"])
        except services.KeysExist:
            return redirect("vault:home")
        except services.Busy:
            form.add_error(None, BUSY)
        else:
            messages.success(request, _("Kunci Anda sudah dibuat dan terbuka di peramban ini."))
            response = redirect(_next(request))
            session.remember(request, response, pair)
            return response
    context = {"form": form, "offered": offered.split(), "next": _next(request)}
    return render(request, "vault/set_up.html", context, status=_status(form))


@signed_in
@never_cache
@sensitive_post_parameters()
def unlock(request: HttpRequest) -> HttpResponse:
    """Unlock one's key with the passphrase and go on to `next`."""
    account = session.account_of(request)
    if queries.key_holder(account) is None:
        return redirect(f"{reverse('vault:set_up')}?{urlencode({'next': _next(request)})}")
    form = UnlockForm(_sent(request), account=account)
    if request.method == "POST" and form.is_valid():
        response = redirect(_next(request))
        session.remember(request, response, form.pair)
        return response
    return render(request, "vault/unlock.html", {"form": form, "next": _next(request)}, status=_status(form))


@signed_in
@never_cache
@require_POST
def lock(request: HttpRequest) -> HttpResponse:
    """Lock one's key."""
    response = redirect("vault:home")
    session.lock(request, response)
    messages.success(request, _("Kunci Anda terkunci. Isi laporan tidak dapat dibaca dari peramban ini."))
    return response


@signed_in
@never_cache
@sensitive_post_parameters()
def change(request: HttpRequest) -> HttpResponse:
    """Another passphrase for the same key pair."""
    account = session.account_of(request)
    if queries.key_holder(account) is None:
        return redirect("vault:set_up")
    offered = passphrase.generate()
    form = ChangeForm(_sent(request), account=account)
    if request.method == "POST" and form.is_valid():
        try:
            services.change_passphrase(account, form.cleaned_data["present"], form.cleaned_data["passphrase"])
        except services.WrongPassphrase:
            form.add_error("present", _("Frasa ini tidak membuka kunci Anda."))
        except services.Busy:
            form.add_error(None, BUSY)
        except services.KeyMismatch:
            form.add_error(None, EXCHANGED)
        else:
            messages.success(request, _("Frasa kunci sudah diganti. Yang lama tidak berlaku lagi."))
            return redirect("vault:home")
    return render(request, "vault/change.html", {"form": form, "offered": offered.split()}, status=_status(form))


@signed_in
@never_cache
def lost(request: HttpRequest) -> HttpResponse:
    """The passphrase is lost: end the old key pair, knowing what goes with it, and make a new one."""
    account = session.account_of(request)
    if queries.key_holder(account) is None:
        return redirect("vault:set_up")
    form = LostForm(_sent(request))
    if request.method == "POST" and form.is_valid():
        services.retire_keys(account, actor=_viewer(request).actor)
        response = redirect("vault:set_up")
        session.lock(request, response)
        return response
    return render(request, "vault/lost.html", {"form": form}, status=_status(form))


@recovery_officer
@never_cache
def recovery(request: HttpRequest) -> HttpResponse:
    """The recovery key: which is in force, and setting up a new one. The sheets are in the answer to the form, once, and nowhere else."""
    form = RecoveryForm(_sent(request))
    if request.method == "POST" and form.is_valid():
        numbers = form.cleaned_data
        new = services.prepare_recovery_key(numbers["threshold"], numbers["shares"], actor=_viewer(request).actor)
        sheets = [share.split() for share in new.shares]
        context = {"new": new, "sheets": sheets, "form": ConfirmForm(initial={"key": new.id})}
        return render(request, "vault/recovery_sheets.html", context)
    return render(request, "vault/recovery.html", {"form": form, "key": queries.recovery_key()}, status=_status(form))


@recovery_officer
@never_cache
@require_POST
def confirm_recovery(request: HttpRequest) -> HttpResponse:
    """The sheets are printed and given out: from now on records are sealed for the new key too."""
    form = ConfirmForm(request.POST)
    if not form.is_valid():
        return render(request, "vault/recovery_confirm.html", {"form": form}, status=_status(form))
    try:
        services.confirm_recovery_key(form.cleaned_data["key"], actor=_viewer(request).actor)
    except services.NoKeys:
        messages.error(request, _("Kunci pemulihan ini sudah digantikan atau sudah berlaku. Buat yang baru bila lembarnya tidak ada."))
    else:
        messages.success(request, _("Kunci pemulihan berlaku mulai sekarang. Laporan baru dapat dipulihkan dengan lembar-lembar itu."))
    return redirect("vault:recovery")


def _next(request: HttpRequest) -> str:
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    return wanted if wanted.startswith("/desk/") and url_has_allowed_host_and_scheme(wanted, allowed_hosts=None) else "/desk/"


def _status(form: Any) -> int:
    return HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK


def _viewer(request: HttpRequest) -> Any:
    return request.viewer  # type: ignore[attr-defined]


def _sent(request: HttpRequest) -> QueryDict | None:
    return request.POST if request.method == "POST" else None
