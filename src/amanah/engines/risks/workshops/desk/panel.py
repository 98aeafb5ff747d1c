"""Workshops on the page of a risk."""

from typing import Any

from amanah.engines.risks.models import Risk
from amanah.engines.risks.workshops import queries
from amanah.foundation.access.viewer import Viewer


def build(viewer: Viewer, risk: Risk) -> dict[str, Any] | None:
    """In which workshops it was judged; no section where there was none and the viewer could not call one."""
    found = queries.of_risk(viewer, risk.pk)
    may_call = risk.state != "closed" and queries.manages(viewer, risk.unit)
    return {"items": found, "may_call": may_call} if found or may_call else None
