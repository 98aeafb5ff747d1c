"""Where courses are at the desk, and where a test of a course leads back to. It holds in every process."""

from uuid import UUID

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from amanah.rooms.learning.courses.reading import courses
from amanah.rooms.learning.quizzes.after import Leads
from amanah.rooms.learning.quizzes.declare import FINAL, PRE
from amanah.rooms.learning.quizzes.models import Attempt
from amanah.rooms.learning.taking.models import Enrolment

DESK = "/desk/learning/courses/"


def of_course(course: str) -> str:
    """A course at the desk."""
    return f"{DESK}{course}/"


def leads(attempt: Attempt) -> Leads | None:
    """For an attempt that belongs to a round through a course."""
    found = Enrolment.objects.filter(pk=UUID(attempt.origin.partition(":")[2])).first()
    return None if found is None else onward(attempt, found.course, of_course(found.course))


def onward(attempt: Attempt, course: str, root: str) -> Leads:
    """Back to the course at `root`; after a test before, on into it; after a failed one, the test again."""
    known = courses().get(course)
    title = known.title.get(get_language() or "id") if known is not None else course
    if attempt.open:
        return Leads((root, title))
    if attempt.purpose == PRE:
        return Leads((root, title), (root, _("Mulai kursus")))
    again = f"{root}test/begin/" if attempt.purpose == FINAL and not attempt.passed else ""
    return Leads((root, title), None if again else (root, _("Kembali ke kursus")), again)
