"""Accounts, roles and proposals."""

from typing import Any
from uuid import UUID

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from amanah.foundation.access import roles, services
from amanah.foundation.access.decorators import role_required
from amanah.foundation.access.desk import admin_queries, means
from amanah.foundation.access.desk.admin_forms import AccountForm, GrantForm, SearchForm
from amanah.foundation.access.models import Account, Grant, GrantProposal
from amanah.foundation.access.requests import StaffRequest
from amanah.foundation.organisation import queries as organisation
from amanah.kernel import clock

ADMINISTRATOR = roles.ADMINISTRATOR.key
administrators = role_required(ADMINISTRATOR)


def over_everything(request: StaffRequest) -> None:
    """Accounts belong to no unit: making and shutting them is for who administers the whole institution."""
    root = organisation.root()
    if root is not None and not request.viewer.has(ADMINISTRATOR, root):
        raise PermissionDenied


@administrators
@require_safe
def accounts(request: StaffRequest) -> HttpResponse:
    """The accounts and what they may do."""
    words = request.GET.get("q", "").strip()[:100]
    lines, next_after = admin_queries.accounts(words, request.GET.get("after", "")[:60])
    waiting = GrantProposal.objects.filter(decision=GrantProposal.Decision.PENDING).count() + len(means.pending())
    context = {"form": SearchForm(request.GET), "lines": lines, "next_after": next_after, "words": words, "waiting": waiting}
    return render(request, "access/accounts.html", context | {"first": not request.GET.get("after")})


@administrators
@require_safe
def account(request: StaffRequest, account_id: UUID) -> HttpResponse:
    """One account: its roles now and before, and what can be done about it."""
    shown = get_object_or_404(Account.objects.select_related("person"), pk=account_id)
    today = clock.today()
    grants = admin_queries.grants_of(shown)
    return render(
        request,
        "access/account.html",
        {
            "account": shown,
            "open": shown.may_sign_in(),
            "standing": [grant for grant in grants if grant.stands_on(today) or (grant.ended_on is None and grant.since > today)],
            "ended": [grant for grant in grants if grant.ended_on is not None or (grant.until is not None and grant.until < today)],
            "proposals": [proposal for proposal in admin_queries.pending() if proposal.account_id == shown.pk],
            "own": shown.pk == request.viewer.account.pk,
            "sessions": means.sessions_of(shown),
            "second_step": means.has_second_step(shown),
            "removals": [removal for removal in means.pending() if removal.account_id == shown.pk],
        },
    )


@administrators
@require_http_methods(["GET", "POST"])
def create_account(request: StaffRequest) -> HttpResponse:
    """A new account; the page after it hands out the first link."""
    over_everything(request)
    form = AccountForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            if said["guest_until"]:
                made = services.invite_guest(**said, by=request.viewer.account)
            else:
                made = services.create_account(**said, by=request.viewer.account)
        except ValidationError as refusal:
            _beside_fields(form, refusal)
        else:
            messages.success(request, _("Akun dibuat. Berikan perannya, lalu tautan untuk membuat kata sandi."))
            return redirect("access:account", made.pk)
    return form_page(request, form, title=_("Akun baru"), button=_("Buat akun"), back=reverse("access:accounts"))


@administrators
@require_http_methods(["GET", "POST"])
def grant(request: StaffRequest, account_id: UUID) -> HttpResponse:
    """Give a role, or propose it where a second administrator must agree."""
    receiver = get_object_or_404(Account.objects.select_related("person"), pk=account_id)
    form = GrantForm(request.POST if request.method == "POST" else None, initial={"since": clock.today()})
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            if roles.role(said["role"]).sensitive:
                services.propose_grant(receiver, **said, by=request.viewer.account)
                messages.success(request, _("Usulan tercatat. Peran berlaku setelah disetujui administrator kedua."))
            else:
                services.grant_role(receiver, **said, granted_by=request.viewer.account)
                messages.success(request, _("Peran diberikan."))
        except ValidationError as refusal:
            _beside_fields(form, refusal)
        else:
            return redirect("access:account", receiver.pk)
    back = reverse("access:account", args=[receiver.pk])
    return form_page(request, form, title=_("Berikan peran kepada %(name)s") % {"name": receiver}, button=_("Berikan peran"), back=back)


@administrators
@require_http_methods(["GET", "POST"])
def end_grant(request: StaffRequest, grant_id: UUID) -> HttpResponse:
    """Take a role away, after one question."""
    ending = get_object_or_404(Grant.objects.select_related("account__person", "unit"), pk=grant_id)
    back = reverse("access:account", args=[ending.account_id])
    words = {"role": _title(ending.role), "name": ending.account, "unit": ending.unit.name}
    lead = _("%(role)s di %(unit)s tidak lagi dipegang %(name)s mulai sekarang.") % words
    return confirm(
        request,
        lambda: services.end_grant(ending, by=request.viewer.account),
        title=_("Akhiri peran ini?"),
        lead=lead,
        button=_("Akhiri peran"),
        done=_("Peran diakhiri."),
        back=back,
    )


