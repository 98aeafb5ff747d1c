"""Asking, signing, witnessing, declining, and showing or not."""

from collections.abc import Callable

from allauth.core import ratelimit
from django import forms as django_forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from amanah.foundation.access.decorators import signed_in
from amanah.foundation.access.requests import StaffRequest
from amanah.kernel import clock
from amanah.rooms.campaigns.commitments import declare, proving, queries, renewing, services
from amanah.rooms.campaigns.commitments.desk.forms import AskForm, DeclineForm, SignForm, end_of_year
from amanah.rooms.campaigns.commitments.desk.pages import commitment_or_404, words
from amanah.rooms.campaigns.commitments.models import Commitment
from amanah.rooms.campaigns.commitments.refusals import Refused
from amanah.rooms.campaigns.roles import MANAGER

_FIELD_OF = {"proof": "proof", "units": "units", "due": "due_on", "witness": "witness", "reason": "reason"}


@signed_in
def ask(request: StaffRequest) -> HttpResponse:
    """Ask units for this year's signature."""
    if not request.viewer.has(MANAGER.key):
        raise PermissionDenied
    last_year = renewing.renewable(request.viewer)
    initial = {"due_on": end_of_year(clock.today()), "units": [unit.code for unit in last_year]}
    form = AskForm(request.POST or None, units=queries.askable(request.viewer), initial=initial)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            made = services.ask(form.chosen(), witness=said["witness"], due_on=said["due_on"], viewer=request.viewer)
        except Refused as refusal:
            _say(form, refusal)
        else:
            messages.success(request, _("Diminta: %(n)s unit.") % {"n": len(made)})
            return redirect("commitments:list")
    context = {"form": form, "text": queries.in_force(), "year": clock.today().year, "last_year": len(last_year)}
    return render(request, "campaigns_commitments/ask.html", context, status=400 if form.errors else 200)


@signed_in
def sign(request: StaffRequest, number: str) -> HttpResponse:
    """The head of the unit signs."""
    one = commitment_or_404(request, number)
    if not queries.heads(request.viewer, one.unit) or one.state not in {declare.ASKED, declare.DECLINED}:
        raise Http404

    def act(form: django_forms.Form) -> None:
        said = form.cleaned_data
        services.sign(one, read=said["read"], proof=said["proof"], means=said["means"], show=said["show"], viewer=request.viewer)

    return _sign(request, one, act, witness=False)


@signed_in
def witness(request: StaffRequest, number: str) -> HttpResponse:
    """The witness signs."""
    one = commitment_or_404(request, number)
    if one.state != declare.SIGNED or one.witness_asked_id != request.viewer.account.person_id:
        raise Http404

    def act(form: django_forms.Form) -> None:
        said = form.cleaned_data
        services.witness(one, read=said["read"], proof=said["proof"], means=said["means"], viewer=request.viewer)

    return _sign(request, one, act, witness=True)


@signed_in
def decline(request: StaffRequest, number: str) -> HttpResponse:
    """The head of the unit says why it does not sign."""
    one = commitment_or_404(request, number)
    if not queries.heads(request.viewer, one.unit) or one.state != declare.ASKED:
        raise Http404
    form = DeclineForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.decline(one, form.cleaned_data["reason"], viewer=request.viewer)
        except Refused as refusal:
            _say(form, refusal)
        else:
            messages.success(request, _("Tercatat. Pengelola kampanye membaca alasan Anda."))
            return redirect("commitments:commitment", one.number)
    return render(request, "campaigns_commitments/decline.html", {"commitment": one, "form": form}, status=400 if form.errors else 200)


@signed_in
@require_POST
def visibility(request: StaffRequest, number: str) -> HttpResponse:
    """The head of the unit lets it be seen in public, or not any more."""
    one = commitment_or_404(request, number)
    wished = request.POST.get("show") == "yes"
    try:
        services.show(one, wished, viewer=request.viewer)
    except Refused:
        raise Http404 from None
    messages.success(request, _("Komitmen tampil kepada publik.") if wished and one.shown_since else _("Tersimpan."))
    return redirect("commitments:commitment", one.number)


def _sign(request: StaffRequest, one: Commitment, act: Callable[[django_forms.Form], None], *, witness: bool) -> HttpResponse:
    means = proving.means_of(request.viewer)
    form = SignForm(request.POST or None, means=means, witness=witness, initial={"read": one.text.digest})
    if request.method == "POST" and means:
        # As many tries as for proving oneself anywhere else, so that nobody at an open screen tries passwords here.
        if not ratelimit.consume(request, action="reauthenticate", user=request.viewer.account):
            form.add_error(None, _("Terlalu banyak percobaan. Tunggu beberapa menit, lalu coba lagi."))
        elif form.is_valid():
            try:
                act(form)
            except Refused as refusal:
                _say(form, refusal)
            else:
                messages.success(request, _("Terima kasih. Tanda tangan Anda tersimpan."))
                return redirect("commitments:commitment", one.number)
    context = {"commitment": one, "words": words(one), "form": form, "means": means, "witness": witness}
    return render(request, "campaigns_commitments/sign.html", context, status=400 if form.errors else 200)


def _say(form: django_forms.Form, refusal: Refused) -> None:
    field = _FIELD_OF.get(refusal.code)
    form.add_error(field if field in form.fields else None, refusal.sentence)
