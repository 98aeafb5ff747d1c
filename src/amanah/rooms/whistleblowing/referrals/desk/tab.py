"""The referrals of a report: a tab of its page, and what is done with each."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from amanah.engines.cases.models import Case
from amanah.engines.reports.desk.opening import page_of, viewer_of, with_opened
from amanah.engines.reports.desk.parts import Page, Tab
from amanah.engines.reports.opened import Opened
from amanah.engines.reports.queries import reading
from amanah.foundation.clocks import queries as clocks
from amanah.foundation.letters import addresses as letter_addresses
from amanah.foundation.letters import kinds
from amanah.foundation.letters import queries as letters
from amanah.foundation.letters.desk.pages import attachment
from amanah.foundation.letters.models import Letter
from amanah.foundation.vault.desk.session import unlocked_keys
from amanah.foundation.vault.errors import CannotOpen
from amanah.kernel import clock
from amanah.rooms.whistleblowing.desk.parts import add_tab
from amanah.rooms.whistleblowing.referrals import queries, services
from amanah.rooms.whistleblowing.referrals.desk import forms
from amanah.rooms.whistleblowing.referrals.models import Recipient, Referral
from amanah.rooms.whistleblowing.referrals.services.sending import NUMBERED, eligible

TONES = {"prepared": "info", "sent": "warning", "answered": "success", "cancelled": "neutral"}
NOT_CLEANED = gettext_lazy("%(name)s (bukti dari petugas, belum dibersihkan)")


def build(page: Page) -> dict[str, Any]:
    """Every referral of the report with its clock and the next act."""
    if page.content is None:
        return {}
    found = list(queries.visible_referrals(page.viewer).filter(case=page.case).select_related("recipient", "letter"))
    running = clocks.open_by_ref([one.ref for one in found])
    return {"referrals": [_line(page.content.opened, one, running.get(one.ref, [])) for one in found]}


@with_opened
def new(request: HttpRequest, opened: Opened) -> HttpResponseBase:
    """Choose what goes to whom."""
    content = reading.content(opened)
    numbered = [letter for letter in letters.of_matter(opened.case.ref) if letter.state in NUMBERED]
    by_id = {str(letter.pk): letter for letter in numbered}
    offered = [letter for letter in numbered if letter.kind == kinds.REFERRAL.key]
    form = forms.ReferralForm(
        request.POST or None,
        letters=offered,
        minutes=[letter for letter in numbered if letter.kind == kinds.HANDOVER.key],
        files=[(line.upload.file_id, _named(line)) for line in eligible(content)],
    )
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        try:
            services.prepare(
                opened,
                values["recipient"],
                by_id[values["letter"]],
                minutes=by_id.get(values["minutes"]),
                files=values.get("chosen", ()),
                consent=values["consent"],
                key_pair=unlocked_keys(request),
            )
        except services.Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("Pelimpahan disiapkan. Unduh paketnya, kirim, lalu catat tanggal kirimnya."))
            return redirect(page_of(opened.case, "referrals"))
    context = {
        "case": opened.case,
        "form": form,
        "back": page_of(opened.case, "referrals"),
        "missing_letter": not offered,
        "no_file": "chosen" not in form.fields,
        "letter_url": letter_addresses.new(opened.case.ref, kinds.REFERRAL.key),
        "minutes_url": letter_addresses.new(opened.case.ref, kinds.HANDOVER.key),
        "no_recipient": not Recipient.objects.filter(ended_on=None).exists(),
    }
    return render(request, "referrals/new.html", context, status=400 if form.errors else 200)


@with_opened
def download(request: HttpRequest, opened: Opened, referral_id: UUID) -> HttpResponseBase:
    """The encrypted package, made in memory."""
    referral = _of(request, opened.case, referral_id)
    keys = unlocked_keys(request)
    if keys is None:
        raise Http404
    try:
        packed = services.package(opened, referral, key_pair=keys)
    except (services.Refused, CannotOpen) as refusal:
        messages.error(request, str(refusal) if isinstance(refusal, services.Refused) else str(services.Refused("damaged")))
        return redirect(page_of(opened.case, "referrals"))
    response: HttpResponse = attachment(packed.data, packed.name, "application/octet-stream")
    return response


@require_POST
@with_opened
def sent(request: HttpRequest, opened: Opened, referral_id: UUID) -> HttpResponseBase:
    """The package has left."""
    referral, form = _of(request, opened.case, referral_id), forms.SentForm(request.POST)
    on = form.cleaned_data["on"] if form.is_valid() else None
    return _answer(request, opened.case, lambda: services.mark_sent(opened, referral, _day(on)), _("Tanggal kirim tercatat."))


@require_POST
@with_opened
def answered(request: HttpRequest, opened: Opened, referral_id: UUID) -> HttpResponseBase:
    """The recipient has answered."""
    referral, form = _of(request, opened.case, referral_id), forms.AnsweredForm(request.POST)
    on, number = (form.cleaned_data["on"], form.cleaned_data["number"]) if form.is_valid() else (None, "")
    return _answer(
        request, opened.case, lambda: services.mark_answered(opened, referral, _day(on), number), _("Jawaban penerima tercatat.")
    )


@require_POST
@with_opened
def cancel(request: HttpRequest, opened: Opened, referral_id: UUID) -> HttpResponseBase:
    """Send it no more."""
    referral = _of(request, opened.case, referral_id)
    return _answer(request, opened.case, lambda: services.cancel(opened, referral), _("Pelimpahan dibatalkan."))


def _day(on: Any) -> Any:
    if on is None:
        raise services.Refused("day")
    return on


def _answer(request: HttpRequest, case: Case, act: Any, done: Any) -> HttpResponseBase:
    try:
        act()
    except services.Refused as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, done)
    return redirect(page_of(case, "referrals"))


def _of(request: HttpRequest, case: Case, referral_id: UUID) -> Referral:
    found = queries.find_referral(viewer_of(request), referral_id)
    if found is None or found.case_id != case.pk:
        raise Http404
    return found


def _line(opened: Opened, referral: Referral, running: list[Any]) -> dict[str, Any]:
    deadline = clocks.most_pressing(running)
    letter: Letter = referral.letter
    return {
        "one": referral,
        "tone": TONES[referral.state],
        "letter_url": letter_addresses.of_letter(letter),
        "urgency": clocks.describe(deadline, clock.today()) if deadline else None,
        "due_on": deadline.due_on if deadline else None,
        "passphrase": services.passphrase_of(opened, referral) if referral.state == Referral.State.PREPARED else "",
        "sent_form": forms.SentForm(auto_id=f"sent-{referral.pk}-%s") if referral.state == Referral.State.PREPARED else None,
        "answered_form": forms.AnsweredForm(auto_id=f"answered-{referral.pk}-%s") if referral.state == Referral.State.SENT else None,
    }


def _named(line: reading.FileLine) -> str:
    return line.upload.name if line.upload.state == "cleaned" else NOT_CLEANED % {"name": line.upload.name}


add_tab(Tab("referrals", gettext_lazy("Pelimpahan"), build, "referrals/tab.html", order=59))
