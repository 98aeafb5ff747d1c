"""The letters of a report, as a tab of its page, and sending a reply into the reporter's mailbox."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from amanah.engines.cases.refusals import Refused
from amanah.engines.reports.desk.opening import page_of, viewer_of, with_opened
from amanah.engines.reports.desk.parts import Page, Tab
from amanah.engines.reports.opened import Opened
from amanah.foundation.letters import addresses, kinds, queries
from amanah.foundation.letters import services as letters
from amanah.foundation.letters.desk.lists import TONES
from amanah.foundation.letters.models import Letter
from amanah.foundation.vault.desk.session import unlocked_keys
from amanah.rooms.whistleblowing.correspondence.owner import KINDS
from amanah.rooms.whistleblowing.correspondence.services import send_to_box
from amanah.rooms.whistleblowing.desk.parts import add_tab

REPLY = kinds.REPLY.key


def build(page: Page) -> dict[str, Any]:
    """Every letter of the report with what it is about, and what can be drafted."""
    if page.content is None:
        return {}
    matter = letters.open_matter(page.case.ref, viewer=page.viewer, key_pair=unlocked_keys(page.request))
    found = queries.of_matter(page.case.ref)
    said = letters.parts_of_each(matter, found)
    return {
        "letters": [_line(letter, said[letter.pk]["subject"]) for letter in found],
        "offered": [{"title": kinds.kind(key).title, "url": addresses.new(page.case.ref, key)} for key in KINDS],
    }


@require_POST
@with_opened
def send(request: HttpRequest, opened: Opened, letter_id: UUID) -> HttpResponseBase:
    """Put the words of a reply into the reporter's mailbox."""
    letter = queries.find(viewer_of(request), letter_id)
    if letter is None or letter.ref != opened.case.ref:
        raise Http404
    matter = letters.open_matter(opened.case.ref, viewer=opened.viewer, key_pair=unlocked_keys(request))
    try:
        send_to_box(opened, matter, letter)
    except (Refused, letters.Refused) as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, _("Isi surat terkirim ke kotak komunikasi pelapor."))
    return redirect(page_of(opened.case, "letters"))


def _line(letter: Letter, subject: str) -> dict[str, Any]:
    return {
        "letter": letter,
        "kind": kinds.kind(letter.kind).title,
        "subject": subject,
        "url": addresses.of_letter(letter),
        "tone": TONES[letter.state],
        "may_send": letter.kind == REPLY and letter.state in {Letter.State.NUMBERED, Letter.State.SIGNED},
    }


add_tab(Tab("letters", gettext_lazy("Persuratan"), build, "correspondence/tab.html", order=58))
