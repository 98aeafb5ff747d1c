"""One page with every component, its attributes and how it looks: for those who write screens."""

import datetime as dt

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from amanah.ui.forms import with_hint
from amanah.ui.icons import PATHS

_WORDS = ("rembulan", "kacamata", "pelangi", "jendela", "cendana", "gerimis", "lentera", "sepeda")


class Sample(forms.Form):
    """Every kind of control."""

    title = forms.CharField(label=_("Pokok laporan"), help_text=_("Satu kalimat sudah cukup."))
    place = forms.CharField(label=_("Tempat kejadian"), required=False)
    when = forms.DateField(label=_("Tanggal kejadian"), widget=forms.DateInput(attrs={"type": "date"}))
    kind = forms.ChoiceField(
        label=_("Apa yang terjadi?"),
        widget=forms.RadioSelect,
        choices=[
            ("levy", with_hint(_("Pungutan liar"), _("Diminta membayar di luar tarif resmi."))),
            ("bribery", with_hint(_("Suap"), _("Uang atau barang agar sesuatu dilakukan atau dibiarkan."))),
        ],
    )
    signs = forms.MultipleChoiceField(
        label=_("Bukti yang Anda punya"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[("photo", _("Foto")), ("letter", _("Surat")), ("receipt", _("Kuitansi"))],
    )
    office = forms.ChoiceField(label=_("Kantor"), choices=[("", _("Pilih satu")), ("1", "Balai K3 Contoh")], required=False)
    story = forms.CharField(label=_("Ceritakan"), widget=forms.Textarea(attrs={"rows": 5}), help_text=_("Siapa, apa, kapan, di mana."))
    proof = forms.FileField(label=_("Berkas"), required=False, help_text=_("Paling besar 20 MB tiap berkas."))
    agree = forms.BooleanField(label=_("Saya sudah membaca peringatan di atas"), help_text=_("Tidak ada akibat hukum."))


@login_required
def show(request: HttpRequest) -> HttpResponse:
    """The components, with a form that was sent empty beside one that was not sent."""
    day = dt.date(2026, 11, 23)  # a fixed sample date; nothing here depends on today
    context = {
        "fresh": Sample(prefix="a"),
        "form_sent": Sample({}, prefix="b"),
        "day": day,
        "later": day + dt.timedelta(days=7),
        "words": _WORDS,
        "icons": sorted(PATHS),
        "crumbs": [{"title": _("Semua perkara"), "url": "#"}, {"title": "WB-26-7F3K9Q"}],
        "tabs": [
            {"title": _("Ringkasan"), "url": "#", "current": True},
            {"title": _("Percakapan"), "url": "#", "count": 2},
            {"title": _("Bukti"), "url": "#"},
        ],
        "filters": [
            {"text": _("belum ditelaah"), "url": "#"},
            {"text": "Ditjen Binwasnaker", "url": "#"},
            {"text": _("melewati tenggat"), "url": "#"},
        ],
    }
    return render(request, "ui/styleguide.html", context)
