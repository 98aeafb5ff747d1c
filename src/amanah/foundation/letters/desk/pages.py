"""One letter, one page, and everything that is done with it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from amanah.foundation.access.decorators import signed_in
from amanah.foundation.access.requests import StaffRequest
from amanah.foundation.evidence import services as evidence
from amanah.foundation.evidence.downloads import POLICY, download
from amanah.foundation.evidence.errors import NotThere
from amanah.foundation.evidence.models import EvidenceItem
from amanah.foundation.evidence.uploads import SealedUpload
from amanah.foundation.letters import addresses, kinds, matters, queries
from amanah.foundation.letters import services as letters
from amanah.foundation.letters.desk import forms
from amanah.foundation.letters.desk.lists import TONES
from amanah.foundation.letters.desk.opening import answer, damaged, letter_or_404, matter_or_none, unlock_first, with_letter
from amanah.foundation.letters.instructions import INSTRUCTIONS
from amanah.foundation.letters.models import Disposition, Letter
from amanah.foundation.letters.services import OpenMatter
from amanah.foundation.letters.services.drafting import MEDIA
from amanah.foundation.letters.services.signing import CHECK, SIGNED
from amanah.foundation.letters.verdicts import Checked
from amanah.foundation.vault.desk.session import unlocked_keys
from amanah.foundation.vault.errors import CannotOpen


@signed_in
def new(request: StaffRequest, ref: str, kind: str) -> HttpResponseBase:
    """Draft a letter about a matter."""
    matter = matter_or_none(request, ref)
    try:
        declared = kinds.kind(kind)
    except KeyError:
        raise Http404 from None
    if matter is None:
        return unlock_first(request, request.get_full_path())
    if kind not in matter.about.owner.kinds(ref):
        raise Http404
    form = forms.LetterForm(request.POST or None, kind=declared)
    if request.method == "POST" and form.is_valid():
        letter = letters.draft(matter, kind, form.values())
        messages.success(request, _("Konsep surat tersimpan."))
        return redirect(addresses.of_letter(letter))
    context = {
        "form": form,
        "heading": declared.title,
        "number": matter.title,
        "back": matter.about.address,
        "button": _("Simpan konsep"),
    }
    return render(request, "letters/write.html", context, status=400 if form.errors else 200)


@signed_in
def show(request: StaffRequest, letter_id: UUID) -> HttpResponseBase:
    """One letter; what it says only for who can open it."""
    letter = letter_or_404(request, letter_id)
    matter = matter_or_none(request, letter.ref)
    about = matter.about if matter else matters.find(letter.ref)
    declared = kinds.kind(letter.kind)
    try:
        kept = matter.store.get(letter) if matter else {}
    except CannotOpen:
        return damaged(request)
    dispositions = list(letter.dispositions.select_related("giver__person", "receiver__person"))
    for one in dispositions:
        if matter is not None:
            letters.mark_read(one, viewer=request.viewer)
    context: dict[str, Any] = {
        "letter": letter,
        "kind": declared.title,
        "tone": TONES[letter.state],
        "matter": about.title,
        "matter_url": about.address,
        "opened": matter is not None,
        "unlocked": unlocked_keys(request) is not None,
        "dispositions": [_disposition(one, kept, request) for one in dispositions],
    }
    if matter is not None:
        values = letters.parts_of(matter, letter)
        checked = Checked.from_bytes(kept[CHECK]) if CHECK in kept else None
        context |= {
            "subject": values["subject"],
            "values": [{"title": one.title, "text": _words(one, values.get(one.key))} for one in declared.asked if values.get(one.key)],
            "checked": checked,
            "other_signer": values.get("signer_name", "") if checked and _signed_by_others(checked, values.get("signer_name", "")) else "",
            "number_form": forms.NumberForm() if letter.state == Letter.State.DRAFT else None,
            "signed_form": forms.SignedForm() if letter.state in {Letter.State.NUMBERED, Letter.State.SIGNED} else None,
            "has_signed": SIGNED in kept,
            "may_dispose": letter.state in {Letter.State.NUMBERED, Letter.State.SIGNED},
        }
    return render(request, "letters/letter.html", context)


@with_letter
def revise(request: StaffRequest, matter: OpenMatter, letter: Letter) -> HttpResponseBase:
    """Write a draft anew."""
    back = redirect(addresses.of_letter(letter))
    if letter.state != Letter.State.DRAFT:
        messages.error(request, letters.Refused("state").sentence)
        return back
    declared = kinds.kind(letter.kind)
    form = forms.LetterForm(request.POST or None, kind=declared, values=letters.parts_of(matter, letter))
    if request.method == "POST" and form.is_valid():
        return answer(request, lambda: letters.revise(matter, letter, form.values()), _("Konsep surat diperbarui."), back)
    context = {
        "form": form,
        "heading": declared.title,
        "number": matter.title,
        "back": addresses.of_letter(letter),
        "button": _("Simpan konsep"),
    }
    return render(request, "letters/write.html", context, status=400 if form.errors else 200)


@require_POST
@with_letter
def give_number(request: StaffRequest, matter: OpenMatter, letter: Letter) -> HttpResponseBase:
    """Number the letter; the document is kept as it is then."""
    form = forms.NumberForm(request.POST)
    if not form.is_valid():
        context = {
            "form": form,
            "heading": _("Beri nomor"),
            "number": matter.title,
            "back": addresses.of_letter(letter),
            "button": _("Beri nomor"),
        }
        return render(request, "letters/write.html", context, status=400)
    chosen, number, dated = (form.cleaned_data[name] for name in ("scheme", "number", "dated"))

    def act() -> None:
        if chosen is not None:
            letters.give_number(matter, letter, chosen, dated=dated)
        else:
            letters.take_number(matter, letter, number, dated=dated)

    return answer(request, act, _("Surat bernomor. Naskahnya disimpan seperti adanya sekarang."), redirect(addresses.of_letter(letter)))


@require_POST
@with_letter
def void(request: StaffRequest, matter: OpenMatter, letter: Letter) -> HttpResponseBase:
    """Put a letter out of use."""
    done = _("Surat dibatalkan. Nomornya tetap terpakai.") if letter.number else _("Surat dibatalkan.")
    return answer(request, lambda: letters.void(matter, letter), done, redirect(addresses.of_letter(letter)))


@with_letter
def document(request: StaffRequest, matter: OpenMatter, letter: Letter) -> HttpResponseBase:
    """The DOCX, made or opened in memory."""
    try:
        data = letters.document(matter, letter)
    except (letters.Refused, NotThere, CannotOpen):
        messages.error(request, _("Naskah surat ini tidak dapat dibuka. Beri tahu administrator; catatannya tetap ada."))
        return redirect(addresses.of_letter(letter))
    name = f"{(letter.number or str(kinds.kind(letter.kind).title)).replace('/', '-')}.docx"
    return attachment(data, name, MEDIA)


@require_POST
@with_letter
def add_signed(request: StaffRequest, matter: OpenMatter, letter: Letter) -> HttpResponseBase:
    """Put the signed PDF in; its signature is checked at once."""
    back = redirect(addresses.of_letter(letter))
    form = forms.SignedForm(request.POST, request.FILES)
    if not form.is_valid():
        messages.error(request, _("Pilih berkas PDF yang sudah ditandatangani."))
        return back
    try:
        taken = evidence.take([form.cleaned_data["file"]])
    except evidence.NotStored:
        messages.error(request, _("Berkas BELUM tersimpan: penyimpanan penuh atau tidak dapat ditulisi. Coba lagi nanti."))
        return back
    for refusal in taken.refused:
        messages.error(request, f"{refusal.name}: {refusal.reason}")
    if not taken.kept:
        return back
    upload = taken.kept[0]
    try:
        checked = letters.attach_signed(matter, letter, upload)
    except letters.Refused as refused:
        evidence.discard(upload.file_id)
        messages.error(request, refused.sentence)
    else:
        messages.success(request, _("PDF tersimpan. Hasil pemeriksaan: %(verdict)s.") % {"verdict": checked.title})
    return back


@with_letter
def signed(request: StaffRequest, matter: OpenMatter, letter: Letter) -> HttpResponseBase:
    """The signed PDF, unsealed while it is sent; custody notes who took it."""
    kept = matter.store.get(letter)
    if SIGNED not in kept:
        raise Http404
    upload = SealedUpload.from_bytes(kept[SIGNED])
    try:
        item = EvidenceItem.objects.get(pk=upload.file_id)
        return download(item, upload, actor=request.viewer.actor)
    except (EvidenceItem.DoesNotExist, NotThere, CannotOpen):
        messages.error(request, _("Naskah surat ini tidak dapat dibuka. Beri tahu administrator; catatannya tetap ada."))
        return redirect(addresses.of_letter(letter))


@require_POST
@with_letter
def recheck(request: StaffRequest, matter: OpenMatter, letter: Letter) -> HttpResponseBase:
    """Check the signature again with the roots that are installed now."""
    return answer(
        request, lambda: letters.recheck(matter, letter), _("Tanda tangan diperiksa ulang."), redirect(addresses.of_letter(letter))
    )


@with_letter
def dispose(request: StaffRequest, matter: OpenMatter, letter: Letter) -> HttpResponseBase:
    """Hand the letter to somebody who may see its matter."""
    people = queries.receivers(letter, viewer=request.viewer)
    form = forms.DispositionForm(request.POST or None, people=people)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        receiver = next(one for one in people if str(one.pk) == values["receiver"])
        return answer(
            request,
            lambda: letters.dispose(matter, letter, receiver, values["instructions"], note=values["note"], due_on=values["due_on"]),
            _("Surat didisposisikan kepada %(name)s.") % {"name": receiver},
            redirect(addresses.of_letter(letter)),
        )
    context = {
        "form": form,
        "heading": _("Disposisikan"),
        "number": letter.number,
        "back": addresses.of_letter(letter),
        "button": _("Disposisikan surat"),
        "lead": _("Hanya kepada orang yang boleh melihat perkaranya dan sudah memegang kuncinya."),
    }
    return render(request, "letters/write.html", context, status=400 if form.errors else 200)


@require_POST
@signed_in
def finish(request: StaffRequest, letter_id: UUID, disposition_id: UUID) -> HttpResponseBase:
    """What was asked of one is done."""
    letter = letter_or_404(request, letter_id)
    found = letter.dispositions.filter(pk=disposition_id).first()
    if found is None:
        raise Http404
    done = _("Disposisi dinyatakan selesai.")
    return answer(request, lambda: letters.finish(found, viewer=request.viewer), done, redirect(addresses.of_letter(letter)))


def attachment(data: bytes, name: str, media: str) -> HttpResponse:
    """Bytes as a file to keep, never shown from this origin, never kept by a cache."""
    response = HttpResponse(data, content_type=media)
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name) or "attachment"
    response["Content-Security-Policy"] = POLICY
    response["Cache-Control"] = "no-store"
    return response


def _signed_by_others(checked: Checked, name: str) -> bool:
    """Whether no certificate bears the name that the letter gives its signer, titles before and after it aside."""
    wanted = {word for word in name.casefold().partition(",")[0].split() if not word.endswith(".")}
    return bool(checked.signatures) and not any(
        wanted <= set(one.signer.casefold().replace(",", " ").split()) for one in checked.signatures
    )


def _words(one: kinds.Field, value: Any) -> str:
    if one.rows:
        return "\n".join(" · ".join(row.get(column, "") for column in one.rows) for row in value)
    return str(value)


def _disposition(one: Disposition, kept: Any, request: StaffRequest) -> dict[str, Any]:
    note = kept.get(one.note_part)
    return {
        "one": one,
        "instructions": ", ".join(str(INSTRUCTIONS[code]) for code in one.instructions),
        "note": note.decode() if note else "",
        "sealed_note": one.noted and not note,
        "done_url": reverse("letters:finish", args=[one.letter_id, one.pk])
        if one.receiver_id == request.viewer.account.pk and one.done_on is None
        else "",
    }
