"""A year and a half of courses taken: tests before and after, what is left after months, and three business associates with a link."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction

from amanah.cli.demo.later import Stage
from amanah.foundation.access import services as access
from amanah.foundation.organisation import queries as organisation
from amanah.foundation.organisation.models import Person
from amanah.rooms.learning.courses.definition import Course
from amanah.rooms.learning.courses.reading import courses
from amanah.rooms.learning.effect import recalls
from amanah.rooms.learning.effect.models import Recall
from amanah.rooms.learning.models import Outsider
from amanah.rooms.learning.quizzes import services as quizzes
from amanah.rooms.learning.quizzes.models import Attempt
from amanah.rooms.learning.quizzes.services.taking import answer_many
from amanah.rooms.learning.roles import MANAGER
from amanah.rooms.learning.taking import services
from amanah.rooms.learning.taking.models import Enrolment
from amanah.rooms.learning.taking.services import Guest

IN_PIECES = True
KEEPER = "eko"
WILLING = 0.6
"""How many of those who are asked again months later take the test of memory."""
KNOWN_LATER = 0.68
ASSOCIATES = (
    ("Rahma Dewi", "PT Cakra Jasa Keselamatan", "service-counter", True),
    ("Tono Wibisono", "PT Cakra Jasa Keselamatan", "service-counter", False),
    ("Melati Siregar", "CV Bina Sertifikasi Mandiri", "gifts", True),
)


@dataclass(frozen=True)
class Wave:
    """One course taken by many: how many of a hundred take it, and how much they know before and after."""

    course: str
    share: float
    before: float
    after: float
    ago: tuple[int, int]
    """From so many days ago to so many."""


WAVES = (
    Wave("service-counter", 0.75, 0.55, 0.86, (520, 200)),
    Wave("gifts", 0.6, 0.6, 0.84, (420, 60)),
    Wave("speaking-up", 0.5, 0.52, 0.82, (300, 40)),
    Wave("conflict-of-interest", 0.45, 0.78, 0.8, (240, 30)),  # those who took it knew most of it already
)


def seed(stage: Stage) -> None:
    """Everybody's courses in the order of days, with the beat of every month between them."""
    root = organisation.root()
    if root is None:
        return
    keeper = stage.account(KEEPER)
    if not stage.viewer(KEEPER).has(MANAGER.key, root):
        access.grant_role(keeper, MANAGER.key, root, since=stage.today - timedelta(days=600))
    people = list(Person.objects.filter(holdings__until__isnull=True).distinct().order_by("name")[:70])
    planned = sorted(_planned(stage, people), key=lambda one: one[0])
    asked = stage.today - timedelta(days=340)
    for day, person, wave in planned:
        while asked < day:
            _ask_again(stage, asked)
            asked += timedelta(days=25)
        with stage.at(day), transaction.atomic():
            _take(stage, person, courses()[wave.course], wave)
    _associates(stage)


def _planned(stage: Stage, people: list[Person]) -> Iterator[tuple[date, Person, Wave]]:
    for wave in WAVES:
        for person in people:
            if stage.rng.random() < wave.share:
                ago = stage.rng.randint(wave.ago[1], wave.ago[0])
                yield _working(stage.today - timedelta(days=ago)), person, wave


def _take(stage: Stage, person: Person, course: Course, wave: Wave) -> None:
    round_ = services.enrol(course, person)
    _answer(stage, services.begin_test(round_, "pre"), wave.before)
    _read(stage, round_, course)
    for known in (wave.after, 0.97, 0.97):
        if _answer(stage, services.begin_test(round_, "final"), known).passed:
            return


def _read(stage: Stage, round_: Enrolment, course: Course) -> None:
    for page in course.pages:
        if page.choices:
            services.choose(round_, page.key, stage.rng.randint(1, len(page.choices)))
        services.read(round_, page.key)


def _answer(stage: Stage, attempt: Attempt, known: float) -> quizzes.Result:
    """Answer everything, each question rightly with this probability, and hand it in."""
    chosen = {}
    for drawn in attempt.drawn.select_related("version"):
        right = next(place for place, one in enumerate(drawn.shown) if one["right"])
        wrong = [place for place in range(len(drawn.order)) if place != right]
        chosen[drawn.place] = right if stage.rng.random() < known else stage.rng.choice(wrong)
    answer_many(attempt, chosen)
    return quizzes.submit(attempt)


def _ask_again(stage: Stage, day: date) -> None:
    """What the beat does on this day, and who answers it."""
    with stage.at(day), transaction.atomic():
        recalls.invite()
        for recall in Recall.objects.filter(invited_on=day).select_related("attempt__test", "attempt__person"):
            if stage.rng.random() < WILLING:
                _answer(stage, recalls.begin(recall), KNOWN_LATER)


def _associates(stage: Stage) -> None:
    root = organisation.root()
    for place, (name, firm, course_id, through) in enumerate(ASSOCIATES):
        course, day = courses()[course_id], _working(stage.today - timedelta(days=50 - 12 * place))
        if root is None or Outsider.objects.filter(name=name, organisation=firm).exists():
            continue
        with stage.at(day), transaction.atomic():
            invitation, _secret = services.invite(Guest(name, firm), course, root, viewer=stage.viewer(KEEPER))
            round_ = services.enrol(course, invitation.outsider)
            services.read(round_, course.pages[0].key)
        if through:
            with stage.at(_working(day + timedelta(days=4))), transaction.atomic():
                _read(stage, round_, course)
                _answer(stage, services.begin_test(round_, "final"), 0.99)


def _working(day: date) -> date:
    return day + timedelta(days={5: 2, 6: 1}.get(day.weekday(), 0))
