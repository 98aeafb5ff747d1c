"""What people do about a document: a page with a form, or one button."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from amanah.engines.documents import declare, queries, services
from amanah.engines.documents.desk import offers
from amanah.engines.documents.desk.forms import (
    AgainForm,
    AnswerForm,
    ApproversForm,
    ContentForm,
    DistributeForm,
    EndForm,
    HeadingForm,
    ReasonForm,
    RemarkForm,
    ReviewersForm,
)
from amanah.engines.documents.desk.pages import found
from amanah.engines.documents.models import Document, Remark, Version
from amanah.engines.documents.refusals import Refused
from amanah.engines.documents.services import Aim
from amanah.foundation.access.decorators import signed_in
from amanah.foundation.access.requests import StaffRequest
from amanah.foundation.access.viewer import Viewer

FORMS: dict[str, Any] = {
    "write": ContentForm,
    "review": ReviewersForm,
    "ask": ApproversForm,
    "drop": ReasonForm,
    "remark": RemarkForm,
    "return": ReasonForm,
    "revise": ContentForm,
    "distribute": DistributeForm,
    "again": AgainForm,
    "confirm": ReasonForm,
    "describe": HeadingForm,
    "withdraw": ReasonForm,
    "ask_end": ReasonForm,
    "destroy": EndForm,
    "spare": ReasonForm,
}


@signed_in
def do(request: StaffRequest, number: str, act: str) -> HttpResponse:
    """One act with its form; what is not offered is not there."""
    document = found(request, number)
    making = _making(request, document)
    offered = {one.key: one for one in offers.of(request.viewer, document, making)}
    if act not in FORMS or act not in offered:
        raise Http404
    form = FORMS[act](request.POST or None, request.FILES or None, initial=_initial(act, document, making))
    if act == "describe" and document.sort != declare.EXTERNAL:
        del form.fields["issuer"]
    if request.method == "POST" and form.is_valid():
        try:
            said = _run(act, form, document, making, request.viewer)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, said)
            return redirect("documents:document", document.number)
    context = {
        "form": form,
        "title": offered[act].title,
        "lead": document.title,
        "number": document.number,
        "button": offered[act].title,
        "back": reverse("documents:document", args=[document.number]),
    }
    return render(request, "documents/write.html", context, status=400 if form.errors else 200)


@signed_in
def answer(request: StaffRequest, number: str, remark_id: int) -> HttpResponse:
    """Answer one remark."""
    document = found(request, number)
    remark = get_object_or_404(Remark.objects.select_related("version", "author"), pk=remark_id, version__document=document)
    remark.version.document = document
    if not offers.makes(request.viewer, remark.version) or remark.accepted is not None:
        raise Http404
    back = reverse("documents:version", args=[document.number, remark.version.seq])
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            accepted = form.cleaned_data["accepted"] == "yes"
            services.answer(remark, form.cleaned_data["words"], accepted=accepted, viewer=request.viewer)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Catatan dijawab."))
            return redirect(back)
    context = {
        "form": form,
        "title": _("Jawab catatan"),
        "lead": f"{remark.author}: {remark.text}",
        "number": document.number,
        "button": _("Simpan jawaban"),
        "back": back,
    }
    return render(request, "documents/write.html", context, status=400 if form.errors else 200)


@require_POST
@signed_in
def finish(request: StaffRequest, number: str) -> HttpResponse:
    """Say that one's review is done."""
    return _at_once(request, number, lambda version, viewer: services.finish(version, viewer=viewer), _("Tinjauan Anda tercatat selesai."))


@require_POST
@signed_in
def approve(request: StaffRequest, number: str) -> HttpResponse:
    """Approve the version that waits for it."""
    return _at_once(request, number, lambda version, viewer: services.approve(version, viewer=viewer), _("Persetujuan Anda tercatat."))


def _at_once(request: StaffRequest, number: str, act: Callable[[Version, Viewer], object], said: str) -> HttpResponse:
    document = found(request, number)
    making = _making(request, document)
    if making is None:
        raise Http404
    try:
        act(making, request.viewer)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, said)
    return redirect("documents:document", document.number)


def _making(request: StaffRequest, document: Document) -> Version | None:
    one = next((one for one in queries.versions(request.viewer, document) if one.state in declare.OPEN), None)
    if one is not None:
        one.document = document
    return one


