"""The register of processing activities: list, export, one entry, its changes."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.forms.models import model_to_dict
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from amanah.engines.cases.refusals import Refused
from amanah.foundation.access.decorators import role_required
from amanah.foundation.clocks import queries as clocks
from amanah.foundation.exports.pdf import pdf_bytes
from amanah.foundation.exports.tables import Sheet, csv_bytes, xlsx_bytes
from amanah.foundation.organisation.desk.fields import UnitField
from amanah.kernel import clock
from amanah.rooms.personal_data import services
from amanah.rooms.personal_data.desk.opening import viewer_of
from amanah.rooms.personal_data.models import Activity, Basis
from amanah.rooms.personal_data.queries import register
from amanah.rooms.personal_data.queries.register import Filters, Row
from amanah.rooms.personal_data.roles import KEEPERS
from amanah.rooms.personal_data.services.register import FIELDS

TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pdf": "application/pdf",
}
STANDING = {"late": gettext_lazy("peninjauan terlambat"), "ended": gettext_lazy("sudah diakhiri")}


class FilterForm(forms.Form):
    """What the list can be narrowed to."""

    words = forms.CharField(label=gettext_lazy("Nama, nomor, unit, atau data memuat"), required=False, max_length=100)
    basis = forms.ChoiceField(label=gettext_lazy("Dasar pemrosesan"), required=False, choices=[("", "—"), *Basis.choices])
    standing = forms.ChoiceField(label=gettext_lazy("Keadaan"), required=False, choices=[("", "—"), *STANDING.items()])
    specific = forms.BooleanField(label=gettext_lazy("Hanya dengan data spesifik"), required=False)


if TYPE_CHECKING:
    Base = forms.ModelForm[Activity]
else:
    Base = forms.ModelForm


class ActivityForm(Base):
    """An entry of the register."""

    class Meta:
        model = Activity
        fields = FIELDS
        help_texts = {
            "basis": gettext_lazy("Pilih yang paling tepat; sebut peraturannya di bawah."),
            "recipients": gettext_lazy("Unit lain, instansi lain, prosesor. Kosongkan bila tidak ada."),
            "abroad": gettext_lazy("Negara dan dasarnya. Kosongkan bila tidak dikirim."),
            "retention_line": gettext_lazy("Bila datanya adalah perkara yang retensinya dijalankan sistem ini."),
            "retention": gettext_lazy("Sebagaimana jadwal retensi arsip, misalnya: 2 tahun aktif, 3 tahun inaktif, musnah."),
            "specific": gettext_lazy(
                "Kesehatan, biometrik, genetika, catatan kejahatan, anak, keuangan pribadi, dan sejenisnya (Pasal 4)."
            ),
            "assessment": gettext_lazy(
                "Nomor atau tempat dokumennya, bila risikonya tinggi (Pasal 34): data spesifik, skala besar, pemantauan."
            ),
            "undisclosed": gettext_lazy(
                "Untuk saluran pelaporan: permohonan subjek data tidak mencari di sini, dan setiap jawaban memuat kalimat yang sama."
            ),
        }
        widgets = {name: forms.Textarea(attrs={"rows": 3}) for name in ("purpose", "subjects", "categories", "recipients", "security")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        lines = [("", "—"), *register.retention_lines().items()]
        self.fields["retention_line"] = forms.ChoiceField(
            label=self.fields["retention_line"].label, help_text=self.fields["retention_line"].help_text, choices=lines, required=False
        )


class NewActivityForm(ActivityForm):
    """A new entry, with the unit that answers for it."""

    unit = UnitField(label=gettext_lazy("Unit yang bertanggung jawab"))
    field_order = ("title", "unit")


@role_required(*KEEPERS)
@require_safe
def listing(request: HttpRequest) -> HttpResponseBase:
    """The register as far as this person keeps it."""
    form = FilterForm(request.GET)
    rows = register.listing(viewer_of(request), _filters(form))
    chosen = {name: value for name, value in form.cleaned_data.items() if value}
    query = request.GET.urlencode() if chosen else ""
    context = {"rows": rows, "form": form, "query": query, "sentence": _sentence(form, request), "basis": dict(Basis.choices)}
    return render(request, "personal_data/desk/register.html", context)


@role_required(*KEEPERS)
@require_safe
def export(request: HttpRequest, form: str) -> HttpResponseBase:
    """Exactly the entries of the same filters, as a table or as a document with the ledger's checkpoint."""
    if form not in TYPES:
        raise Http404
    rows = register.listing(viewer_of(request), _filters(FilterForm(request.GET)))
    title = _("kegiatan pemrosesan")
    if form == "pdf":
        content = pdf_bytes("report.typ", document(rows))
    else:
        lines = [_line(row) for row in rows]
        content = csv_bytes(_headers(), lines) if form == "csv" else xlsx_bytes([Sheet(title, _headers(), lines)])
    name = f"amanah-{title.replace(' ', '-')}-{clock.today().isoformat()}.{form}"
    return HttpResponse(content, content_type=TYPES[form], headers={"Content-Disposition": f'attachment; filename="{name}"'})


@role_required(*KEEPERS)
def new(request: HttpRequest) -> HttpResponseBase:
    """Enter an activity."""
    form = NewActivityForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            activity = services.enter(form.cleaned_data, form.cleaned_data["unit"], viewer=viewer_of(request))
        except Refused as refusal:
            form.add_error("unit", refusal.sentence)
        else:
            messages.success(request, _("Kegiatan tercatat sebagai %(number)s.") % {"number": activity.number})
            return redirect(_address(activity))
    context = {
        "form": form,
        "heading": _("Kegiatan pemrosesan"),
        "lead": _("Satu cara instansi ini memproses data pribadi: untuk apa, atas dasar apa, data siapa, disimpan berapa lama."),
        "button": _("Catat kegiatan"),
        "back": reverse("personal_data_desk:register"),
    }
    return render(request, "personal_data/desk/write.html", context, status=400 if form.errors else 200)


