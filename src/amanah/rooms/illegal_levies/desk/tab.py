"""What this room adds to the page of a report: the levy with its tests, the referral, the money that goes back."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from amanah.engines.actions import queries as actions
from amanah.engines.cases.scope import holds
from amanah.engines.reports.desk import followup, parts
from amanah.engines.reports.desk.acts import form_page
from amanah.engines.reports.desk.opening import address, answer, case_or_404, viewer_of, with_opened
from amanah.engines.reports.desk.parts import Page, Tab, Writing
from amanah.engines.reports.opened import Opened
from amanah.engines.reports.queries.reading import Content
from amanah.foundation.access.decorators import signed_in
from amanah.foundation.letters import addresses, kinds
from amanah.foundation.letters import queries as letters
from amanah.foundation.letters.models import Letter
from amanah.foundation.organisation import text
from amanah.kernel.paper import Paper
from amanah.rooms.illegal_levies.desk import forms
from amanah.rooms.illegal_levies.letters import KINDS
from amanah.rooms.illegal_levies.models import Coding, Jurisdiction, Known, Receipt, Referral, Repayment
from amanah.rooms.illegal_levies.models import Role as ActorRole
from amanah.rooms.illegal_levies.queries import coding, referrals
from amanah.rooms.illegal_levies.services import coding as writing
from amanah.rooms.illegal_levies.services import referring, repaying
from amanah.rooms.illegal_levies.sheets import Levy, Register, Screening
from amanah.rooms.illegal_levies.workflow import ILLEGAL_LEVY, MODES

PARTS = parts.of(ILLEGAL_LEVY.key)
REFERRAL = kinds.REFERRAL.key


def _levy(page: Page) -> dict[str, Any]:
    content = page.content
    if content is None:
        return {}
    levy, tests = coding.latest_levy(content), coding.latest_tests(content)
    writable = page.case.state in writing.WRITABLE and _handles(page)
    return {
        "levy": levy,
        "levy_words": _levy_words(levy) if levy else None,
        "tests": tests,
        "tests_words": _tests_words(tests) if tests else None,
        "levy_form": forms.LevyForm(initial=_begin(content, levy)) if writable else None,
        "tests_form": forms.ScreeningForm(initial=vars(tests) if tests else {}) if writable else None,
        "actions": actions.arising_from(page.viewer, page.case.ref),
        "may_act": followup.may_act(page.viewer, page.case),
    }


def _levy_words(levy: Levy) -> dict[str, Any]:
    return {
        "role": dict(ActorRole.choices).get(levy.role, levy.role),
        "mode": MODES.get(levy.mode, levy.mode),
        "excess": levy.excess.label,
        "day": Paper("", {"day": levy.day}).day("day"),
    }


def _tests_words(tests: Screening) -> dict[str, Any]:
    return {"jurisdiction": Jurisdiction(tests.jurisdiction).label, "known": Known(tests.known).label}


def _begin(content: Content, levy: Levy | None) -> dict[str, Any]:
    """What the form begins with: the record as it stands, else what the reporter said in the form's own fields."""
    if levy is not None:
        return {**vars(levy), "stage": f"{levy.service}/{levy.stage}" if levy.stage else ""}
    said = content.report.answers
    return {
        "service": said.get("service_code", ""),
        "time": said.get("when", ""),
        "place": said.get("where", "") or content.report.place,
        "asked": _rupiah(said.get("asked", "")),
        "paid": _rupiah(said.get("paid", "")),
        "actor": said.get("who", ""),
        "mode": content.opened.case.topic,
    }


def _rupiah(said: str) -> int | None:
    digits = text.fold(said).replace(" ", "").removeprefix("rp")
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) <= 12 else None  # noqa: PLR2004 - below a trillion


def _handles(page: Page) -> bool:
    return holds(page.viewer, page.case.declared.may_handle(page.case.route), page.case)


def _referral(page: Page) -> dict[str, Any]:
    content, case = page.content, page.case
    if content is None:
        return {}
    handles, found = _handles(page), letters.of_matter(case.ref)
    numbered = _numbered(found)
    waiting = referrals.waiting(case)
    preparing = handles and case.state in referring.PREPARED_IN and waiting is None
    return {
        "referrals": [_line(content, referral) for referral in Referral.objects.filter(case=case)],
        "letters": [
            {"letter": one, "kind": kinds.kind(one.kind).title, "url": addresses.of_letter(one), "state": one.get_state_display()}
            for one in found
        ],
        "offered": [{"title": kinds.kind(key).title, "url": addresses.new(case.ref, key)} for key in KINDS] if handles else [],
        "referral_form": forms.ReferralForm(letters=numbered) if preparing and numbered else None,
        "needs_letter": preparing and not numbered,
        "answer_form": forms.AnswerForm() if handles and case.state == "referred" and waiting is not None else None,
    }


def _numbered(found: Any) -> list[Letter]:
    return [letter for letter in found if letter.kind == REFERRAL and letter.state in referring.SENT]


def _line(content: Content, referral: Referral) -> dict[str, Any]:
    def words(field: str) -> str:
        return Paper.from_bytes(content.fields[field]).text if field in content.fields else ""

    return {"referral": referral, "note": words(referral.field), "answer": words(referral.answer_field)}


def _money(page: Page) -> dict[str, Any]:
    content = page.content
    if content is None:
        return {}
    handles = _handles(page)
    found = Repayment.objects.filter(case=page.case).select_related("proposed_by__person", "decided_by__person").prefetch_related("slips")
    return {
        "repayments": [_repayment(page, content, one, handles=handles) for one in found],
        "repayment_form": forms.RepaymentForm() if handles and page.case.state in repaying.PROPOSED_IN else None,
    }


