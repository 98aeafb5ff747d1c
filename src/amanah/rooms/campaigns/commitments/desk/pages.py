"""One commitment, one page; and its sheet on paper."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from amanah.foundation.access.decorators import signed_in
from amanah.foundation.access.requests import StaffRequest
from amanah.foundation.exports.pdf import pdf_bytes
from amanah.kernel import clock, numbers
from amanah.rooms.campaigns.commitments import declare, queries
from amanah.rooms.campaigns.commitments.models import Commitment


def commitment_or_404(request: StaffRequest, number: str) -> Commitment:
    """The commitment of that number. Not there and not yours look alike."""
    found = queries.find(request.viewer, numbers.tidy(number))
    if found is None:
        raise Http404
    return found


@signed_in
@require_safe
def show(request: StaffRequest, number: str) -> HttpResponse:
    """What the unit promises, who signed and who witnessed it, and what the viewer may do about it."""
    one = commitment_or_404(request, number)
    heads = queries.heads(request.viewer, one.unit)
    context = {
        "commitment": one,
        "state": declare.STATES[one.state],
        "tone": declare.TONES[one.state],
        "late": one.state in declare.OWED and one.due_on < clock.today(),
        "words": words(one),
        "may_sign": heads and one.state in {declare.ASKED, declare.DECLINED},
        "may_decline": heads and one.state == declare.ASKED,
        "may_witness": one.state == declare.SIGNED and one.witness_asked_id == request.viewer.account.person_id,
        "may_show": heads and one.state in {declare.SIGNED, declare.WITNESSED},
        "may_read_reason": queries.may_read_reason(request.viewer, one),
        "signer_means": declare.MEANS.get(one.signer_means, ""),
        "witness_means": declare.MEANS.get(one.witness_means, ""),
    }
    return render(request, "campaigns_commitments/commitment.html", context)


@signed_in
@require_safe
def sheet(request: StaffRequest, number: str) -> HttpResponse:
    """The signed sheet."""
    one = commitment_or_404(request, number)
    if one.signer is None or one.signed_on is None:
        raise Http404
    content = pdf_bytes("commitment.typ", _on_paper(one))
    headers = {"Content-Disposition": f'attachment; filename="komitmen-{one.number}.pdf"'}
    return HttpResponse(content, content_type="application/pdf", headers=headers)


def words(one: Commitment) -> dict[str, str]:
    """Title and body of its text in the reader's language."""
    english = (get_language() or "id").startswith("en")
    return {"title": one.text.title_en, "body": one.text.body_en} if english else {"title": one.text.title, "body": one.text.body}


def _on_paper(one: Commitment) -> dict[str, Any]:
    said = words(one)
    hands = [_hand(_("Penanda tangan"), one.signer, one.signer_post, one.signed_on, one.signer_means)]
    if one.witness is not None:
        hands.append(_hand(_("Saksi"), one.witness, one.witness_post, one.witnessed_on, one.witness_means))
    return {
        "title": said["title"],
        "unit": str(one.unit),
        "body": said["body"],
        "hands": hands,
        "facts": [
            [_("Nomor"), one.number],
            [_("Tahun"), str(one.year)],
            [_("Versi naskah"), str(one.text.version)],
            [_("Sidik jari naskah"), one.text.digest],
        ],
        "waiting": "" if one.witness is not None else _("Belum disaksikan."),
        "note": _("Ditandatangani di dalam sistem dengan mengetik ulang kata sandi; ini bukan tanda tangan elektronik tersertifikasi."),
    }


def _hand(role: str, person: Any, post: str, day: Any, means: str) -> dict[str, str]:
    signed = _("%(day)s, dengan %(means)s") % {"day": date_format(day, "j F Y"), "means": declare.MEANS[means]}
    return {"role": role, "name": str(person), "post": post, "signed": signed}
