"""What everybody may read of complaints: what two people published, and nothing of a secret one."""

from django.db.models import QuerySet

from amanah.foundation.organisation import text
from amanah.rooms.complaints.models import Publication
from amanah.rooms.complaints.workflow import COMPLAINT

PAGE = 20


def published() -> QuerySet[Publication]:
    """Every published version whose complaint is not secret and still is a complaint, the latest first."""
    standing = Publication.objects.filter(state=Publication.State.PUBLISHED, case__kind=COMPLAINT.key)
    return standing.filter(case__complaint_marks__secret=False).select_related("case").order_by("-decided_on", "-id")


def searched(words: str) -> QuerySet[Publication]:
    """Those that contain every one of these words, without regard to case and accents."""
    found = published()
    for word in text.fold(words).split()[:8]:
        found = found.filter(search__contains=word)
    return found


def find(number: str) -> Publication | None:
    """What was published of the complaint of this number."""
    return published().filter(case__number=number.upper()).first()
