"""What this room adds to the page of a complaint: how it wants to be treated, passing it on, answering it, publishing it."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from amanah.engines.cases.scope import holds
from amanah.engines.reports.channels import FEEDBACK, TO_REPORTER
from amanah.engines.reports.desk import pages, parts
from amanah.engines.reports.desk.acts import form_page
from amanah.engines.reports.desk.opening import answer, case_or_404, viewer_of, with_opened
from amanah.engines.reports.desk.parts import Page, Panel, Tab, Writing
from amanah.engines.reports.opened import Opened
from amanah.engines.reports.queries.reading import Content
from amanah.engines.reports.services import handling as reports
from amanah.foundation.access.decorators import signed_in
from amanah.foundation.letters import addresses
from amanah.foundation.letters import services as letters
from amanah.foundation.organisation import queries as organisation
from amanah.foundation.organisation.models import Unit
from amanah.foundation.vault.desk.session import unlocked_keys
from amanah.rooms.complaints import masking, queries
from amanah.rooms.complaints.desk import forms
from amanah.rooms.complaints.models import Publication
from amanah.rooms.complaints.queries.services import service_name
from amanah.rooms.complaints.services import handling, labour, publishing
from amanah.rooms.complaints.ways import WAYS
from amanah.rooms.complaints.workflow import COMPLAINT, HANDLERS, OFFICERS

PARTS = parts.of(COMPLAINT.key)
ANSWERABLE = frozenset({"process", "escalated"})
OPEN_TO_ALL = frozenset({"answered", "resolved", "process", "escalated"})
FIRST = 80


def _conversation(page: Page) -> dict[str, Any]:
    """As everywhere, with interim and final answers beside the questions."""
    more: list[dict[str, Any]] = []
    if page.case.state not in {"received", "awaiting"}:
        more.append(
            {"kind": "interim", "form": forms.InterimForm(), "button": _("Kirim jawaban sementara"), "folded": _("Jawaban sementara")}
        )
    if page.case.state in ANSWERABLE and holds(page.viewer, HANDLERS, page.case):
        more.insert(0, {"kind": "answer", "form": forms.AnswerForm(), "button": _("Kirim jawaban akhir"), "folded": _("Jawaban akhir")})
    return pages.conversation(page, *more)


def _named(content: Content) -> Unit | None:
    """The unit that the complaint itself names exactly, as imported ones do."""
    name = content.report.unit_name
    return organisation.named_exactly([name]).get(name)


def _handling(page: Page) -> dict[str, Any]:
    """Where it went, and where it can be sent."""
    case = page.case
    if page.content is None:
        return {}
    officer = holds(page.viewer, OFFICERS, case)
    standing = case.labour_referrals.filter(ended_on__isnull=True).first()
    return {
        "unit": case.unit,
        "units": queries.units_with_liaison(),
        "forward_form": forms.ForwardForm(initial={"unit": _named(page.content)}) if officer and case.state == "verified" else None,
        "may_refer": officer and case.state in {"received", "verified"} and standing is None,
        "referrals": [
            {"one": one, "letter": addresses.of_letter(one.letter)} for one in case.labour_referrals.select_related("office", "letter")
        ],
        "answer_form": forms.OfficeAnswerForm() if officer and standing is not None else None,
        "recall_form": forms.RecallForm() if officer and standing is not None else None,
    }


def _publication(page: Page) -> dict[str, Any]:
    """What of it is public, or could be."""
    case, flags = page.case, queries.flags(page.case)
    shown = case.publications.select_related("written_by__person", "decided_by__person")
    standing = next((one for one in shown if one.state in publishing.STANDING), None)
    officer = holds(page.viewer, OFFICERS, case)
    offered = page.content is not None and not flags.secret and standing is None and case.state in OPEN_TO_ALL
    return {
        "secret": flags.secret,
        "standing": standing,
        "earlier": [one for one in shown if one is not standing],
        "own": standing is not None and standing.written_by_id == page.viewer.account.pk,
        "officer": officer,
        "publication_form": forms.PublicationForm(initial=_masked(page)) if offered and holds(page.viewer, HANDLERS, case) else None,
    }


def _masked(page: Page) -> dict[str, str]:
    """The story and the latest answer with what looks like personal data taken out, to begin from."""
    if page.content is None:
        return {}
    report = page.content.report
    names = [*report.involved, *([report.identity.name] if report.identity else [])]
    told = page.content.texts(FEEDBACK, TO_REPORTER)
    story = masking.mask(report.answers.get("what", ""), names)
    return {"title": story[:FIRST], "text": story, "answer": masking.mask(told[-1].text, names) if told else ""}


def _marks(page: Page) -> dict[str, Any] | None:
    """On the summary: how it wants to be treated, its class, its service, how it came."""
    flags = queries.flags(page.case)
    return {
        "flags": flags,
        "category": COMPLAINT.categories.get(page.case.category, ""),
        "service": service_name(flags.service),
        "way": dict(WAYS).get(flags.way, ""),
        "unit": page.case.unit,
    }


@with_opened
def refer(request: HttpRequest, opened: Opened) -> HttpResponseBase:
    """Pass it on to another authority: the letter is drafted, and from now on an answer is looked for."""
    form = forms.LabourForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            matter = letters.open_matter(opened.case.ref, viewer=opened.viewer, key_pair=unlocked_keys(request))
        except (LookupError, letters.Refused):
            raise Http404 from None
        office, done = form.cleaned_data["office"], _("Diteruskan. Beri nomor dan tandatangani suratnya, lalu kirimkan.")
        return answer(request, opened.case, "handling", lambda: labour.forward(opened, matter, office, form.values()), done)
    lead = _("Untuk perselisihan upah, pemutusan kerja, cuti, dan norma kerja lain. Suratnya dibuat sekarang; jawabannya dipantau.")
    heading = _("Teruskan kepada pengawas ketenagakerjaan")
    return form_page(request, opened, form, heading=heading, button=_("Buat surat dan teruskan"), lead=lead, tab="handling")


@require_POST
@signed_in
def decide(request: HttpRequest, number: str, publication_id: UUID, verdict: str) -> HttpResponseBase:
    """Publish, reject or withdraw the public version."""
    case = case_or_404(request, number)
    publication = get_object_or_404(Publication, pk=publication_id, case=case)
    acts = {
        "publish": (publishing.publish, _("Pengaduan terbit dan dapat dibaca umum.")),
        "reject": (publishing.reject, _("Usulan terbit ditolak.")),
        "withdraw": (publishing.withdraw, _("Pengaduan ditarik dari halaman umum.")),
    }
    if verdict not in acts:
        raise Http404
    act, done = acts[verdict]
    return answer(request, case, "publication", lambda: act(publication, viewer=viewer_of(request)), done)


def _answer_office(opened: Opened, form: Any) -> None:
    referral = opened.case.labour_referrals.get(ended_on__isnull=True)
    labour.answered(opened, referral, form.cleaned_data["on"], form.cleaned_data["number"], form.cleaned_data["text"])


def _recall(opened: Opened, form: Any) -> None:
    labour.recall(opened, opened.case.labour_referrals.get(ended_on__isnull=True), form.cleaned_data["text"])


PARTS.add_tab(Tab("conversation", gettext_lazy("Percakapan"), _conversation, "reports/desk/conversation.html", order=20))
PARTS.add_tab(Tab("handling", gettext_lazy("Penerusan"), _handling, "complaints/desk/handling.html", order=30))
PARTS.add_tab(Tab("publication", gettext_lazy("Penerbitan"), _publication, "complaints/desk/publication.html", order=55))
PARTS.add_panel(Panel("marks", "complaints/desk/_marks.html", _marks, order=10))
for _writing in (
    Writing(
        "interim",
        forms.InterimForm,
        lambda opened, form: reports.give_feedback(opened, form.cleaned_data["text"]),
        gettext_lazy("Jawaban sementara terkirim."),
        "conversation",
    ),
    Writing(
        "answer",
        forms.AnswerForm,
        lambda opened, form: handling.answer(opened, form.cleaned_data["text"], form.cleaned_data["outcome"]),
        gettext_lazy("Jawaban akhir terkirim. Pelapor menyatakan apakah sudah selesai."),
        "conversation",
    ),
    Writing(
        "forward",
        forms.ForwardForm,
        lambda opened, form: handling.forward(opened, form.cleaned_data["unit"], form.cleaned_data["text"]),
        gettext_lazy("Diteruskan kepada pejabat penghubung, beserta kuncinya."),
        "handling",
        gettext_lazy("Teruskan kepada unit"),
    ),
    Writing("office_answer", forms.OfficeAnswerForm, _answer_office, gettext_lazy("Jawaban instansi tercatat."), "handling"),
    Writing("recall", forms.RecallForm, _recall, gettext_lazy("Penerusan ditarik kembali."), "handling"),
    Writing(
        "publication",
        forms.PublicationForm,
        lambda opened, form: publishing.write(opened.case, viewer=opened.viewer, **form.cleaned_data),
        gettext_lazy("Usulan terbit tersimpan dan menunggu orang kedua."),
        "publication",
        gettext_lazy("Usulan terbit"),
    ),
):
    PARTS.add_writing(_writing)
