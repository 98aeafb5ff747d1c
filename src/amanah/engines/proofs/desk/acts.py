"""Adding, replacing and withdrawing: a form page each, one POST, and on to the proof or back to where it is used."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from amanah.engines.proofs import owners, queries, services
from amanah.engines.proofs.desk import places
from amanah.engines.proofs.desk.forms import AddForm, ProofForm, ReasonForm, ReplaceForm
from amanah.engines.proofs.desk.pages import found
from amanah.engines.proofs.models import Proof
from amanah.engines.proofs.refusals import Refused
from amanah.engines.proofs.services import Draft
from amanah.foundation.access.decorators import signed_in
from amanah.foundation.access.requests import StaffRequest
from amanah.foundation.evidence import services as evidence


@signed_in
def add(request: StaffRequest) -> HttpResponse:
    """Put a proof into the library; from another record's page, for that record."""
    viewer, purpose = request.viewer, places.purpose(request)
    if not queries.keeps_anywhere(viewer) or (purpose and not owners.may_attach(viewer, purpose.ref)):
        raise PermissionDenied
    ref = purpose.ref if purpose else ""
    own = queries.own_unit(viewer)
    form = AddForm(request.POST or None, request.FILES or None, initial={"unit": own.code if own else ""})
    if ref and owners.source_of(ref):
        del form.fields["shared"]
    back = places.back(request, purpose.url if purpose else "")
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        proof = _put(form, lambda draft: services.add(draft, values["unit"], viewer=viewer, shared=values.get("shared", False), ref=ref))
        if proof is not None:
            messages.success(request, _("Bukti %(number)s tersimpan.") % {"number": proof.number})
            _tell_twins(request, proof)
            return redirect(back) if purpose else redirect("proofs:proof", proof.number)
    context = {"form": form, "purpose": purpose, "back": back, "heading": _("Tambah bukti"), "button": _("Simpan bukti")}
    return render(request, "proofs/write.html", context, status=400 if form.errors else 200)


@signed_in
def replace(request: StaffRequest, number: str) -> HttpResponse:
    """Put a newer proof in the place of one."""
    proof = found(request, number)
    if not queries.may_keep(request.viewer, proof.unit):
        raise PermissionDenied
    form = ReplaceForm(request.POST or None, request.FILES or None, initial={"title": proof.title, "description": proof.description})
    if request.method == "POST" and form.is_valid():
        newer = _put(form, lambda draft: services.replace(proof, draft, viewer=request.viewer, carry=form.cleaned_data["carry"]))
        if newer is not None:
            said = _("%(new)s sekarang menggantikan %(old)s. Yang lama tetap tersimpan.")
            messages.success(request, said % {"new": newer.number, "old": proof.number})
            _tell_twins(request, newer)
            return redirect("proofs:proof", newer.number)
    heading = _("Ganti dengan yang lebih baru")
    context = {"form": form, "proof": proof, "back": _page(proof), "heading": heading, "button": _("Simpan pengganti")}
    return render(request, "proofs/write.html", context, status=400 if form.errors else 200)


@signed_in
def withdraw(request: StaffRequest, number: str) -> HttpResponse:
    """Take a proof back, with a reason."""
    proof = found(request, number)
    if not queries.may_keep(request.viewer, proof.unit):
        raise PermissionDenied
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.withdraw(proof, form.cleaned_data["reason"], viewer=request.viewer)
        except Refused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("Bukti ditarik. Di mana pun ia dipakai, sekarang tertulis sejak kapan ia tidak berlaku lagi."))
        return redirect("proofs:proof", proof.number)
    context = {"form": form, "proof": proof, "back": _page(proof), "heading": _("Tarik bukti"), "button": _("Tarik bukti ini")}
    return render(request, "proofs/write.html", context, status=400 if form.errors else 200)


def _put(form: ProofForm, put: Callable[[Draft], Proof]) -> Proof | None:
    """Do it with what the form holds; where the engine refuses, the form says why and nothing stays on the disk."""
    draft = form.draft()
    if draft is None:
        return None
    try:
        return put(draft)
    except Refused as refusal:
        if draft.upload is not None:
            evidence.discard(draft.upload.file_id)
        form.refuse(refusal)
    return None


def _tell_twins(request: StaffRequest, proof: Proof) -> None:
    same = ", ".join(twin.number for twin in queries.twins(request.viewer, proof) if twin.pk != proof.replaced_by_id)
    if same:
        said = _("Berkas yang sama sudah tersimpan sebagai %(numbers)s. Bukti yang ada dapat dipakai lagi tanpa diunggah ulang.")
        messages.warning(request, said % {"numbers": same})


def _page(proof: Proof) -> Any:
    return reverse("proofs:proof", args=[proof.number])
