"""The plan on the page of a risk."""

from typing import Any

from amanah.engines.risks.models import Risk
from amanah.engines.risks.treatment.desk.pages import told
from amanah.foundation.access.viewer import Viewer


def build(viewer: Viewer, risk: Risk) -> dict[str, Any] | None:
    """What was decided and how far the plan is; no section where nothing was and the viewer could not plan."""
    shown = told(viewer, risk)
    return shown if shown["plan"] or shown["decision"] or shown["may_treat"] else None
