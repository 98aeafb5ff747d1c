"""What the keeper of letter forms looks after: patterns of numbers, templates, root certificates."""

from pathlib import PurePath
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from amanah.foundation.access.decorators import role_required
from amanah.foundation.access.requests import StaffRequest
from amanah.foundation.evidence import files
from amanah.foundation.evidence import services as evidence
from amanah.foundation.letters import kinds, rendering
from amanah.foundation.letters import services as letters
from amanah.foundation.letters.desk import forms
from amanah.foundation.letters.desk.opening import answer
from amanah.foundation.letters.desk.pages import attachment
from amanah.foundation.letters.kinds import Kind
from amanah.foundation.letters.models import Anchor, Scheme, Template
from amanah.foundation.letters.queries import look_at
from amanah.foundation.letters.roles import ADMINISTRATOR
from amanah.foundation.letters.services.drafting import MEDIA

LARGEST = 2 * 1024**2
keeper = role_required(ADMINISTRATOR.key)

WHY = {
    "runs": gettext_lazy("Berkas ini memuat makro, objek tertanam, atau isian yang menjalankan sesuatu."),
    "fetches": gettext_lazy("Berkas ini mengambil isi dari luar, misalnya gambar tertaut atau templat induk."),
    "not_docx": gettext_lazy("Berkas ini bukan naskah DOCX."),
    "broken": gettext_lazy("Berkas ini rusak atau bukan naskah DOCX."),
    "failed": gettext_lazy("Berkas ini tidak dapat dibaca sekarang. Coba lagi."),
}


@keeper
def home(request: StaffRequest) -> HttpResponseBase:
    """All three on one page."""
    in_use = {template.kind: template for template in Template.objects.filter(in_use=True).defer("docx")}
    context = {
        "kinds": [{"kind": kind, "template": in_use.get(kind.key)} for kind in kinds.all_kinds()],
        "schemes": Scheme.objects.all(),
        "anchors": Anchor.objects.filter(withdrawn_on=None),
        "anchor_form": forms.AnchorForm(),
    }
    return render(request, "letters/office.html", context)


@keeper
def template(request: StaffRequest, kind: str) -> HttpResponseBase:
    """One kind's template: what it may name, its versions, and putting in another."""
    declared = _kind(kind)
    form = forms.TemplateForm(request.POST or None, request.FILES or None)
    look: Any = None
    if request.method == "POST" and form.is_valid():
        data = content_of(form.cleaned_data["file"], LARGEST)
        try:
            look = look_at(declared, data)
            if not look.wrong and "use" in request.POST:
                made = letters.replace_template(kind, data, viewer=request.viewer)
                messages.success(request, _("Templat versi %(n)s dipakai mulai sekarang.") % {"n": made.version})
                return redirect("letters:template", kind)
        except rendering.WorkError as error:
            form.add_error("file", WHY.get(error.code, WHY["broken"]))
    context = {
        "kind": declared,
        "placeholders": [(name, _said(name, title)) for name, title in sorted(declared.placeholders.items())],
        "versions": Template.objects.filter(kind=kind).defer("docx").select_related("uploaded_by__person"),
        "form": form,
        "look": look,
        "shipped_in_use": not Template.objects.filter(kind=kind, in_use=True).exists(),
    }
    return render(request, "letters/template.html", context, status=400 if form.errors else 200)


@keeper
def template_file(request: StaffRequest, kind: str, version: int) -> HttpResponseBase:  # noqa: ARG001 - Django's signature
    """A version as a file; 0 is the one that Amanah is shipped with."""
    declared = _kind(kind)
    data = bytes(get_object_or_404(Template, kind=kind, version=version).docx) if version else declared.shipped.read_bytes()
    return attachment(data, f"{kind}-{version}.docx", MEDIA)