def _initial(act: str, document: Document, making: Version | None) -> dict[str, Any]:
    if act == "describe":
        return {name: getattr(document, name) for name in ("title", "code", "issuer", "shared", "every_months", "keep_years")}
    version = making if act == "write" else document.current if act == "revise" else None
    if version is None:
        return {}
    label = {"label": version.label} if act == "write" else {}
    return {"text": version.text, "address": version.address, **label}


def _run(act: str, form: Any, document: Document, making: Version | None, viewer: Viewer) -> str:
    if making is not None and act in _ON_DRAFT:
        return _ON_DRAFT[act](form, making, viewer)
    return _ON_DOCUMENT[act](form, document, viewer)


def _write(form: Any, version: Version, viewer: Viewer) -> str:
    services.write(version, form.content(), viewer=viewer)
    return _("Rancangan tersimpan.")


def _people(form: Any) -> list[Any]:
    return [person for name in ("first", "second", "third") if (person := form.cleaned_data.get(name))]


def _review(form: Any, version: Version, viewer: Viewer) -> str:
    services.review(version, _people(form), viewer=viewer)
    return _("Putaran tinjauan dibuka; para peninjau diberi tahu.")


def _ask(form: Any, version: Version, viewer: Viewer) -> str:
    services.ask(version, _people(form), viewer=viewer)
    return _("Pengesahan diminta. Isi versi ini tidak dapat diubah lagi.")


def _drop(form: Any, version: Version, viewer: Viewer) -> str:
    services.drop(version, form.cleaned_data["words"], viewer=viewer)
    return _("Rancangan dibatalkan.")


def _remark(form: Any, version: Version, viewer: Viewer) -> str:
    services.remark(version, form.cleaned_data["words"], viewer=viewer, place=form.cleaned_data["place"])
    return _("Catatan tersimpan.")


def _return(form: Any, version: Version, viewer: Viewer) -> str:
    services.send_back(version, form.cleaned_data["words"], viewer=viewer)
    return _("Versi ini kembali kepada penyusunnya.")


def _revise(form: Any, document: Document, viewer: Viewer) -> str:
    services.revise(document, form.content(), viewer=viewer)
    return _("Rancangan versi baru dimulai.")


def _distribute(form: Any, document: Document, viewer: Viewer) -> str:
    said = form.cleaned_data
    aim = Aim(said["unit"], said["post"] if said["unit"] else "", said["person"])
    return _handed(services.distribute(document, [aim], said["due_on"], viewer=viewer))


def _again(form: Any, document: Document, viewer: Viewer) -> str:
    due: date = form.cleaned_data["due_on"]
    return _handed(services.again(document, due, viewer=viewer))


def _handed(n: int) -> str:
    return _("Dibagikan; %(n)d orang baru harus membacanya.") % {"n": n}


def _confirm(form: Any, document: Document, viewer: Viewer) -> str:
    services.confirm(document, form.cleaned_data["words"], viewer=viewer)
    return _("Tinjauan ulang tercatat.")


def _describe(form: Any, document: Document, viewer: Viewer) -> str:
    form.cleaned_data.setdefault("issuer", "")
    services.describe(document, form.heading(document.sort), viewer=viewer)
    return _("Keterangan tersimpan.")


def _withdraw(form: Any, document: Document, viewer: Viewer) -> str:
    services.withdraw(document, form.cleaned_data["words"], viewer=viewer)
    return _("Dokumen ditarik.")


def _ask_end(form: Any, document: Document, viewer: Viewer) -> str:
    services.ask_end(document, form.cleaned_data["words"], viewer=viewer)
    return _("Pemusnahan diusulkan. Orang lain yang menyetujuinya.")


def _destroy(_form: Any, document: Document, viewer: Viewer) -> str:
    services.destroy(document, viewer=viewer)
    return _("Isinya dimusnahkan. Sidik isinya tetap tersimpan dalam buku besar.")


def _spare(form: Any, document: Document, viewer: Viewer) -> str:
    services.spare(document, form.cleaned_data["words"], viewer=viewer)
    return _("Pemusnahan tidak disetujui; dokumen tetap disimpan.")


_ON_DRAFT: dict[str, Callable[[Any, Version, Viewer], str]] = {
    "write": _write,
    "review": _review,
    "ask": _ask,
    "drop": _drop,
    "remark": _remark,
    "return": _return,
}
_ON_DOCUMENT: dict[str, Callable[[Any, Document, Viewer], str]] = {
    "revise": _revise,
    "distribute": _distribute,
    "again": _again,
    "confirm": _confirm,
    "describe": _describe,
    "withdraw": _withdraw,
    "ask_end": _ask_end,
    "destroy": _destroy,
    "spare": _spare,
}
