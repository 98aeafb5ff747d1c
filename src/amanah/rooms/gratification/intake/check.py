"""Must I report this? A public page that keeps nothing: what is typed is answered and forgotten."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_http_methods

from amanah.kernel import clock
from amanah.rooms.gratification.advice import EXEMPT, NONE, Advice, Gift, Link, Verdict, advise
from amanah.rooms.gratification.intake.forms import Day, Rupiah

TITLES = {
    Verdict.REPORT: _("Laporkan pemberian ini"),
    Verdict.REPORT_REFUSAL: _("Laporkan penolakan Anda"),
    Verdict.NEED_NOT: _("Menurut jawaban Anda, pemberian ini tidak wajib dilaporkan"),
    Verdict.ASK: _("Belum dapat dipastikan: tanyakan kepada UPG, atau laporkan saja"),
}
TONES = {Verdict.REPORT: "warning", Verdict.REPORT_REFUSAL: "warning", Verdict.NEED_NOT: "success", Verdict.ASK: "info"}


class CheckForm(forms.Form):
    """What the rule asks."""

    use_required_attribute = False

    received_on = Day(
        label=_("Kapan Anda menerima atau menolaknya?"),
        error_messages={"required": _("Tulis harinya: aturan pada hari itulah yang berlaku.")},
    )
    refused = forms.BooleanField(label=_("Saya menolaknya"), required=False)
    link = forms.ChoiceField(
        label=_("Apakah berhubungan dengan jabatan atau tugas Anda?"),
        help_text=_("Misalnya dari pemohon, penyedia, atau pihak yang Anda awasi."),
        choices=[(Link.YES.value, _("Ya")), (Link.NO.value, _("Tidak")), (Link.UNSURE.value, _("Saya tidak yakin"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Pilih salah satu."), "invalid_choice": _("Pilih salah satu.")},
    )
    kind = forms.ChoiceField(label=_("Termasuk yang mana?"), choices=[(NONE, _("Tidak satu pun dari yang di bawah")), *EXEMPT.items()])
    money = forms.BooleanField(label=_("Berupa uang, voucer, pulsa, atau alat tukar lain"), required=False)
    value = Rupiah(label=_("Nilainya dalam rupiah"), help_text=_("Kosongkan bila tidak tahu."), required=False)
    before = Rupiah(
        label=_("Dari pemberi yang sama, sudah berapa rupiah sebelumnya pada tahun itu?"),
        help_text=_("Kosongkan bila tidak ada."),
        required=False,
    )

    def gift(self) -> Gift:
        """What was answered. Call after `is_valid`."""
        given = self.cleaned_data
        return Gift(
            received_on=given["received_on"],
            kind=given["kind"],
            link=Link(given["link"]),
            value=int(given["value"]) if given["value"] else None,
            before=int(given["before"] or 0),
            money=given["money"],
            refused=given["refused"],
        )


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@csrf_protect
def check(request: HttpRequest) -> HttpResponse:
    """The questions, and with them the answer. By POST, so that no address, history or log holds what was asked."""
    form = CheckForm(request.POST) if request.method == "POST" else CheckForm()
    advice = advise(form.gift()) if form.is_bound and form.is_valid() else None
    return render(request, "gratification/intake/check.html", {"form": form, **_shown(advice)}, status=422 if form.errors else 200)


def _shown(advice: Advice | None) -> dict[str, object]:
    if advice is None:
        return {}
    today, language = clock.today(), get_language() or "id"
    return {
        "advice": advice,
        "upg_rule": advice.to_upg.provision.cite(language) if advice.to_upg is not None else "",
        "kpk_rule": advice.to_kpk.provision.cite(language) if advice.to_kpk is not None else "",
        "title": TITLES[advice.verdict],
        "tone": TONES[advice.verdict],
        "must": advice.verdict in {Verdict.REPORT, Verdict.REPORT_REFUSAL},
        "ask": advice.verdict is Verdict.ASK,
        "late_upg": advice.to_upg is not None and advice.to_upg.date < today,
        "late_kpk": advice.to_kpk is not None and advice.to_kpk.date < today,
    }
