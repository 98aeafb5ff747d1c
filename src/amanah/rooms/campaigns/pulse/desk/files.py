"""What of a pulse leaves the house: the poster that invites, and the figures."""

from typing import Any

from django.http import Http404, HttpResponse
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from amanah.foundation.access.decorators import signed_in
from amanah.foundation.access.requests import StaffRequest
from amanah.foundation.exports.downloads import TYPES, table
from amanah.foundation.exports.pdf import pdf_bytes, qr_svg
from amanah.rooms.campaigns.pulse import addresses, queries
from amanah.rooms.campaigns.pulse.desk.pages import pulse_or_404
from amanah.rooms.campaigns.pulse.queries import results


@signed_in
@require_safe
def poster(request: StaffRequest, number: str) -> HttpResponse:
    """A sheet for the wall with a code that leads to the questions, in both languages."""
    pulse = pulse_or_404(request, number)
    if not queries.may_manage(request.viewer, pulse.unit):
        raise Http404
    wave = queries.answerable(pulse) or queries.upcoming(pulse)
    address = addresses.told_outside(pulse.slug)
    said = []
    for language, title in (("id", pulse.title), ("en", pulse.title_en)):
        with translation.override(language):
            until = _("Dapat dijawab sampai %(day)s") % {"day": date_format(wave.closes_on, "j F Y")} if wave else ""
            said.append(
                {
                    "language": language,
                    "title": title,
                    "promise": _("Satu menit. Tanpa nama. Tanpa akun."),
                    "until": until,
                    "how": _("Pindailah dengan ponsel Anda sendiri, tidak melalui Wi-Fi kantor."),
                    "once": _("Jawablah sekali saja: kami tidak mengenali siapa pun, jadi tidak dapat mencegah jawaban ganda."),
                }
            )
    alt = _("Kode QR menuju halaman pertanyaan")
    data: dict[str, Any] = {"title": pulse.title, "said": said, "address": address, "qr": qr_svg(address).decode(), "alt": alt}
    content = pdf_bytes("pulse_poster.typ", data)
    headers = {"Content-Disposition": f'attachment; filename="denyut-{pulse.number}.pdf"'}
    return HttpResponse(content, content_type="application/pdf", headers=headers)


@signed_in
@require_safe
def figures(request: StaffRequest, number: str, form: str) -> HttpResponse:
    """Exactly what the page tells: every wave, question and part, as far as it may be told."""
    if form not in TYPES:
        raise Http404
    pulse = pulse_or_404(request, number)
    columns = [
        _("Putaran"),
        _("Hari terakhir"),
        _("Pertanyaan"),
        _("Bagian"),
        _("Jawaban"),
        _("Jawaban yang diharapkan"),
        _("Rentang bawah"),
        _("Rentang atas"),
    ]
    rows: list[list[Any]] = []
    for wave in results.waves_of(pulse):
        for figure in results.figures(wave):
            lines = [(_("Semua"), figure.share), *results.by_part(wave, figure.question)]
            rows += [
                [str(wave), wave.closes_on, figure.short, name, share.of, round(share.value, 4), round(share.low, 4), round(share.high, 4)]
                for name, share in lines
                if share is not None
            ]
    return table(_("denyut integritas"), form, columns, rows)
