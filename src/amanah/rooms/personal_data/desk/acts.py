"""What is written on a page of its own: each is one form, and leads back to the case."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from amanah.engines.cases import services as cases
from amanah.engines.cases.models import Case, Proposal
from amanah.engines.cases.scope import holds
from amanah.foundation.access.decorators import signed_in
from amanah.foundation.access.viewer import Viewer
from amanah.kernel.paper import Paper
from amanah.rooms.personal_data import services
from amanah.rooms.personal_data.desk import forms
from amanah.rooms.personal_data.desk.opening import answer, case_or_404, page_of, viewer_of, with_opened
from amanah.rooms.personal_data.opened import Opened
from amanah.rooms.personal_data.queries import register
from amanah.rooms.personal_data.workflow import BREACH, REQUEST, WORKERS

OPEN_BREACH = ("known", "assessed")
WAITING = gettext_lazy("Usulan tersimpan dan menunggu pengesahan petugas lain.")


@dataclass(frozen=True)
class Writing:
    """One form: in which states it is offered under which title, and what is done with it.

    `move` names the move that it proposes, which is not offered while another proposal waits.
    """

    kind: str
    states: tuple[str, ...]
    title: Any
    form: Callable[..., Any]
    heading: Any
    button: Any
    done: Any
    act: Callable[[Opened, Any], Any]
    lead: Any = ""
    move: str = ""


def _notice(channel: str, title: Any, heading: Any) -> Writing:
    return Writing(
        BREACH.key,
        OPEN_BREACH,
        title,
        forms.NoticeForm,
        heading,
        gettext_lazy("Segel dan catat pemberitahuan"),
        gettext_lazy("Pemberitahuan tercatat. Suratnya dapat diunduh dari halaman ini."),
        lambda opened, form: services.notify(
            opened, channel, form.paper(), form.cleaned_data["sent_at"], form.cleaned_data["late_because"]
        ),
        gettext_lazy(
            "Isi sekurang-kurangnya menurut Pasal 46 ayat (2). Jangan menyebut laporan atau pelapor; kabar ini sampai ke banyak orang."
        ),
    )


def _kept(channel: str, title: Any, heading: Any, lead: Any = "") -> Writing:
    return Writing(
        BREACH.key,
        OPEN_BREACH,
        title,
        forms.TextForm,
        heading,
        title,
        gettext_lazy("Tersimpan dan tersegel."),
        lambda opened, form: services.keep(opened, channel, form.paper()),
        lead,
    )


WRITINGS: Mapping[str, Writing] = {
    "assessment": Writing(
        BREACH.key,
        OPEN_BREACH,
        gettext_lazy("Tulis penilaian"),
        forms.AssessmentForm,
        gettext_lazy("Penilaian"),
        gettext_lazy("Segel dan simpan penilaian"),
        gettext_lazy("Penilaian tersimpan."),
        lambda opened, form: services.assess(opened, form.paper(), form.extent(), form.cleaned_data["activities"]),
        gettext_lazy("Penilaian dapat ditulis lagi bila lebih banyak diketahui; yang lama tetap terbaca."),
    ),
    "notice-authority": _notice(
        "notice_authority", gettext_lazy("Catat pemberitahuan kepada lembaga"), gettext_lazy("Pemberitahuan kepada lembaga")
    ),
    "notice-subjects": _notice(
        "notice_subjects", gettext_lazy("Catat pemberitahuan kepada subjek data"), gettext_lazy("Pemberitahuan kepada subjek data")
    ),
    "notice-public": _notice(
        "notice_public", gettext_lazy("Catat pemberitahuan kepada masyarakat"), gettext_lazy("Pemberitahuan kepada masyarakat")
    ),
    "measure": _kept("measure", gettext_lazy("Catat upaya penanganan"), gettext_lazy("Upaya penanganan dan pemulihan")),
    "decision": _kept(
        "decision",
        gettext_lazy("Catat keputusan"),
        gettext_lazy("Keputusan"),
        gettext_lazy("Apa yang diputuskan, oleh siapa, dan mengapa; juga keputusan untuk tidak melakukan sesuatu."),
    ),
    "conclusion": Writing(
        BREACH.key,
        ("assessed",),
        gettext_lazy("Usulkan selesai ditangani"),
        forms.TextForm,
        gettext_lazy("Selesai ditangani"),
        gettext_lazy("Kirim usulan"),
        WAITING,
        lambda opened, form: services.propose(opened, "finish", "conclusion", form.paper(), "resolved"),
        gettext_lazy("Ringkas apa yang terjadi, apa yang diperbaiki, dan apa yang dipelajari."),
        "finish",
    ),
    "no-breach": Writing(
        BREACH.key,
        OPEN_BREACH,
        gettext_lazy("Usulkan: bukan kegagalan pelindungan"),
        forms.TextForm,
        gettext_lazy("Bukan kegagalan pelindungan"),
        gettext_lazy("Kirim usulan"),
        WAITING,
        lambda opened, form: services.propose(opened, "dismiss", "conclusion", form.paper(), "no_breach"),
        gettext_lazy("Jelaskan mengapa tidak ada data pribadi yang terkena. Orang lain memeriksa dan mengesahkan."),
        "dismiss",
    ),
    "identity": Writing(
        REQUEST.key,
        ("received",),
        gettext_lazy("Catat pemeriksaan identitas"),
        forms.TextForm,
        gettext_lazy("Pemeriksaan identitas"),
        gettext_lazy("Identitas cocok, mulai mencari"),
        gettext_lazy("Identitas tercatat; pencarian dapat dimulai."),
        lambda opened, form: services.verify(opened, form.paper()),
        gettext_lazy("Bagaimana Anda tahu bahwa pemohon memang orangnya? Jangan meminta lebih banyak data daripada yang perlu."),
    ),
    "finding": Writing(
        REQUEST.key,
        ("verified",),
        gettext_lazy("Catat hasil pencarian"),
        lambda data: forms.FindingForm(data, activities=register.searchable()),
        gettext_lazy("Hasil pencarian"),
        gettext_lazy("Catat hasil"),
        gettext_lazy("Hasil pencarian tercatat."),
        lambda opened, form: services.find_in(
            opened, form.cleaned_data["activity"], form.cleaned_data["finding"], form.cleaned_data["text"]
        ),
        gettext_lazy("Saluran pelaporan tidak ada dalam daftar ini dan tidak dicari: jawabannya sama untuk setiap orang."),
    ),
    "reply": Writing(
        REQUEST.key,
        ("verified",),
        gettext_lazy("Usulkan jawaban"),
        forms.ReplyForm,
        gettext_lazy("Jawaban kepada pemohon"),
        gettext_lazy("Kirim usulan"),
        WAITING,
        lambda opened, form: services.reply(opened, form.paper(), form.cleaned_data["outcome"]),
        gettext_lazy("Kalimat tentang kegiatan yang tidak dinyatakan ditambahkan pada setiap jawaban, siapa pun pemohonnya."),
        "answer",
    ),
    "ending": Writing(
        REQUEST.key,
        ("received", "verified"),
        gettext_lazy("Akhiri tanpa jawaban isi"),
        forms.EndingForm,
        gettext_lazy("Akhiri tanpa jawaban isi"),
        gettext_lazy("Akhiri permohonan"),
        gettext_lazy("Permohonan berakhir."),
        lambda opened, form: services.end(opened, form.paper(), form.cleaned_data["outcome"]),
    ),
}
"""In the order in which they are offered. A note is written on the case's own page."""


