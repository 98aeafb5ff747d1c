"""What this room shows of a report besides what every report shows: identity, triage, questionnaires."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from amanah.engines.reports.desk import pages
from amanah.engines.reports.desk.forms import NoteForm
from amanah.engines.reports.desk.parts import Page, Tab, Writing
from amanah.engines.reports.queries import reading
from amanah.engines.reports.queries.reading import Content
from amanah.engines.reports.services import handling
from amanah.foundation.vault.desk.session import unlocked_keys
from amanah.rooms.whistleblowing import triage
from amanah.rooms.whistleblowing.desk import forms
from amanah.rooms.whistleblowing.desk.parts import PARTS
from amanah.rooms.whistleblowing.queries.identity import latest_of
from amanah.rooms.whistleblowing.questionnaires import services as questionnaires
from amanah.rooms.whistleblowing.questionnaires.desk.forms import SendForm
from amanah.rooms.whistleblowing.services import triaging

REQUESTED = {
    "open": gettext_lazy("Permintaan Anda tanggal %(day)s menunggu keputusan penyimpan amplop."),
    "granted": gettext_lazy("Amplop dibukakan untuk Anda, tetapi kosong atau kunci Anda sudah berganti. Permintaan tanggal %(day)s."),
    "refused": gettext_lazy("Permintaan Anda tanggal %(day)s ditolak penyimpan amplop."),
}


def sheets(content: Content) -> list[dict[str, Any]]:
    """The triage sheets in words, newest first."""
    found = [entry for entry in content.entries if entry.channel == "triage"]
    return [_sheet(content, entry) for entry in reversed(found)]


def _sheet(content: Content, entry: Any) -> dict[str, Any]:
    sheet = triage.Sheet.from_bytes(content.fields[entry.field])
    elements = dict(triage.ELEMENTS)
    return {
        "sheet": sheet,
        "completeness": _("%(n)d dari %(all)d unsur: %(list)s")
        % {
            "n": len(sheet.complete),
            "all": len(elements),
            "list": ", ".join(str(elements[key]).lower() for key in sheet.complete) or "–",
        },
        "seriousness": dict(triage.SERIOUSNESS)[sheet.seriousness],
        "jurisdiction": dict(triage.JURISDICTION)[sheet.jurisdiction],
        "urgency": dict(triage.URGENCY)[sheet.urgency],
        "pressure": dict(triage.PRESSURE)[sheet.pressure],
        "summary": sheet.summary,
        "author": content.name(entry.author),
        "day": entry.day,
    }


def _summary(page: Page) -> dict[str, Any]:
    found, content = page.case, page.content
    shown = pages.told(page)
    if content is None:
        return shown
    viewer, keys = page.viewer, unlocked_keys(page.request)
    asked, written = latest_of(viewer, found), sheets(content)
    return shown | {
        "identity": reading.identity(viewer, content.report, keys) if keys else None,
        "identity_request": {"sentence": REQUESTED[asked.verdict] % {"day": asked.day.strftime("%d-%m-%Y")}} if asked else None,
        "sheet": written[0] if written else None,
    }


def _conversation(page: Page) -> dict[str, Any]:
    form = {"kind": "questionnaire", "form": SendForm(), "button": SendForm.title, "folded": SendForm.title}
    return pages.conversation(page, form)


def _triage(page: Page) -> dict[str, Any]:
    found, content = page.case, page.content
    if content is None:
        return {}
    written = sheets(content)
    latest = written[0]["sheet"] if written else None
    initial = vars(latest) if latest else {"complete": triage.answered(content.report)}
    open_to_judge = found.state not in {"received", *found.declared.closed_states}
    return {
        "sheet": written[0] if written else None,
        "older": written[1:],
        "form": forms.TriageForm(initial=initial) if open_to_judge else None,
    }


PARTS.hide("notes")  # the inquiry has its own place for them
PARTS.add_tab(Tab("summary", gettext_lazy("Ringkasan"), _summary, "whistleblowing/desk/summary.html", order=10))
PARTS.add_tab(Tab("conversation", gettext_lazy("Percakapan"), _conversation, "reports/desk/conversation.html", order=20))
PARTS.add_tab(Tab("triage", gettext_lazy("Telaah"), _triage, "whistleblowing/desk/triage.html", order=30))
for _writing in (
    Writing(
        "questionnaire",
        SendForm,
        lambda opened, form: questionnaires.send(opened, form.cleaned_data["questionnaire"], form.cleaned_data["text"]),
        SendForm.done,
        "conversation",
    ),
    Writing(
        "triage",
        forms.TriageForm,
        lambda opened, form: triaging.write_triage(opened, form.sheet()),
        gettext_lazy("Lembar telaah tersimpan."),
        "triage",
        gettext_lazy("Lembar telaah"),
    ),
    Writing(
        "note",
        NoteForm,
        lambda opened, form: handling.write_note(opened, form.cleaned_data["text"]),
        gettext_lazy("Catatan tersimpan."),
        "inquiry",
    ),
    Writing(
        "plan",
        forms.PlanForm,
        lambda opened, form: triaging.write_plan(opened, form.cleaned_data["text"]),
        gettext_lazy("Rencana tersimpan."),
        "inquiry",
    ),
):
    PARTS.add_writing(_writing)
