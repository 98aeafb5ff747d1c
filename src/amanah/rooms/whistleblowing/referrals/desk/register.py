"""The lists: referrals, matters received, recipients; and one matter received."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from amanah.engines.reports.desk.opening import viewer_of
from amanah.engines.reports.report import names
from amanah.foundation.access.decorators import role_required, signed_in
from amanah.foundation.clocks import queries as clocks
from amanah.foundation.exports.tables import Sheet, csv_bytes, xlsx_bytes
from amanah.foundation.letters import addresses as letter_addresses
from amanah.foundation.letters import queries as letters
from amanah.kernel import clock
from amanah.rooms.whistleblowing.referrals import addresses, queries, services
from amanah.rooms.whistleblowing.referrals.desk import forms
from amanah.rooms.whistleblowing.referrals.desk.tab import TONES
from amanah.rooms.whistleblowing.referrals.models import Received, Recipient, Referral
from amanah.rooms.whistleblowing.referrals.queries import Filters
from amanah.rooms.whistleblowing.workflow import COORDINATOR, HANDLERS

TYPES = {"csv": "text/csv; charset=utf-8", "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}
handlers = role_required(*sorted(HANDLERS))


@signed_in
@require_safe
def sent(request: HttpRequest) -> HttpResponse:
    """The referrals of reports that one may see."""
    form = forms.SentFilterForm(request.GET)
    page = _page(request, queries.referral_listing, form)
    rows = [{"one": one, "tone": TONES[one.state], "url": addresses.of_case(one.case.number)} for one in page.rows]
    return render(request, "referrals/sent.html", _list(request, form, rows, page.after, "whistleblowing_desk:referrals"))


@signed_in
@require_safe
def received(request: HttpRequest) -> HttpResponse:
    """The matters received that one may know of."""
    form = forms.FilterForm(request.GET)
    page = _page(request, queries.received_listing, form)
    running = clocks.open_by_ref([one.ref for one in page.rows])
    rows = []
    for one in page.rows:
        deadline = clocks.most_pressing(running.get(one.ref, []))
        rows.append(
            {"one": one, "url": addresses.of_received(one), "urgency": clocks.describe(deadline, clock.today()) if deadline else None}
        )
    context = _list(request, form, rows, page.after, "whistleblowing_desk:received")
    return render(request, "referrals/received.html", context | {"may_add": viewer_of(request).has_any(HANDLERS)})


@signed_in
@require_safe
def export(request: HttpRequest, which: str, form: str) -> HttpResponse:
    """The same list with the same filters as a table."""
    if form not in TYPES or which not in {"sent", "received"}:
        raise Http404
    if which == "sent":
        page = _page(request, queries.referral_listing, forms.SentFilterForm(request.GET), size=queries.lists.MOST)
        title, headers, lines = _("pelimpahan"), _sent_headers(), [_sent_line(one) for one in page.rows]
    else:
        page = _page(request, queries.received_listing, forms.FilterForm(request.GET), size=queries.lists.MOST)
        title, headers, lines = _("perkara diterima"), _received_headers(), [_received_line(one) for one in page.rows]
    content = csv_bytes(headers, lines) if form == "csv" else xlsx_bytes([Sheet(title, headers, lines)])
    name = f"amanah-{title.replace(' ', '-')}-{clock.today().isoformat()}.{form}"
    return HttpResponse(content, content_type=TYPES[form], headers={"Content-Disposition": f'attachment; filename="{name}"'})


@handlers
def register(request: HttpRequest) -> HttpResponseBase:
    """Note a matter that another body sent."""
    form = forms.ReceivedForm(request.POST or None, initial={"received_on": clock.today()})
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        try:
            made, unmatched = services.register_received(
                values["body"],
                values["number"],
                values["topic"],
                received_on=values["received_on"],
                due_on=values["due_on"],
                about=names(values["about"]),
                case_number=values["case"],
                viewer=viewer_of(request),
            )
        except services.Refused as refusal:
            form.add_error({"number": "number", "duplicate": "number", "due": "due_on", "case": "case"}.get(refusal.code), refusal.sentence)
        else:
            if unmatched:
                messages.warning(request, _("Tetap tidak dikenali: %(names)s.") % {"names": ", ".join(unmatched)})
            messages.success(
                request, _("Perkara tercatat; jawabannya ditunggu sampai %(day)s.") % {"day": made.due_on.strftime("%d-%m-%Y")}
            )
            return redirect("whistleblowing_desk:received")
    context = {"form": form, "heading": _("Catat perkara dari lembaga lain"), "back": reverse("whistleblowing_desk:received")}
    return render(request, "letters/write.html", context | {"button": _("Catat perkara")}, status=400 if form.errors else 200)


@signed_in
@require_safe
def one(request: HttpRequest, received_id: UUID) -> HttpResponse:
    """One matter received."""
    found = _found(request, received_id)
    deadlines = clocks.for_refs([found.ref])
    context = {
        "one": found,
        "case_url": addresses.of_case(found.case.number).replace("referrals/", "") if found.case else "",
        "letter_url": letter_addresses.of_letter(found.letter) if found.letter else "",
        "deadlines": [(deadline, clocks.describe(deadline, clock.today())) for deadline in deadlines],
        "link_form": forms.LinkForm() if found.case is None and found.answered_on is None else None,
        "reply_form": forms.ReplyForm(letters=_replies(found)) if found.answered_on is None else None,
    }
    return render(request, "referrals/one.html", context)


@require_POST
@signed_in
def link(request: HttpRequest, received_id: UUID) -> HttpResponseBase:
    """Say which report it is about."""
    found, form = _found(request, received_id), forms.LinkForm(request.POST)
    number = form.cleaned_data["case"] if form.is_valid() else ""
    return _answer(request, found, lambda: services.link_received(found, number, viewer=viewer_of(request)), _("Perkara dihubungkan."))


@require_POST
@signed_in
def reply(request: HttpRequest, received_id: UUID) -> HttpResponseBase:
    """The body was answered."""
    found = _found(request, received_id)
    offered = {str(letter.pk): letter for letter in _replies(found)}
    form = forms.ReplyForm(request.POST, letters=offered.values())
    if not form.is_valid():
        messages.error(request, services.Refused("day").sentence)
        return redirect(addresses.of_received(found))
    values = form.cleaned_data
    letter = offered.get(values["letter"])
    return _answer(
        request,
        found,
        lambda: services.answer_received(found, values["on"], letter=letter, viewer=viewer_of(request)),
        _("Jawaban tercatat."),
    )


@handlers
def recipients(request: HttpRequest) -> HttpResponseBase:
    """The offices that referrals go to."""
    may_add = viewer_of(request).has(COORDINATOR)
    form = forms.RecipientForm(request.POST or None)
    if request.method == "POST" and may_add and form.is_valid():
        values = form.cleaned_data
        try:
            services.add_recipient(values["body"], values["name"], values["age_key"], viewer=viewer_of(request))
        except services.Refused as refusal:
            form.add_error({"key": "age_key", "name": "name"}.get(refusal.code), refusal.sentence)
        else:
            messages.success(request, _("Penerima dapat dipilih pada pelimpahan."))
            return redirect("whistleblowing_desk:recipients")
    context = {"recipients": Recipient.objects.filter(ended_on=None), "form": form if may_add else None}
    return render(request, "referrals/recipients.html", context, status=400 if form.errors and may_add else 200)


@require_POST
@handlers
def end_recipient(request: HttpRequest, recipient_id: UUID) -> HttpResponseBase:
    """Refer nothing more to an office."""
    recipient = get_object_or_404(Recipient, pk=recipient_id)
    try:
        services.end_recipient(recipient, viewer=viewer_of(request))
    except services.Refused as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, _("Penerima tidak dipakai lagi."))
    return redirect("whistleblowing_desk:recipients")


def _replies(found: Received) -> list[Any]:
    return [letter for letter in letters.of_matter(found.case.ref) if letter.number] if found.case else []


def _found(request: HttpRequest, received_id: UUID) -> Received:
    found = queries.find_received(viewer_of(request), received_id)
    if found is None:
        raise Http404
    return found


def _answer(request: HttpRequest, found: Received, act: Any, done: Any) -> HttpResponseBase:
    try:
        act()
    except services.Refused as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, done)
    return redirect(addresses.of_received(found))


def _page(request: HttpRequest, listing: Any, form: Any, **how: Any) -> Any:
    form.is_valid()
    chosen = Filters(**{name: value for name, value in form.cleaned_data.items() if value})
    try:
        return listing(viewer_of(request), chosen, after="" if how else request.GET.get("after", ""), **how)
    except ValueError:
        raise Http404 from None


def _list(request: HttpRequest, form: Any, rows: list[Any], after: str, url_name: str) -> dict[str, Any]:
    chosen = request.GET.copy()
    for name in [*chosen]:
        if name not in form.fields or not chosen[name]:
            del chosen[name]
    query, here = chosen.urlencode(), reverse(url_name)
    sentence = []
    for name, value in form.cleaned_data.items():
        if value:
            choices = getattr(form.fields[name], "choices", None)
            rest = chosen.copy()
            rest.pop(name, None)
            sentence.append(
                {"text": f"{form.fields[name].label}: {dict(choices)[value] if choices else value}", "url": f"?{rest.urlencode()}"}
            )
    return {
        "form": form,
        "rows": rows,
        "sentence": sentence,
        "query": query,
        "here": here,
        "next_url": f"{here}?{query}&after={after}" if after else "",
        "first_url": f"{here}?{query}" if request.GET.get("after") else "",
    }


def _sent_headers() -> list[str]:
    return [
        _("Perkara"),
        _("Lembaga"),
        _("Penerima"),
        _("Surat"),
        _("Status"),
        _("Disiapkan"),
        _("Dikirim"),
        _("Dijawab"),
        _("Nomor penerima"),
    ]


def _sent_line(referral: Referral) -> list[Any]:
    recipient = referral.recipient
    words = [referral.case.number, str(recipient.get_body_display()), recipient.name, referral.letter.number, referral.get_state_display()]
    return [*map(str, words), referral.prepared_on, referral.sent_on, referral.answered_on, referral.their_number]


def _received_headers() -> list[str]:
    return [_("Nomor"), _("Lembaga"), _("Topik"), _("Diterima"), _("Tenggat"), _("Dijawab"), _("Perkara"), _("Surat jawaban")]


def _received_line(found: Received) -> list[Any]:
    days = [found.received_on, found.due_on, found.answered_on]
    words = [found.case.number if found.case else "", found.letter.number if found.letter else ""]
    return [found.number, str(found.get_body_display()), str(found.get_topic_display()), *days, *words]
