"""The desk's pages about one's own key."""

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

from amanah.foundation.access.decorators import signed_in
from amanah.foundation.vault import queries, services
from amanah.foundation.vault.desk import session
from amanah.foundation.vault.desk.forms import BUSY, EXCHANGED, ChangeForm, GiveForm, LostForm, RotateForm, SetUpForm, UnlockForm
from amanah.foundation.vault.events import KeysWanted
from amanah.kernel import events, passphrase


@signed_in
@never_cache
def home(request: HttpRequest) -> HttpResponse:
    """One's own key: what it is, its fingerprint, what can be done with it."""
    holder = queries.key_holder(session.account_of(request))
    if holder is None:
        return redirect("vault:set_up")
    account = session.account_of(request)
    context = {"holder": holder, "open": session.unlocked_keys(request) is not None, "missing": bool(queries.missing(account))}
    return render(request, "vault/home.html", context)


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
            if queries.missing(account):
                events.publish(KeysWanted(account.pk))
                response = redirect("vault:missing")
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
@sensitive_post_parameters()
def rotate(request: HttpRequest) -> HttpResponse:
    """A new key pair in place of the old, with everything it opens wrapped anew."""
    account = session.account_of(request)
    if queries.key_holder(account) is None:
        return redirect("vault:set_up")
    offered = passphrase.generate()
    form = RotateForm(_sent(request), account=account)
    if request.method == "POST" and form.is_valid():
        try:
            pair = services.rotate_keys(account, form.cleaned_data["present"], form.cleaned_data["passphrase"])
        except services.WrongPassphrase:
            form.add_error("present", _("Frasa ini tidak membuka kunci Anda."))
        except services.Busy:
            form.add_error(None, BUSY)
        except services.KeyMismatch:
            form.add_error(None, EXCHANGED)
        else:
            messages.success(request, _("Kunci Anda sudah diganti. Semua yang dapat Anda buka tetap dapat Anda buka."))
            response = redirect("vault:home")
            session.remember(request, response, pair)
            return response
    context = {"form": form, "offered": offered.split(), "records": queries.openable(account)}
    return render(request, "vault/rotate.html", context, status=_status(form))


@signed_in
@never_cache
def missing(request: HttpRequest) -> HttpResponse:
    """What one ought to be able to open and cannot, and who can help."""
    return render(request, "vault/missing.html", {"groups": queries.alike(queries.gaps(session.account_of(request)))})


@signed_in
@never_cache
def colleagues(request: HttpRequest) -> HttpResponse:
    """The colleagues who wait for keys that one can give; giving is one act a colleague."""
    pair = session.unlocked_keys(request)
    if pair is None:
        return redirect(f"{reverse('vault:unlock')}?{urlencode({'next': reverse('vault:colleagues')})}")
    viewer = _viewer(request)
    lines = queries.waiting(viewer)
    form = GiveForm(_sent(request))
    if request.method == "POST" and form.is_valid():
        found = next(((account, records) for account, records in lines if account.pk == form.cleaned_data["account"]), None)
        if found is not None:
            account, records = found
            handed = services.give(records, viewer.actor, pair, account, actor=viewer.actor)
            told = {"who": account, "n": queries.matters(handed.given)}
            messages.success(request, _("Kunci %(n)d perkara diserahkan kepada %(who)s.") % told)
        return redirect("vault:colleagues")
    titles = queries.titled_each([records for _account, records in lines])
    people = [{"account": account, "titles": some} for (account, _records), some in zip(lines, titles, strict=True)]
    return render(request, "vault/colleagues.html", {"people": people})


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
    gaps = queries.gaps(account, losing=True)
    helped = sum(1 for gap in gaps if gap.helpers)
    stuck = sum(1 for gap in gaps if not gap.helpers and not gap.recoverable)
    context = {"form": form, "groups": queries.alike(gaps), "helped": helped, "recovery": len(gaps) - helped - stuck, "stuck": stuck}
    return render(request, "vault/lost.html", context, status=_status(form))


def _next(request: HttpRequest) -> str:
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    return wanted if wanted.startswith("/desk/") and url_has_allowed_host_and_scheme(wanted, allowed_hosts=None) else "/desk/"


def _status(form: Any) -> int:
    return HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK


def _viewer(request: HttpRequest) -> Any:
    return request.viewer  # type: ignore[attr-defined]


def _sent(request: HttpRequest) -> QueryDict | None:
    return request.POST if request.method == "POST" else None