@administrators
@require_http_methods(["GET", "POST"])
def deactivate(request: StaffRequest, account_id: UUID) -> HttpResponse:
    """Shut an account, after one question."""
    over_everything(request)
    shut = get_object_or_404(Account.objects.select_related("person"), pk=account_id)
    return confirm(
        request,
        lambda: services.deactivate_account(shut, by=request.viewer.account),
        title=_("Nonaktifkan akun ini?"),
        lead=_("%(name)s langsung keluar dan tidak dapat masuk lagi. Serahkan dahulu perkara yang hanya dapat dibuka olehnya.")
        % {"name": shut},
        button=_("Nonaktifkan"),
        done=_("Akun dinonaktifkan."),
        back=reverse("access:account", args=[shut.pk]),
    )


@administrators
@require_http_methods(["GET", "POST"])
def reactivate(request: StaffRequest, account_id: UUID) -> HttpResponse:
    """Open a shut account again, after one question."""
    over_everything(request)
    shut = get_object_or_404(Account.objects.select_related("person"), pk=account_id)
    return confirm(
        request,
        lambda: services.reactivate_account(shut, by=request.viewer.account),
        title=_("Aktifkan kembali akun ini?"),
        lead=_("%(name)s dapat masuk lagi dengan peran yang belum diakhiri.") % {"name": shut},
        button=_("Aktifkan kembali"),
        done=_("Akun aktif kembali."),
        back=reverse("access:account", args=[shut.pk]),
    )


@administrators
@never_cache
@require_http_methods(["GET", "POST"])
def reset_link(request: StaffRequest, account_id: UUID) -> HttpResponse:
    """A one-time link to a new password, shown once, to be handed over in person."""
    over_everything(request)
    receiver = get_object_or_404(Account.objects.select_related("person"), pk=account_id)
    context: dict[str, Any] = {"account": receiver, "back": reverse("access:account", args=[receiver.pk])}
    if request.method == "POST":
        try:
            services.record_reset_link(receiver, by=request.viewer.account)
        except ValidationError as refusal:
            context["refusal"] = refusal.messages[0]
        else:
            parts = {"uidb36": user_pk_to_url_str(receiver), "key": default_token_generator.make_token(receiver)}
            context["link"] = request.build_absolute_uri(reverse("account_reset_password_from_key", kwargs=parts))
    return render(request, "access/reset_link.html", context)


@administrators
@require_safe
def proposals(request: StaffRequest) -> HttpResponse:
    """What waits for a second administrator."""
    waiting = admin_queries.pending()
    lines = [{"proposal": proposal, "mine": proposal.proposed_by_id == request.viewer.account.pk} for proposal in waiting]
    removals = [{"removal": removal, "mine": removal.proposed_by_id == request.viewer.account.pk} for removal in means.pending()]
    return render(request, "access/proposals.html", {"lines": lines, "removals": removals})


@administrators
@require_POST
def decide(request: StaffRequest, proposal_id: UUID) -> HttpResponse:
    """Approve or reject a proposal."""
    proposal = get_object_or_404(GrantProposal, pk=proposal_id)
    try:
        if request.POST.get("decision") == "approve":
            services.approve_grant(proposal, by=request.viewer.account)
            messages.success(request, _("Usulan disetujui; peran berlaku."))
        else:
            services.reject_grant(proposal, by=request.viewer.account)
            messages.success(request, _("Usulan ditolak."))
    except ValidationError as refusal:
        messages.error(request, refusal.messages[0])
    return redirect("access:proposals")


def confirm(request: StaffRequest, act: Any, *, back: str, done: str, **words: str) -> HttpResponse:
    """One question, then the act."""
    form = Form(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            act()
        except ValidationError as refusal:
            form.add_error(None, refusal.messages[0])
        else:
            messages.success(request, done)
            return redirect(back)
    return form_page(request, form, back=back, danger=True, **words)


def form_page(request: StaffRequest, form: Form, **words: Any) -> HttpResponse:
    """A page with one form."""
    return render(request, "access/form.html", {"form": form} | words)


def _beside_fields(form: Form, refusal: ValidationError) -> None:
    if not hasattr(refusal, "error_dict"):
        form.add_error(None, refusal)
        return
    for field, errors in refusal.error_dict.items():
        form.add_error(field if field in form.fields else None, errors)


def _title(key: str) -> str:
    return str(roles.role(key).title) if roles.known(key) else key
