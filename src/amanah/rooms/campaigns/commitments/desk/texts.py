"""The text that units sign, version by version."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from amanah.foundation.access.decorators import signed_in
from amanah.foundation.access.requests import StaffRequest
from amanah.kernel import clock
from amanah.rooms.campaigns.commitments import queries, services
from amanah.rooms.campaigns.commitments.desk.forms import PublishForm
from amanah.rooms.campaigns.commitments.refusals import Refused


@signed_in
@require_safe
def index(request: StaffRequest) -> HttpResponse:
    """Every version."""
    if not queries.may_read_texts(request.viewer):
        raise Http404
    context = {"texts": list(queries.texts()), "today": clock.today(), "may_publish": queries.may_publish(request.viewer)}
    return render(request, "campaigns_commitments/texts.html", context)


@signed_in
@require_safe
def text(request: StaffRequest, version: int) -> HttpResponse:
    """One version as it was published, in both languages."""
    if not queries.may_read_texts(request.viewer):
        raise Http404
    return render(request, "campaigns_commitments/text.html", {"text": get_object_or_404(queries.texts(), version=version)})


@signed_in
def publish(request: StaffRequest) -> HttpResponse:
    """Publish the next version."""
    if not queries.may_publish(request.viewer):
        raise Http404
    before = queries.in_force()
    names = ("title", "title_en", "body", "body_en")
    begun = {name: getattr(before, name) for name in names} if before else {}
    form = PublishForm(request.POST or None, initial={**begun, "since": clock.today()})
    if request.method == "POST" and form.is_valid():
        try:
            services.publish(viewer=request.viewer, **form.cleaned_data)
        except Refused as refusal:
            form.add_error("since" if refusal.code == "since" else None, refusal.sentence)
        else:
            messages.success(request, _("Naskah diterbitkan."))
            return redirect("commitments:texts")
    return render(request, "campaigns_commitments/publish.html", {"form": form}, status=400 if form.errors else 200)
