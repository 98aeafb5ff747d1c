"""What a risk's page shows of the controls that serve it."""

from typing import Any

from amanah.engines.risks.controls import declare, queries
from amanah.engines.risks.models import Risk
from amanah.foundation.access.viewer import Viewer


def build(viewer: Viewer, risk: Risk) -> dict[str, Any] | None:
    """The controls of this risk; where there are none, the section says so to whoever can write one down."""
    keeps = queries.may_keep(viewer, risk.unit) and risk.state != "closed"
    found = queries.of_risk(viewer, risk)
    if not found and not keeps:
        return None
    places: dict[tuple[str, int | None], str] = {("cause", one.pk): one.text for one in risk.causes.all()}
    places |= {("consequence", one.pk): one.text for one in risk.consequences.all()}
    rows = [
        {
            "serving": one,
            "nature": declare.NATURES[one.nature],
            "verdict": declare.verdict_title(one.verdict),
            "tone": declare.TONES[one.verdict],
            "place": places.get(("cause", one.cause)) or places.get(("consequence", one.consequence)) or "",
        }
        for one in found
    ]
    return {"rows": rows, "keeps": keeps}
