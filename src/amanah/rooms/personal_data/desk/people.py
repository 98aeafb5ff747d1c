"""Who works on a case."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from amanah.engines.cases import services as cases
from amanah.engines.cases.queries.offers import may_assign
from amanah.foundation.access.decorators import signed_in
from amanah.foundation.access.models import Account
from amanah.rooms.personal_data import services
from amanah.rooms.personal_data.desk.acts import form_page
from amanah.rooms.personal_data.desk.forms import AppointForm
from amanah.rooms.personal_data.desk.opening import answer, case_or_404, page_of, viewer_of, with_opened
from amanah.rooms.personal_data.opened import Opened


@with_opened
def appoint(request: HttpRequest, opened: Opened) -> HttpResponseBase:
    """Ask somebody to help, and hand them the key."""
    if not may_assign(opened.viewer, opened.case):
        raise Http404
    form = AppointForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        account = form.cleaned_data["person"].accounts.order_by("pk").first()
        try:
            services.appoint(opened, [account])
        except cases.Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("Penangan ditambahkan; kuncinya diserahkan."))
            return redirect(page_of(opened.case))
    lead = _("Ia dapat membaca dan menulis pada perkara ini saja, sampai Anda mengakhirinya. Yang terkait dengan perkara ini ditolak.")
    return form_page(request, opened, form, heading=_("Tambah penangan"), button=_("Tambah penangan"), lead=lead)


@require_POST
@signed_in
def release(request: HttpRequest, number: str, account_id: Any) -> HttpResponseBase:
    """End somebody's part in the case."""
    case = case_or_404(request, number)
    account = get_object_or_404(Account, pk=account_id)
    return answer(request, case, lambda: cases.unassign(case, account, viewer=viewer_of(request)), _("Penugasan diakhiri."))


@require_POST
@signed_in
def recuse(request: HttpRequest, number: str) -> HttpResponseBase:
    """Step back from the case for good."""
    case = case_or_404(request, number)
    services.recuse(case, viewer=viewer_of(request))
    messages.success(request, _("Anda mundur dari perkara ini. Perkara itu tidak lagi terlihat oleh Anda."))
    return redirect(reverse("cases:work"))