@keeper
def sample(request: StaffRequest, kind: str) -> HttpResponseBase:
    """The template in use, filled with the names of its places: how a letter will look."""
    declared = _kind(kind)
    values: dict[str, Any] = {
        one.key: [{name: f"[{name}]" for name in one.rows}] * 2 if one.rows else f"[{one.title}]" for one in declared.asked
    }
    given = {name: f"[{title}]" for name, title in kinds.GIVEN.items() if name != "institution"}
    try:
        return attachment(letters.render(kind, {**values, **given}), f"{kind}.docx", MEDIA)
    except letters.Refused as refusal:
        messages.error(request, refusal.sentence)
        return redirect("letters:template", kind)


@require_POST
@keeper
def restore(request: StaffRequest, kind: str, version: int) -> HttpResponseBase:
    """Use an earlier version again."""
    _kind(kind)
    done = _("Templat versi %(n)s dipakai mulai sekarang.") % {"n": version}
    return answer(request, lambda: letters.restore_template(kind, version, viewer=request.viewer), done, redirect("letters:template", kind))


@keeper
def new_scheme(request: StaffRequest) -> HttpResponseBase:
    """A further pattern of numbers."""
    form = forms.SchemeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        values = dict(form.cleaned_data)
        try:
            letters.make_scheme(values.pop("name"), values.pop("pattern"), **values, viewer=request.viewer)
        except letters.Refused as refusal:
            form.add_error("pattern", refusal.sentence)
        else:
            messages.success(request, _("Pola nomor dapat dipakai."))
            return redirect("letters:office")
    context = {
        "form": form,
        "heading": _("Pola nomor baru"),
        "back": "/desk/letters/office/",
        "button": _("Pakai pola ini"),
        "lead": _(
            "Nomor yang berurutan memperlihatkan berapa surat dibuat. Buatlah pola tersendiri untuk surat rahasia, agar unit lain tidak "
            "dapat membacanya dari lompatan nomor."
        ),
    }
    return render(request, "letters/write.html", context, status=400 if form.errors else 200)


@require_POST
@keeper
def end_scheme(request: StaffRequest, scheme_id: UUID) -> HttpResponseBase:
    """Number nothing more with a pattern."""
    scheme = get_object_or_404(Scheme, pk=scheme_id)
    return answer(
        request, lambda: letters.end_scheme(scheme, viewer=request.viewer), _("Pola nomor dihentikan."), redirect("letters:office")
    )


@require_POST
@keeper
def add_anchor(request: StaffRequest) -> HttpResponseBase:
    """Trust an issuer."""
    form = forms.AnchorForm(request.POST, request.FILES)
    if not form.is_valid():
        messages.error(request, _("Pilih berkas sertifikat."))
        return redirect("letters:office")
    data = content_of(form.cleaned_data["file"], LARGEST)
    done = _("Sertifikat akar dipasang. Periksa ulang surat yang penerbitnya belum dikenal.")
    return answer(request, lambda: letters.install_anchor(data, viewer=request.viewer), done, redirect("letters:office"))


@require_POST
@keeper
def withdraw_anchor(request: StaffRequest, anchor_id: UUID) -> HttpResponseBase:
    """Trust an issuer no longer."""
    anchor = get_object_or_404(Anchor, pk=anchor_id)
    done = _("Sertifikat akar dicabut dari daftar.")
    return answer(request, lambda: letters.withdraw_anchor(anchor, viewer=request.viewer), done, redirect("letters:office"))


def content_of(incoming: Any, most: int) -> bytes:
    """A small upload in memory, its sealed file removed again; nothing where it was refused or is larger than `most` bytes."""
    try:
        taken = evidence.take([incoming])
    except evidence.NotStored:
        return b""
    data = b""
    for upload in taken.kept:
        if upload.size <= most:
            data = b"".join(files.opened(upload.file_id, upload.file_key))
        evidence.discard(upload.file_id)
    return data


def _said(name: str, title: Any) -> str:
    """What a place holds; of a table's, which column."""
    _table, _dot, column = name.partition(".")
    return f"{title}: {column}" if column else str(title)


def _kind(key: str) -> Kind:
    try:
        return kinds.kind(PurePath(key).name)
    except KeyError:
        raise Http404 from None