def _repayment(page: Page, content: Content, one: Repayment, *, handles: bool) -> dict[str, Any]:
    register = Register.from_bytes(content.fields[one.field]) if one.field in content.fields else Register((), "")
    slips = {slip.payer: slip for slip in one.slips.all()}
    return {
        "repayment": one,
        "ground": register.ground,
        "payers": [
            {"place": place, "payer": payer, "slip": _slip(content, slips.get(place))} for place, payer in enumerate(register.payers, 1)
        ],
        "may_decide": handles and one.state == Repayment.State.PROPOSED and one.proposed_by_id != page.viewer.account.pk,
        "own": one.state == Repayment.State.PROPOSED and one.proposed_by_id == page.viewer.account.pk,
        "may_pay": handles and one.state == Repayment.State.APPROVED,
    }


def _slip(content: Content, slip: Receipt | None) -> dict[str, Any] | None:
    if slip is None:
        return None
    return {"day": slip.day, "text": Paper.from_bytes(content.fields[slip.field]).text if slip.field in content.fields else ""}


@with_opened
def refer(request: HttpRequest, opened: Opened) -> HttpResponseBase:
    """Prepare a referral: to whom, by which letter."""
    numbered = _numbered(letters.of_matter(opened.case.ref))
    form = forms.ReferralForm(request.POST or None, letters=numbered)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        letter = next(one for one in numbered if str(one.pk) == given["letter"])
        done = _("Pelimpahan disiapkan. Usulkan sekarang agar orang kedua menyetujuinya.")
        return answer(request, opened.case, "referral", lambda: referring.prepare(opened, given["body"], letter, given["text"]), done)
    heading = _("Siapkan pelimpahan")
    return form_page(request, opened, form, heading=heading, button=_("Simpan pelimpahan"), tab="referral")


@with_opened
def pay_back(request: HttpRequest, opened: Opened, repayment_id: Any, payer: int) -> HttpResponseBase:
    """Keep one payer's receipt."""
    repayment = get_object_or_404(Repayment, pk=repayment_id, case=opened.case)
    if not 1 <= payer <= repayment.payers:
        raise Http404
    form = forms.SlipForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        words = form.cleaned_data["text"]
        done = _("Bukti pengembalian tersimpan.")
        return answer(request, opened.case, "money", lambda: repaying.receipt(opened, repayment, payer, words), done)
    heading = _("Catat uang sudah kembali")
    return form_page(request, opened, form, heading=heading, button=_("Simpan bukti"), tab="money")


@require_POST
@signed_in
def decide(request: HttpRequest, number: str, repayment_id: Any, verdict: str) -> HttpResponseBase:
    """Approve or reject a register as the second person."""
    case = case_or_404(request, number)
    repayment = get_object_or_404(Repayment, pk=repayment_id, case=case)
    if verdict not in {"approve", "reject"}:
        raise Http404
    approved = verdict == "approve"
    done = _("Daftar pengembalian disetujui.") if approved else _("Daftar pengembalian ditolak.")
    return answer(request, case, "money", lambda: repaying.decide(repayment, approved=approved, viewer=viewer_of(request)), done)


def _summary_panel(page: Page) -> dict[str, Any] | None:
    coded = Coding.objects.filter(case=page.case).first()
    if coded is None:
        return None
    return {
        "coding": coded,
        "jurisdiction": coded.get_jurisdiction_display() if coded.jurisdiction else "",
        "known": coded.get_known_display() if coded.known else "",
        "url": address(page.case, "tab", "levy"),
    }


PARTS.add_tab(Tab("levy", gettext_lazy("Pungutan"), _levy, "illegal_levies/levy.html", order=30))
PARTS.add_tab(Tab("referral", gettext_lazy("Pelimpahan"), _referral, "illegal_levies/referral.html", order=54))
PARTS.add_tab(Tab("money", gettext_lazy("Pengembalian uang"), _money, "illegal_levies/money.html", order=56))
PARTS.add_panel(parts.Panel("coding", "illegal_levies/_coding.html", _summary_panel, 30))
for _writing in (
    Writing(
        "levy",
        forms.LevyForm,
        lambda opened, form: writing.record(opened, form.levy(opened.case.opened_on)),
        gettext_lazy("Catatan pungutan tersimpan."),
        "levy",
        gettext_lazy("Catatan pungutan"),
    ),
    Writing(
        "tests",
        forms.ScreeningForm,
        lambda opened, form: writing.test(opened, form.tests()),
        gettext_lazy("Hasil uji tersimpan."),
        "levy",
        gettext_lazy("Uji kewenangan dan laporan ganda"),
    ),
    Writing(
        "referral_answer",
        forms.AnswerForm,
        lambda opened, form: referring.answer(opened, form.cleaned_data["answer"], form.cleaned_data["text"]),
        gettext_lazy("Jawaban aparat penegak hukum tersimpan."),
        "referral",
        gettext_lazy("Jawaban aparat penegak hukum"),
    ),
    Writing(
        "repayment",
        forms.RepaymentForm,
        lambda opened, form: repaying.propose(opened, form.register()),
        gettext_lazy("Daftar pengembalian tersimpan dan menunggu persetujuan orang kedua."),
        "money",
        gettext_lazy("Daftar pengembalian uang"),
    ),
):
    PARTS.add_writing(_writing)
