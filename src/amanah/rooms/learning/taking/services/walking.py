"""Going through a course: pages read, choices made, the test, and the record at its end."""

from uuid import UUID, uuid4

from django.db import IntegrityError, transaction

from amanah.foundation.ledger import services as ledger
from amanah.kernel import clock
from amanah.rooms.learning import services as learning
from amanah.rooms.learning.courses.definition import Course, Page
from amanah.rooms.learning.courses.reading import courses
from amanah.rooms.learning.quizzes import services as quizzes
from amanah.rooms.learning.quizzes.declare import FINAL, PRE
from amanah.rooms.learning.quizzes.events import AttemptSubmitted
from amanah.rooms.learning.quizzes.models import Attempt
from amanah.rooms.learning.quizzes.queries.given import of_course
from amanah.rooms.learning.quizzes.services.taking import Who, of
from amanah.rooms.learning.taking.models import Enrolment, Seen
from amanah.rooms.learning.taking.progress import Progress, digest_of
from amanah.rooms.learning.taking.refusals import Refused
from amanah.rooms.learning.taking.services.keeping import keep_course

KIND = "enrolment"


def enrol(course: Course, who: Who) -> Enrolment:
    """The open round of this person through the course; a new one where there is none."""
    mine = {**of(who), "course": course.id}
    found = Enrolment.objects.filter(**mine, finished_on__isnull=True).first()
    if found is not None:
        return found
    key = uuid4()
    try:
        with transaction.atomic():
            made = Enrolment(id=key, ref=f"{KIND}:{key}", edition=course.edition, begun_on=clock.today(), **mine)
            made.save(force_insert=True)
            if of_course(course.id) is None:
                keep_course(course)
            ledger.append("enrolment.begun", made.ref, {"course": course.id, "edition": course.edition}, actor="system")
    except IntegrityError:
        return Enrolment.objects.get(**mine, finished_on__isnull=True)
    return made


@transaction.atomic
def read(enrolment: Enrolment, page: str) -> None:
    """Note that a page was read, as it stands now. Once more is harmless.

    Raises:
        Refused: "course", "page" or "finished".
    """
    _note(enrolment, page, read=True)


@transaction.atomic
def choose(enrolment: Enrolment, page: str, choice: int) -> None:
    """Keep what somebody chose in a scene (from 1); another choice replaces it.

    Raises:
        Refused: "course", "page" or "finished".
    """
    _note(enrolment, page, choice=choice)


def begin_test(enrolment: Enrolment, purpose: str) -> Attempt:
    """The test of the course: before the first page was read (`pre`), or after the last (`final`).

    Raises:
        Refused: "course", "finished", "begun" or "pages"; and those of the quizzes.
    """
    if enrolment.finished_on is not None:
        raise Refused("finished")
    course = _course(enrolment)
    progress = Progress(course, enrolment)
    if purpose == PRE and progress.seen:
        raise Refused("begun")
    if purpose == FINAL and progress.resume is not None:
        raise Refused("pages")
    test = of_course(course.id) or keep_course(course)
    who = enrolment.person or enrolment.outsider
    if who is None or purpose not in {PRE, FINAL}:
        raise Refused("course")
    return quizzes.begin(test, who, purpose, enrolment.ref)


def finished(event: AttemptSubmitted) -> None:
    """Whoever passed the final test has finished: their hours are credited, in the transaction in which they handed it in."""
    kind, _colon, key = event.origin.partition(":")
    if kind != KIND or event.purpose != FINAL or not event.passed:
        return
    enrolment = Enrolment.objects.select_for_update(of=("self",)).select_related("person", "outsider").get(pk=UUID(key))
    course, test = courses().get(enrolment.course), of_course(enrolment.course)
    who = enrolment.person or enrolment.outsider
    if enrolment.finished_on is not None or test is None or who is None:
        return
    enrolment.finished_on = clock.today()
    enrolment.record = learning.credit(
        who=who,
        topic=test.topic,
        title=course.title.id if course is not None else test.title,
        title_en=course.title.en if course is not None else test.title_en,
        done_on=clock.today(),
        hours=course.hours if course is not None else test.topic.hours,
        sort="course",
        provider="Amanah",
        origin=enrolment.ref,
    )
    enrolment.save(update_fields=["finished_on", "record"])


def _note(enrolment: Enrolment, key: str, *, read: bool = False, choice: int | None = None) -> None:
    enrolment.refresh_from_db(from_queryset=Enrolment.objects.select_for_update(of=("self",)))
    if enrolment.finished_on is not None:
        raise Refused("finished")
    course = _course(enrolment)
    page = _page(course, key)
    if choice is not None and not 1 <= choice <= len(page.choices):
        raise Refused("page")
    said: dict[str, object] = {"digest": digest_of(page)}
    if read:
        said["read"] = True
    seen, created = Seen.objects.get_or_create(enrolment=enrolment, page=key, defaults={**said, "choice": choice})
    if not created:
        if seen.digest != said["digest"]:  # it says something else since: what was chosen and read then was another page
            said |= {"read": read, "choice": choice}
        elif choice is not None:
            said["choice"] = choice
        Seen.objects.filter(pk=seen.pk).update(**said)
    if enrolment.edition != course.edition:
        enrolment.edition = course.edition
        enrolment.save(update_fields=["edition"])


def _course(enrolment: Enrolment) -> Course:
    found = courses().get(enrolment.course)
    if found is None:
        raise Refused("course")
    return found


def _page(course: Course, key: str) -> Page:
    if key not in course.places:
        raise Refused("page")
    return course.pages[course.places[key]]
