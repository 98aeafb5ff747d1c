"""What every verb does alike: take hold of the review and see who acts."""

from amanah.engines.risks.models import Risk
from amanah.engines.risks.reviews.models import Review, State
from amanah.engines.risks.reviews.queries.visible import keeps, visible
from amanah.engines.risks.reviews.refusals import Refused
from amanah.foundation.access.viewer import Viewer

STAGES = ("inherent", "residual", "target")


def hold(review: Review, viewer: Viewer, state: State) -> None:
    """Bring the review up to date and hold its row until the transaction ends.

    Raises:
        Refused: "not_found" when the viewer may not know of it, "state" where it stands elsewhere, "side" where it is not theirs to keep.
    """
    review.refresh_from_db(from_queryset=Review.objects.select_for_update())
    if not visible(viewer).filter(pk=review.pk).exists():
        raise Refused("not_found")
    if review.state != state:
        raise Refused("state")
    if not keeps(viewer, review.unit):
        raise Refused("side")


def worded(text: str) -> str:
    """The words, without space around them. Raises Refused "words" when there are none."""
    if not text.strip():
        raise Refused("words")
    return text.strip()


def picture(risk: Risk) -> dict[str, object]:
    """How a risk stands, as an entry keeps it."""
    scores = {stage: [getattr(risk, f"{stage}_score"), getattr(risk, f"{stage}_level")] for stage in STAGES}
    return {**scores, "state": risk.state, "option": risk.option, "flagged": risk.flagged}
