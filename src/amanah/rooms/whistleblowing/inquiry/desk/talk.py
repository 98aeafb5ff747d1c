"""The tab where those who handle a case write to each other, with who has read what."""

from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from amanah.engines.reports.desk.forms import Writing
from amanah.engines.reports.desk.parts import Page, Tab
from amanah.engines.reports.queries import reading
from amanah.rooms.whistleblowing.desk.parts import add_tab
from amanah.rooms.whistleblowing.inquiry.models import ReadMark
from amanah.rooms.whistleblowing.inquiry.services import mark_read
from amanah.rooms.whistleblowing.inquiry.services.talking import CHANNEL


class TalkForm(Writing):
    """A message to the colleagues."""

    label = gettext_lazy("Pesan kepada sesama penangan")
    hint = gettext_lazy("Hanya dapat dibuka oleh penangan perkara ini; pelapor tidak melihatnya.")


def build(page: Page) -> dict[str, Any]:
    """The messages, oldest first. Looking at them marks them as read, to the day."""
    content = page.content
    if content is None:
        return {}
    entries = [entry for entry in content.entries if entry.channel == CHANNEL]
    mark_read(page.viewer, entries)
    seen: dict[int, list[str]] = {}
    marks = list(ReadMark.objects.filter(entry__in=entries).select_related("account__person").order_by("day", "pk"))
    for mark in marks:
        seen.setdefault(mark.entry_id, []).append(_("%(name)s, %(day)s") % {"name": mark.account, "day": date_format(mark.day, "j F")})
    names = reading.names_of({entry.author for entry in entries})
    return {
        "said": [
            {
                "who": names.get(entry.author, entry.author),
                "day": entry.day,
                "side": "mine" if entry.author == page.viewer.actor else "theirs",
                "text": content.fields[entry.field].decode(),
                "note": _("Dibaca: %(names)s") % {"names": "; ".join(seen[entry.pk])} if entry.pk in seen else "",
            }
            for entry in entries
        ],
        "form": TalkForm(),
    }


add_tab(Tab("talk", gettext_lazy("Antarpetugas"), build, "inquiry/talk.html", order=45))
