"""What the views of this part share."""

from django.http import Http404

from amanah.engines.risks.reviews import queries
from amanah.engines.risks.reviews.models import Entry, Review
from amanah.foundation.access.requests import StaffRequest
from amanah.kernel import numbers


def found(request: StaffRequest, number: str) -> Review:
    """The review of that number; not there and not yours look alike."""
    review = queries.find(request.viewer, numbers.tidy(number))
    if review is None:
        raise Http404
    return review


def found_entry(request: StaffRequest, number: str, entry_id: int) -> Entry:
    """One risk of a review, as far as the viewer may know of it."""
    review = found(request, number)
    entry = queries.entries(request.viewer, review).filter(pk=entry_id).first()
    if entry is None:
        raise Http404
    entry.review = review
    return entry
