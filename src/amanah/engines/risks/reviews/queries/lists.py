"""The list of reviews."""

from dataclasses import dataclass

from django.db.models import Count, Q

from amanah.engines import keyset
from amanah.engines.keyset import Page
from amanah.engines.risks.queries import visible as visible_risks
from amanah.engines.risks.reviews import addresses
from amanah.engines.risks.reviews.models import Entry, Review
from amanah.engines.risks.reviews.queries.visible import visible
from amanah.foundation.access.viewer import Viewer

PAGE = 50


@dataclass(frozen=True)
class Row:
    """One line: how many risks the viewer sees in it, and about how many something was said."""

    review: Review
    risks: int
    done: int

    @property
    def url(self) -> str:
        """Where its page is."""
        return addresses.of_review(self.review.number)


def listing(viewer: Viewer, *, state: str = "", after: str = "", size: int = PAGE) -> Page[Row]:
    """The viewer's reviews, newest first, and the mark with which the list goes on: two queries beyond what the viewer costs.

    Raises:
        ValueError: when `after` is not what an earlier page gave.
    """
    found = visible(viewer).filter(state=state) if state else visible(viewer)
    page, further = keyset.page(found.select_related("unit"), "opened_on", after=after, size=size)
    counted = Entry.objects.filter(review__in=page, risk__in=visible_risks(viewer)).values("review_id").order_by()
    counted = counted.annotate(risks=Count("pk"), done=Count("pk", filter=~Q(verdict="")))
    counts = {row["review_id"]: (row["risks"], row["done"]) for row in counted}
    return Page([Row(review, *counts.get(review.pk, (0, 0))) for review in page], further)
