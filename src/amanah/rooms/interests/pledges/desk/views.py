"""Reading and signing one's pledge; publishing the texts."""

from allauth.core import ratelimit
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from amanah.foundation.access.decorators import signed_in
from amanah.kernel import clock
from amanah.rooms.interests.coverage import RECORDER
from amanah.rooms.interests.desk.opening import viewer_of
from amanah.rooms.interests.pledges import queries, services
from amanah.rooms.interests.pledges.desk.forms import PublishForm, SignForm
from amanah.rooms.interests.pledges.models import Kind, PledgeText


@signed_in
def pledge(request: HttpRequest, kind: str) -> HttpResponseBase:
    """The text to sign this year, or the one that was signed."""
    if kind not in Kind.values:
        raise Http404
    viewer, year = viewer_of(request), clock.today().year
    found = queries.pledge(viewer, kind, year)
    if found is None:
        raise Http404
    means = services.means_of(viewer)
    form = SignForm(request.POST or None, means=means, initial={"read": found.text.digest})
    if request.method == "POST" and found.signature is None:
        # As many tries as for proving oneself anywhere else, so that nobody at an open screen tries passwords here.
        if not ratelimit.consume(request, action="reauthenticate", user=viewer.account):
            form.add_error(None, _("Terlalu banyak percobaan. Tunggu beberapa menit, lalu coba lagi."))
        elif form.is_valid():
            said = form.cleaned_data
            try:
                services.sign(kind, read=said["read"], proof=said["proof"], means=said["means"], viewer=viewer)
            except services.Refused as refusal:
                form.add_error("proof" if refusal.code == "proof" else None, refusal.sentence)
            else:
                messages.success(request, _("Terima kasih. Tanda tangan Anda tersimpan."))
                return redirect("pledges_desk:pledge", kind)
    context = {"pledge": found, "form": form, "year": year, "means": means, "due": queries.DUTIES[found.kind].due(year)}
    return render(request, "pledges/pledge.html", context, status=400 if form.errors else 200)


@signed_in
def texts(request: HttpRequest) -> HttpResponse:
    """Every version of every text, for whoever looks after them."""
    viewer = viewer_of(request)
    if not viewer.has(RECORDER):
        raise Http404
    context = {"texts": list(queries.texts()), "today": clock.today(), "may_publish": queries.may_publish(viewer)}
    return render(request, "pledges/texts.html", context)


@signed_in
def text(request: HttpRequest, number: int) -> HttpResponse:
    """One version as it was published."""
    found = queries.texts().filter(pk=number).first()
    if found is None or not viewer_of(request).has(RECORDER):
        raise Http404
    return render(request, "pledges/text.html", {"text": found})


@signed_in
def publish(request: HttpRequest) -> HttpResponseBase:
    """Publish the next version."""
    viewer = viewer_of(request)
    if not queries.may_publish(viewer):
        raise Http404
    form = PublishForm(request.POST or None, initial=_begun(request.GET.get("kind", Kind.PACT.value)))
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            services.publish(said["kind"], said["title"], said["body"], said["since"], viewer=viewer)
        except services.Refused as refusal:
            form.add_error("since" if refusal.code == "since" else None, refusal.sentence)
        else:
            messages.success(request, _("Naskah diterbitkan."))
            return redirect("pledges_desk:texts")
    return render(request, "pledges/publish.html", {"form": form}, status=400 if form.errors else 200)


def _begun(kind: str) -> dict[str, object]:
    """What the form begins with: the version in force, to be improved on."""
    before: PledgeText | None = queries.in_force(kind) if kind in Kind.values else None
    words = {"title": before.title, "body": before.body} if before else {}
    return {"kind": kind, "since": clock.today(), **words}
