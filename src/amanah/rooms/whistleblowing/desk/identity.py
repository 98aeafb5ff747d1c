"""Identity envelopes: asked for by whoever handles the report, opened by whoever keeps the envelopes."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from amanah.engines.cases.refusals import Refused
from amanah.engines.reports.desk.opening import answer, page_of, viewer_of, with_opened
from amanah.engines.reports.opened import Opened
from amanah.engines.reports.queries import reading
from amanah.foundation.access.decorators import role_required
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.vault import services as vault
from amanah.foundation.vault.desk.session import unlocked_keys
from amanah.foundation.vault.errors import CannotOpen, NotAHolder
from amanah.foundation.vault.quorum import queries as quorums
from amanah.rooms.whistleblowing.afterwards.given import envelope_to_ask
from amanah.rooms.whistleblowing.desk.identity_forms import IdentityForm, SilenceForm
from amanah.rooms.whistleblowing.models import IdentityRequest
from amanah.rooms.whistleblowing.queries.identity import latest_of, requests_before
from amanah.rooms.whistleblowing.services import identity
from amanah.rooms.whistleblowing.workflow import CUSTODIAN

SHOWN = 50


@with_opened
def ask(request: HttpRequest, opened: Opened) -> HttpResponseBase:
    """Ask for the envelope of this report, with a reason."""
    form = IdentityForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        envelope = envelope_to_ask(reading.content(opened))
        done = _("Permintaan dikirim kepada penyimpan amplop.")
        return answer(
            request,
            opened.case,
            "",
            lambda: identity.ask(opened, envelope, form.cleaned_data["text"], purpose=form.cleaned_data["purpose"]),
            done,
        )
    context = {
        "case": opened.case,
        "form": form,
        "heading": _("Minta identitas pelapor dibuka"),
        "lead": _("Penyimpan amplop membaca alasan ini, bukan laporannya. Permintaan dan keputusannya dicatat di buku besar."),
        "button": _("Kirim permintaan"),
        "back": page_of(opened.case),
    }
    return render(request, "reports/desk/write.html", context, status=400 if form.errors else 200)


@role_required(CUSTODIAN)
def requests(request: HttpRequest) -> HttpResponseBase:
    """What waits for the custodian, and what was decided."""
    keys = unlocked_keys(request)
    if keys is None:
        return redirect(f"{reverse('vault:unlock')}?{urlencode({'next': request.path})}")
    lines = []
    for wish in requests_before(viewer_of(request))[:SHOWN]:
        try:
            key = vault.content_key(wish.ref, viewer_of(request).actor, keys)
            reason = vault.open_field(wish.ref, "reason", key).decode()
        except (NotAHolder, CannotOpen):
            reason = ""
        line = {"wish": wish, "who": str(wish.requester), "reason": reason, "open": wish.verdict == IdentityRequest.Verdict.OPEN}
        lines.append(line | _shared(wish, viewer_of(request)))
    return render(request, "whistleblowing/desk/identity_requests.html", {"lines": lines, "silence": SilenceForm()})


@require_POST
@role_required(CUSTODIAN)
def grant(request: HttpRequest, request_id: Any) -> HttpResponseBase:
    """Give the requester the envelope's key."""
    keys = unlocked_keys(request)
    if keys is None:
        return redirect(f"{reverse('vault:unlock')}?{urlencode({'next': reverse('whistleblowing_desk:identity_requests')})}")
    wish = get_object_or_404(requests_before(viewer_of(request)), pk=request_id)
    form = SilenceForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Pilih alasan dan hari sesudah hari ini, atau kosongkan keduanya."))
        return redirect("whistleblowing_desk:identity_requests")
    try:
        enough = identity.grant(wish, viewer=viewer_of(request), key_pair=keys, silence=form.silence)
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    except (NotAHolder, CannotOpen):
        messages.error(request, _("Amplop ini tidak dibungkus untuk kunci Anda. Mintalah penyimpan amplop lain."))
    else:
        done = _("Amplop dibuka untuk pemohon.") if enough else _("Bagian Anda diberikan. Penyimpan kedua masih diperlukan.")
        messages.success(request, done)
    return redirect("whistleblowing_desk:identity_requests")


@require_POST
@with_opened
def open_shared(request: HttpRequest, opened: Opened) -> HttpResponseBase:
    """Join what the custodians gave and read the envelope."""
    wish, keys = latest_of(opened.viewer, opened.case), unlocked_keys(request)
    if wish is None or keys is None:
        raise Http404
    return answer(request, opened.case, "", lambda: identity.open_shared(wish, viewer=opened.viewer, key_pair=keys), _("Amplop terbuka."))


@require_POST
@role_required(CUSTODIAN)
def refuse(request: HttpRequest, request_id: Any) -> HttpResponseBase:
    """Leave the envelope closed."""
    wish = get_object_or_404(requests_before(viewer_of(request)), pk=request_id)
    try:
        identity.refuse(wish, viewer=viewer_of(request))
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, _("Permintaan ditolak; amplop tetap tertutup."))
    return redirect("whistleblowing_desk:identity_requests")


def _shared(wish: IdentityRequest, viewer: Viewer) -> dict[str, Any]:
    """How many custodians' shares are there, where the envelope's key is shared; and whether the viewer's is among them."""
    shared = quorums.in_force(wish.envelope)
    opening = quorums.live(shared, wish.requester_id) if shared else None
    if opening is None:
        return {}
    progress = quorums.progress(opening)
    return {"there": progress.there, "needed": progress.needed, "given": viewer.account.pk in progress.given_by}