@role_required(*KEEPERS)
@require_safe
def show(request: HttpRequest, number: str) -> HttpResponseBase:
    """One entry and how it came to say what it says."""
    activity = _or_404(request, number)
    running = clocks.open_by_ref([activity.ref]).get(activity.ref, [])
    context = {
        "activity": activity,
        "basis": Basis(activity.basis).label,
        "retention_line": register.retention_lines().get(activity.retention_line, ""),
        "review": running[0] if running else None,
        "urgency": clocks.describe(running[0], clock.today()) if running else None,
        "revisions": activity.revisions.select_related("account__person").order_by("-seq"),
    }
    return render(request, "personal_data/desk/activity.html", context)


@role_required(*KEEPERS)
def edit(request: HttpRequest, number: str) -> HttpResponseBase:
    """Change what the register says."""
    activity = _or_404(request, number)
    form = ActivityForm(request.POST or None, initial=model_to_dict(activity, fields=FIELDS))
    if request.method == "POST" and form.is_valid():
        try:
            services.change(activity, form.cleaned_data, viewer=viewer_of(request))
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("Catatan diperbarui; yang lama tetap terbaca pada riwayat."))
            return redirect(_address(activity))
    context = {
        "form": form,
        "number": activity.number,
        "heading": activity.title,
        "button": _("Simpan perubahan"),
        "back": _address(activity),
    }
    return render(request, "personal_data/desk/write.html", context, status=400 if form.errors else 200)


@require_POST
@role_required(*KEEPERS)
def review(request: HttpRequest, number: str) -> HttpResponseBase:
    """State that the entry holds."""
    return _act(request, number, services.review, _("Peninjauan tercatat."))


@require_POST
@role_required(*KEEPERS)
def end(request: HttpRequest, number: str) -> HttpResponseBase:
    """State that the processing has ended."""
    return _act(request, number, services.close, _("Kegiatan diakhiri; catatannya tetap terbaca."))


def _act(request: HttpRequest, number: str, act: Callable[..., None], done: str) -> HttpResponseBase:
    activity = _or_404(request, number)
    try:
        act(activity, viewer=viewer_of(request))
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, done)
    return redirect(_address(activity))


def document(rows: list[Row]) -> dict[str, Any]:
    """The register as a document: a section for each entry."""
    sections = []
    for row in rows:
        pairs = [[str(term), _said(value)] for term, value in zip(_headers(), _line(row), strict=True) if value not in {None, ""}]
        columns = [{"title": _("Keterangan"), "width": 1}, {"title": _("Isi"), "width": 2}]
        sections.append({"heading": str(row.activity), "columns": columns, "rows": pairs})
    return {
        "title": _("Perekaman kegiatan pemrosesan data pribadi"),
        "lead": _("Menurut Pasal 31 Undang-Undang Nomor 27 Tahun 2022."),
        "facts": [[_("Banyaknya kegiatan"), str(len(rows))]],
        "sections": sections,
    }


def _headers() -> list[str]:
    return [
        _("Nomor"),
        _("Nama kegiatan"),
        _("Unit"),
        _("Tujuan"),
        _("Dasar pemrosesan"),
        _("Peraturan"),
        _("Data siapa"),
        _("Data apa"),
        _("Data spesifik"),
        _("Penerima"),
        _("Ke luar negeri"),
        _("Retensi"),
        _("Jadwal retensi"),
        _("Pengamanan"),
        _("Penilaian dampak"),
        _("Tidak dinyatakan"),
        _("Dicatat"),
        _("Ditinjau"),
        _("Tinjau paling lambat"),
        _("Diakhiri"),
    ]


def _line(row: Row) -> list[Any]:
    one = row.activity
    yes = {True: _("ya"), False: _("tidak")}
    texts = [one.number, one.title, one.unit.name, one.purpose, str(Basis(one.basis).label), one.basis_note, one.subjects, one.categories]
    more = [yes[one.specific], one.recipients, one.abroad, one.retention, register.retention_lines().get(one.retention_line, "")]
    return [*texts, *more, one.security, one.assessment, yes[one.undisclosed], one.entered_on, one.reviewed_on, row.due_on, one.ended_on]


def _said(value: Any) -> str:
    return date_format(value, "j F Y") if hasattr(value, "year") else str(value)


def _filters(form: FilterForm) -> Filters:
    form.is_valid()
    return Filters(**{name: value for name, value in form.cleaned_data.items() if value})


def _sentence(form: FilterForm, request: HttpRequest) -> list[dict[str, str]]:
    words = {
        "words": lambda value: _("memuat “%(words)s”") % {"words": value},
        "basis": lambda value: str(dict(Basis.choices)[value]),
        "standing": lambda value: str(STANDING[value]),
        "specific": lambda _value: _("dengan data spesifik"),
    }
    found = []
    for name, said in words.items():
        if form.cleaned_data.get(name):
            rest = request.GET.copy()
            rest.pop(name, None)
            found.append({"text": said(form.cleaned_data[name]), "url": f"?{rest.urlencode()}"})
    return found


def _or_404(request: HttpRequest, number: str) -> Activity:
    found = register.find(viewer_of(request), number)
    if found is None:
        raise Http404
    return found


def _address(activity: Activity) -> str:
    return reverse("personal_data_desk:activity", args=[activity.number])