def offered(viewer: Viewer, case: Case) -> list[tuple[str, Writing]]:
    """What the viewer may write on the case now."""
    if not holds(viewer, WORKERS, case):
        return []
    waiting = case.proposals.filter(verdict=Proposal.Verdict.OPEN).exists()
    fitting = [(key, one) for key, one in WRITINGS.items() if one.kind == case.kind and case.state in one.states]
    return [(key, one) for key, one in fitting if not (waiting and one.move)]


@with_opened
def write(request: HttpRequest, opened: Opened, kind: str) -> HttpResponseBase:
    """Keep one paper. What was typed stays in the form when something is wrong."""
    if kind == "note":
        return _note(request, opened)
    if kind not in WRITINGS or WRITINGS[kind].kind != opened.case.kind:
        raise Http404
    writing = dict(offered(opened.viewer, opened.case)).get(kind)
    if writing is None:
        messages.error(request, cases.Refused("state").sentence)
        return redirect(page_of(opened.case))
    form = writing.form(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            writing.act(opened, form)
        except cases.Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, writing.done)
            return redirect(page_of(opened.case))
    return form_page(request, opened, form, heading=writing.heading, button=writing.button, lead=writing.lead)


def _note(request: HttpRequest, opened: Opened) -> HttpResponseBase:
    form = forms.TextForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return answer(
            request, opened.case, lambda: services.keep(opened, "note", Paper(form.cleaned_data["text"])), _("Catatan tersimpan.")
        )
    return redirect(page_of(opened.case))


@require_POST
@signed_in
def approve(request: HttpRequest, number: str) -> HttpResponseBase:
    """Confirm the proposal that waits on this case."""
    case = case_or_404(request, number)
    proposal = get_object_or_404(Proposal, case=case, verdict=Proposal.Verdict.OPEN)
    return answer(request, case, lambda: services.approve(proposal, viewer=viewer_of(request)), _("Usulan disahkan."))


@with_opened
def reject(request: HttpRequest, opened: Opened) -> HttpResponseBase:
    """Turn the waiting proposal down, with a reason."""
    proposal = get_object_or_404(Proposal, case=opened.case, verdict=Proposal.Verdict.OPEN)
    form = forms.TextForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return answer(request, opened.case, lambda: services.reject(opened, proposal, form.cleaned_data["text"]), _("Usulan ditolak."))
    return form_page(request, opened, form, heading=_("Tolak usulan"), button=_("Tolak usulan"), lead=_("Pengusul membaca alasan ini."))


def form_page(request: HttpRequest, opened: Opened, form: Any, *, heading: Any, button: Any, lead: Any = "") -> HttpResponseBase:
    """A page with one form about a case."""
    context = {"number": opened.case.number, "form": form, "heading": heading, "button": button, "lead": lead, "back": page_of(opened.case)}
    return render(request, "personal_data/desk/write.html", context, status=400 if form.errors else 200)
