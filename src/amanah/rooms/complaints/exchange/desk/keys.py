"""Keys of partners at the desk: issued, shown once, revoked."""

from uuid import UUID

from django.contrib import messages
from django.db.models import Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from amanah.engines.reports.desk.opening import viewer_of
from amanah.foundation.access.decorators import role_required
from amanah.rooms.complaints.exchange.desk.forms import KeyForm
from amanah.rooms.complaints.exchange.models import ApiKey
from amanah.rooms.complaints.exchange.services import keys
from amanah.rooms.complaints.workflow import OFFICERS

officers = role_required(*sorted(OFFICERS))


@never_cache
@officers
def index(request: HttpRequest) -> HttpResponse:
    """Every key, what it handed in, and a new one."""
    form = KeyForm(request.POST or None)
    plain = ""
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        _key, plain = keys.issue(given["partner"], viewer=viewer_of(request), per_minute=given["per_minute"], per_day=given["per_day"])
        form = KeyForm()
    rows = ApiKey.objects.select_related("issued_by__person").annotate(handed_in=Sum("days__count"))
    return render(request, "exchange/keys.html", {"form": form, "keys": rows, "plain": plain}, status=400 if form.errors else 200)


@require_POST
@officers
def revoke(request: HttpRequest, key_id: UUID) -> HttpResponse:
    """Let a key open nothing any more."""
    if keys.revoke(get_object_or_404(ApiKey, pk=key_id), viewer=viewer_of(request)):
        messages.success(request, _("Kunci API dicabut."))
    return redirect("complaints_exchange_desk:keys")
