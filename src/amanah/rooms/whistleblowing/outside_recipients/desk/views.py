"""Appointing and ending outside recipients, and the coordinators' side of what was sent to them."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from amanah.engines.cases.refusals import Refused
from amanah.engines.reports.desk.opening import answer, case_or_404, viewer_of
from amanah.foundation.access.decorators import role_required, signed_in
from amanah.foundation.vault.errors import Busy
from amanah.rooms.whistleblowing.outside_recipients import queries, services
from amanah.rooms.whistleblowing.outside_recipients.models import OutsideRecipient
from amanah.rooms.whistleblowing.workflow import ANTIBRIBERY, COORDINATOR, CUSTODIAN, INSPECTORATE

APPOINTERS = (COORDINATOR, INSPECTORATE, ANTIBRIBERY, CUSTODIAN)


class ProposeForm(forms.Form):
    """Whom, and how reporters are told of them."""

    name = forms.CharField(
        label=gettext_lazy("Nama lembaga dan bagiannya"),
        help_text=gettext_lazy("Pelapor membaca nama ini saat memilih penerima, misalnya “Inspektorat Provinsi Contoh”."),
        max_length=120,
    )
    purpose = forms.CharField(
        label=gettext_lazy("Untuk laporan apa?"), help_text=gettext_lazy("Satu kalimat, dibaca pelapor."), max_length=300
    )


class NoteForm(forms.Form):
    """A message to the recipient."""

    text = forms.CharField(label=gettext_lazy("Pesan kepada penerima luar"), widget=forms.Textarea(attrs={"rows": 4}), max_length=20_000)


@role_required(*APPOINTERS)
def recipients(request: HttpRequest) -> HttpResponse:
    """All of them, and a form to propose one."""
    viewer = viewer_of(request)
    may_propose = viewer.has(COORDINATOR)
    form = ProposeForm(request.POST or None)
    if request.method == "POST" and may_propose and form.is_valid():
        services.propose(form.cleaned_data["name"], form.cleaned_data["purpose"], viewer=viewer)
        messages.success(request, _("Usulan tersimpan. Orang kedua menunjuknya di hadapan penerima."))
        return redirect("outside_desk:recipients")
    lines = [_line(recipient, viewer.account.pk) for recipient in queries.everybody()]
    context = {"lines": lines, "form": form if may_propose else None}
    return render(request, "outside/recipients.html", context, status=400 if form.errors else 200)


@require_POST
@never_cache
@role_required(*APPOINTERS)
def appoint(request: HttpRequest, recipient_id: UUID) -> HttpResponse:
    """Make the key and show its words, once."""
    recipient = get_object_or_404(OutsideRecipient, pk=recipient_id)
    try:
        receipt = services.appoint(recipient, viewer=viewer_of(request))
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    except Busy:
        messages.error(request, _("Sedang sibuk. Coba lagi sebentar lagi."))
    else:
        return render(request, "outside/words.html", {"recipient": recipient, "words": receipt.words, "digits": receipt.grouped_digits})
    return redirect("outside_desk:recipients")


@require_POST
@role_required(*APPOINTERS)
def change(request: HttpRequest, recipient_id: UUID, act: str) -> HttpResponse:
    """Propose an end, confirm it, or turn it down."""
    recipient = get_object_or_404(OutsideRecipient, pk=recipient_id)
    verbs: dict[str, Any] = {"stop": services.propose_end, "end": services.end, "keep": services.keep_on}
    try:
        verbs.get(act, _unknown)(recipient, viewer=viewer_of(request))
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, _("Tersimpan dan tercatat di buku besar."))
    return redirect("outside_desk:recipients")


@require_POST
@signed_in
def write(request: HttpRequest, number: str) -> HttpResponseBase:
    """Answer the recipient about one report."""
    case = case_or_404(request, number)
    matter = get_object_or_404(queries.matters_seen(viewer_of(request)), case=case)
    form = NoteForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Tulis pesan dahulu."))
        return answer(request, case, "", lambda: None, "")
    text = form.cleaned_data["text"]
    return answer(request, case, "", lambda: services.write_to_recipient(matter, viewer_of(request), text), _("Pesan terkirim."))


def _unknown(_recipient: OutsideRecipient, **_options: Any) -> None:
    raise Refused("unknown_move")


def _line(recipient: OutsideRecipient, me: UUID) -> dict[str, Any]:
    state = recipient.state
    return {
        "recipient": recipient,
        "may_appoint": state == "proposed" and recipient.proposed_by_id != me,
        "may_stop": state in {"proposed", "active"},
        "may_decide": state == "ending" and recipient.ending_by_id != me,
    }
