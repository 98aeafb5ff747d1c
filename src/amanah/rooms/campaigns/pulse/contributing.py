"""What pulses tell on other rooms' pages of a culture of integrity: shares as they were made fit to be told when a wave closed."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from amanah.engines import contributions
from amanah.engines.contributions import Told
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.organisation.models import Unit, below
from amanah.rooms.campaigns.pulse import addresses, wording
from amanah.rooms.campaigns.pulse.models import Wave
from amanah.rooms.campaigns.pulse.queries import visible
from amanah.rooms.campaigns.pulse.queries.results import compared, figures, reference, sheets

MOST = 4
"""So many waves, the latest first."""


def offer() -> None:
    """Called once, when the part is installed."""
    contributions.register(contributions.CULTURE, "pulse", gettext_lazy("Denyut budaya"), pulses, order=30)


def pulses(viewer: Viewer, unit: Unit, since: date, until: date) -> Iterable[Told]:
    """The waves that closed in the period, of the unit, of what is below it, and of the units that it belongs to: two queries."""
    around = below(unit.path, "pulse__unit__path") | Q(pulse__unit__in=unit.path_ids)
    found = Wave.objects.filter(around, pulse__in=visible(viewer).order_by().values("pk"), closed_on__range=(since, until))
    waves = list(found.select_related("pulse__unit").order_by("-closed_on", "-pk")[:MOST])
    every: dict[object, list[Wave]] = {}
    for wave in Wave.objects.filter(pulse__in={one.pulse_id for one in waves}).order_by("seq"):
        every.setdefault(wave.pulse_id, []).append(wave)
    for wave in waves:
        url = addresses.of_pulse(wave.pulse.number)
        said = f"{wave.pulse.title}, {wave.pulse.unit.name}"
        many = sheets(wave)
        if many is None:
            yield Told(said, _("Terlalu sedikit yang menjawab untuk diceritakan"), url, wave.closed_on)
            continue
        yield Told(
            said, _("%(sheets)d lembar dari %(invited)d yang diundang") % {"sheets": many, "invited": wave.invited}, url, wave.closed_on
        )
        before = reference(wave, every[wave.pulse_id])
        moved = {one.question.key: one.change for one in compared(before, wave)} if before is not None else {}
        for figure in figures(wave):
            if figure.share is not None:
                change = moved.get(figure.question.key)
                text = wording.of_share(figure.share)
                yield Told(figure.short, f"{text} · {wording.verdict(change)}" if change is not None else text, url)
