"""How far somebody is in a course. Places are pages by their key, so a new edition keeps them: what it changed is read once more."""

from dataclasses import dataclass
from functools import cached_property

from amanah.kernel import canonical
from amanah.rooms.learning.courses.definition import Course, Page
from amanah.rooms.learning.taking.models import Enrolment, Seen


def digest_of(page: Page) -> str:
    """What a page says, in both languages, as one digest."""
    choices = [[one.sort, one.text.id, one.text.en, one.follows.id, one.follows.en] for one in page.choices]
    shown = [page.told] if page.told else []
    return canonical.digest([page.title.id, page.title.en, page.text.id, page.text.en, choices, *shown]).hex()


@dataclass(frozen=True)
class Progress:
    """Somebody's place in the course as it is today."""

    course: Course
    enrolment: Enrolment | None

    @cached_property
    def seen(self) -> dict[str, Seen]:
        """What was read, by the page's key; one query."""
        return {one.page: one for one in self.enrolment.seen.all()} if self.enrolment is not None else {}

    def done(self, page: Page) -> bool:
        """Whether the page was read as it stands now."""
        one = self.seen.get(page.key)
        return one is not None and one.read and one.digest == digest_of(page)

    def changed(self, page: Page) -> bool:
        """Whether it was read, and says something else since."""
        one = self.seen.get(page.key)
        return one is not None and one.read and one.digest != digest_of(page)

    def choice(self, page: Page) -> int:
        """What was chosen in this scene, as it stands now; 0 for nothing."""
        one = self.seen.get(page.key)
        return one.choice or 0 if one is not None and one.digest == digest_of(page) else 0

    @cached_property
    def resume(self) -> Page | None:
        """The first page that is still to be read; None when only the test is left."""
        return next((page for page in self.course.pages if not self.done(page)), None)

    @property
    def read(self) -> int:
        """How many pages were read."""
        return sum(self.done(page) for page in self.course.pages)
