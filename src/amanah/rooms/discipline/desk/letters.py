"""Letters of the case: drafted from its papers here; numbered, signed and handed on where all letters are."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from amanah.engines.cases.models import Case
from amanah.foundation.letters import addresses, kinds, verdicts
from amanah.foundation.letters import queries as known
from amanah.foundation.letters import services as letters
from amanah.foundation.letters.desk.forms import LetterForm
from amanah.foundation.letters.desk.lists import TONES
from amanah.foundation.letters.models import Letter
from amanah.foundation.vault.desk.session import unlocked_keys
from amanah.rooms.discipline import drafts, queries
from amanah.rooms.discipline.desk.opening import page_of, with_opened
from amanah.rooms.discipline.letters import BY_CHANNEL
from amanah.rooms.discipline.opened import Opened


@with_opened
def draft(request: HttpRequest, opened: Opened, seq: int) -> HttpResponseBase:
    """Draft the letter of one paper, filled in from it."""
    content = queries.content(opened)
    sheet = next((sheet for sheet in drafts.sheets(content) if sheet.entry.seq == seq), None)
    if sheet is None:
        raise Http404
    kind = BY_CHANNEL[sheet.entry.channel]
    form = LetterForm(request.POST or None, kind=kind, values=drafts.values_of(content, sheet))
    if request.method == "POST" and form.is_valid():
        matter = letters.open_matter(opened.case.ref, viewer=opened.viewer, key_pair=unlocked_keys(request))
        made = letters.draft(matter, kind.key, form.values())
        messages.success(request, _("Konsep surat tersimpan."))
        return redirect(addresses.of_letter(made))
    lead = _("Terisi dari perkara ini. Periksa setiap kata: yang bersangkutan menerimanya, dan tidak boleh mengetahui siapa yang melapor.")
    context = {"case": opened.case, "form": form, "heading": kind.title, "button": _("Simpan konsep"), "lead": lead}
    return render(request, "discipline/desk/write.html", context | {"back": page_of(opened.case)}, status=400 if form.errors else 200)


def lines(case: Case) -> list[dict[str, Any]]:
    """The letters of the case, newest first, each with how far it is and what the check of its signature said."""
    return [_line(letter) for letter in known.of_matter(case.ref)]


def _line(letter: Letter) -> dict[str, Any]:
    return {
        "letter": letter,
        "kind": kinds.kind(letter.kind).title,
        "url": addresses.of_letter(letter),
        "tone": TONES[letter.state],
        "verdict": verdicts.TITLES.get(letter.verdict, ""),
        "verdict_tone": verdicts.TONES.get(letter.verdict, ""),
    }
