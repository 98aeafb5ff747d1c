"""What the public integrity page says of pulses: those that are shown, whole units only."""

from typing import Any

from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from amanah.rooms.campaigns.pulse import wording
from amanah.rooms.campaigns.pulse.models import Wave
from amanah.rooms.campaigns.pulse.queries import results

MOST = 4


def build() -> dict[str, Any] | None:
    """The latest shown waves; None where nothing is shown."""
    rows = [_row(wave) for wave in results.latest_shown()[:MOST]]
    return {"rows": rows} if rows else None


def _row(wave: Wave) -> dict[str, Any]:
    shown = [one for one in results.waves_of(wave.pulse) if one.shown_since is not None]
    before = results.reference(wave, shown)
    changes = {one.question.key: one.change for one in results.compared(before, wave)} if before else {}
    lines = []
    for figure in results.figures(wave):
        if figure.share is None:
            continue
        change = changes.get(figure.question.key)
        said = {"share": wording.of_share(figure.share)}
        if change is None:
            text = said["share"]
        else:
            said |= {
                "before": wording.percent(change.before.value),
                "verdict": wording.verdict(change).lower(),
                "interval": wording.of_interval(change),
            }
            text = _("%(before)s menjadi %(share)s; %(verdict)s, selisih %(interval)s") % said
        lines.append({"short": figure.short, "text": text})
    english = (get_language() or "id").startswith("en")
    return {
        "title": wave.pulse.title_en if english else wave.pulse.title,
        "wave": str(wave),
        "day": date_format(wave.closes_on, "F Y"),
        "before": date_format(before.closes_on, "F Y") if before and changes else "",
        "sheets": results.sheets(wave),
        "invited": wave.invited,
        "lines": lines,
    }
