"""A person's notices: the list, following one, and having read them all."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from amanah.foundation.access.decorators import signed_in
from amanah.foundation.access.requests import StaffRequest
from amanah.foundation.notices import queries, services
from amanah.foundation.notices.models import Notice


@signed_in
def show(request: StaffRequest) -> HttpResponse:
    """The notices, newest first."""
    after = request.GET.get("after", "")
    try:
        page = queries.listing(request.viewer, after=UUID(after) if after else None)
    except ValueError:
        raise Http404 from None
    return render(request, "notices/list.html", {"page": page, "after": after, "new": any(not told.read for told in page.notices)})


@signed_in
@require_POST
def follow(request: StaffRequest, key: UUID) -> HttpResponse:
    """Note that this one was read, and go to what it is about."""
    notice = Notice.objects.filter(key=key, account=request.viewer.account).first()
    if notice is None or not queries.told(request.viewer, [notice]):
        raise Http404
    services.mark_read(request.viewer, notices=[notice.key])
    return redirect(notice.url or "notices:list")


@signed_in
@require_POST
def read(request: StaffRequest) -> HttpResponse:
    """Note that all were read."""
    services.mark_read(request.viewer)
    return redirect("notices:list")
