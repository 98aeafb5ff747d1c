"""The acts of the desk: each is one form or one POST, each goes back to the interest."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from amanah.engines.cases.refusals import Refused
from amanah.foundation.access.decorators import signed_in
from amanah.foundation.access.models import Account
from amanah.kernel import clock
from amanah.rooms.interests import queries, services
from amanah.rooms.interests.desk import forms
from amanah.rooms.interests.desk.opening import answer, interest_or_404, page_of, viewer_of, with_opened
from amanah.rooms.interests.models import Interest
from amanah.rooms.interests.opened import Opened


@dataclass(frozen=True)
class Writing:
    """One form: who may use it now, and what is done with it. `offer` is the button that leads to it, where that says more."""

    may: Callable[[Opened], bool]
    form: Callable[..., Any]
    heading: Any
    button: Any
    done: Any
    act: Callable[[Opened, Any], Any]
    lead: Any = ""
    offer: Any = ""


def may_decide(opened: Opened) -> bool:
    """Whether this person decides, and there is something to decide."""
    interest = opened.interest
    return queries.decides(opened.viewer, interest) and interest.case is not None and interest.case.state in {"weighed", "asked"}


def may_ask(opened: Opened) -> bool:
    """Questions are asked one at a time."""
    return may_decide(opened) and opened.case.state == "weighed"


def may_answer(opened: Opened) -> bool:
    """Whether a question waits for this person."""
    return opened.own and opened.interest.case is not None and opened.case.state == "asked"


def may_substitute(opened: Opened) -> bool:
    """Whether a decision waits for a substitute."""
    return opened.interest.tied and queries.decides(opened.viewer, opened.interest) and opened.case.closed_on is None


def may_end(opened: Opened) -> bool:
    """Whether this person may note that a settled interest is over."""
    interest = opened.interest
    decided = interest.case is None or interest.case.closed_on is not None
    dismissed = interest.case is not None and interest.case.state == "no_conflict"
    return not opened.own and decided and not dismissed and interest.ended_on is None and services.may_end(opened.viewer, interest)


def may_appoint(opened: Opened) -> bool:
    """Whether an officer has to say who decides."""
    case = opened.interest.case
    waiting = case is not None and case.closed_on is None and not case.assignments.filter(until__isnull=True).exists()
    return waiting and not opened.own and queries.is_officer(opened.viewer)


def _appoint(opened: Opened, form: Any) -> None:
    account = Account.objects.filter(person=form.cleaned_data["person"]).order_by("pk").first()
    if account is None:
        raise Refused("unfit")
    services.appoint(opened, account)


def _control_form(opened: Opened, *args: Any) -> Any:
    return forms.ControlForm(*args, verifiers=services.verifiers(opened.case))


def _plain(form: type[Any]) -> Callable[..., Any]:
    return lambda _opened, *args: form(*args)


WRITINGS = {
    "control": Writing(
        may_decide,
        _control_form,
        gettext_lazy("Keputusan: konflik kepentingan dikendalikan"),
        gettext_lazy("Tetapkan pengendalian"),
        gettext_lazy("Keputusan tersegel. Setiap pengendalian menjadi tindak lanjut dengan tenggat dan bukti."),
        lambda opened, form: services.control(opened, form.cleaned_data["text"], form.measures()),
        gettext_lazy("Yang bersangkutan membaca telaah ini."),
    ),
    "dismiss": Writing(
        may_decide,
        _plain(forms.DismissForm),
        gettext_lazy("Keputusan: bukan konflik kepentingan"),
        gettext_lazy("Nyatakan bukan konflik"),
        gettext_lazy("Keputusan tersegel. Yang bersangkutan dapat ditugaskan seperti biasa."),
        lambda opened, form: services.dismiss(opened, form.cleaned_data["text"]),
        gettext_lazy("Yang bersangkutan membaca telaah ini. Kepentingan ini tidak lagi diperiksa saat penugasan."),
    ),
    "ask": Writing(
        may_ask,
        _plain(forms.TextForm),
        gettext_lazy("Minta penjelasan"),
        gettext_lazy("Kirim pertanyaan"),
        gettext_lazy("Pertanyaan terkirim kepada yang bersangkutan."),
        lambda opened, form: services.ask(opened, form.cleaned_data["text"]),
        gettext_lazy("Tenggat keputusan tetap berjalan selama Anda menunggu jawaban."),
        offer=gettext_lazy("Minta penjelasan"),
    ),
    "answer": Writing(
        may_answer,
        _plain(forms.TextForm),
        gettext_lazy("Jawab pertanyaan"),
        gettext_lazy("Kirim jawaban"),
        gettext_lazy("Jawaban tersegel dan sampai kepada yang memutus."),
        lambda opened, form: services.answer(opened, form.cleaned_data["text"]),
        offer=gettext_lazy("Jawab pertanyaan"),
    ),
    "substitute": Writing(
        may_substitute,
        _plain(forms.SubstituteForm),
        gettext_lazy("Pengganti sementara"),
        gettext_lazy("Alihkan kepadanya"),
        gettext_lazy("Keputusan beralih kepada pengganti; ia menerima tindak lanjutnya."),
        lambda opened, form: services.name_substitute(opened, form.cleaned_data["person"], form.cleaned_data["note"]),
        gettext_lazy("Pengganti tidak boleh mempunyai kepentingan yang sama. Alasannya tidak disampaikan kepadanya."),
        offer=gettext_lazy("Tunjuk pengganti sementara"),
    ),
    "appoint": Writing(
        may_appoint,
        _plain(forms.AppointForm),
        gettext_lazy("Pemutus"),
        gettext_lazy("Tetapkan pemutus"),
        gettext_lazy("Pemutus ditetapkan; kuncinya diserahkan."),
        _appoint,
        gettext_lazy("Dipakai bila atasan tidak ada, terkait, atau mundur. Pemutus harus mempunyai kunci dan tidak terkait."),
    ),
    "end": Writing(
        may_end,
        _plain(forms.TextForm),
        gettext_lazy("Kepentingan berakhir"),
        gettext_lazy("Catat berakhir"),
        gettext_lazy("Tercatat. Kepentingan ini tidak lagi diperiksa saat penugasan."),
        lambda opened, form: services.end(opened, form.cleaned_data["text"]),
        gettext_lazy("Tuliskan apa yang berubah dan buktinya. Catatannya tetap dalam register."),
    ),
}
"""What is written on a page of its own, in the order in which the acts are offered."""


@with_opened
def write(request: HttpRequest, opened: Opened, act: str) -> HttpResponseBase:
    """Keep one paper. What was typed stays in the form when something is wrong."""
    writing = WRITINGS.get(act)
    if writing is None:
        raise Http404
    if not writing.may(opened):
        messages.error(request, Refused("state").sentence)
        return redirect(page_of(opened.interest))
    form = writing.form(opened, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            writing.act(opened, form)
        except Refused as refusal:
            form.add_error(None, str(refusal.sentence))
        else:
            messages.success(request, writing.done)
            return redirect(page_of(opened.interest))
    context = {"interest": opened.interest, "form": form, "writing": writing, "back": page_of(opened.interest)}
    return render(request, "interests/write.html", context, status=400 if form.errors else 200)


@signed_in
def declare(request: HttpRequest) -> HttpResponseBase:
    """Declare an interest. Nobody needs an unlocked key for it."""
    form = forms.DeclareForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            interest = services.declare(form.draft(), viewer=viewer_of(request))
        except services.NoReceiver:
            words = _("Belum ada atasan atau pengelola yang mempunyai kunci. Pernyataan BELUM tersimpan; tulisan Anda masih di sini.")
            form.add_error(None, words)
        except services.NoPerson:
            form.add_error(None, _("Akun Anda belum terhubung dengan data pegawai. Hubungi administrator kepegawaian."))
        else:
            messages.success(request, _said(interest))
            return redirect(page_of(interest))
    return render(request, "interests/declare.html", {"form": form}, status=400 if form.errors else 200)


@signed_in
def begin(request: HttpRequest) -> HttpResponseBase:
    """Have the interest of somebody weighed who did not declare it: for their superiors."""
    viewer = viewer_of(request)
    if not queries.own_people(viewer).exists():
        raise Http404
    form = forms.BeginForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            interest = services.begin(form.draft(), form.cleaned_data["person"], viewer=viewer)
        except services.NoReceiver:
            form.add_error(None, _("Belum ada yang mempunyai kunci untuk menerimanya. Telaah BELUM tersimpan; tulisan Anda masih di sini."))
        except Refused as refusal:
            own = _("Anda tidak dapat bertindak sebagai atasannya: ia bukan pegawai Anda, Anda terkait, atau Anda belum mempunyai kunci.")
            form.add_error("person", own if refusal.code == "role" else str(refusal.sentence))
        else:
            messages.success(request, _("Telaah dimulai. Pegawai itu diberi tahu dan dapat menjawab; Anda yang memutus."))
            return redirect(page_of(interest))
    return render(request, "interests/begin.html", {"form": form}, status=400 if form.errors else 200)


def _said(interest: Interest) -> str:
    if interest.case is None:
        return _("Tercatat dalam register dengan nomor %(number)s.") % {"number": interest.number}
    if interest.superior is None:
        return _("Pernyataan tersimpan. Pengelola konflik kepentingan menetapkan siapa yang memutus.")
    return _("Pernyataan tersimpan dan sampai kepada %(name)s.") % {"name": interest.superior}


@require_POST
@signed_in
def state_yearly(request: HttpRequest) -> HttpResponseBase:
    """Say that the register is complete for this year."""
    year = clock.today().year
    try:
        services.state_yearly(year, viewer=viewer_of(request))
    except services.NoPerson:
        messages.error(request, _("Akun Anda belum terhubung dengan data pegawai. Hubungi administrator kepegawaian."))
    else:
        messages.success(request, _("Pernyataan tahun %(year)s tersimpan. Terima kasih.") % {"year": year})
    return redirect("interests_desk:mine")


@require_POST
@signed_in
def recuse(request: HttpRequest, number: str) -> HttpResponseBase:
    """Step back from deciding, for good."""
    interest = interest_or_404(request, number)
    done = _("Anda mundur. Pernyataan itu tidak lagi terlihat oleh Anda; pengelola konflik kepentingan menetapkan pemutus lain.")
    return answer(request, interest, lambda: services.recuse(interest, viewer=viewer_of(request)), done)
