"""Two years of sessions in the invented ministry: who came and what they thought of it, one that was cancelled, some that are to come."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from django.db import transaction

from amanah.cli.demo.later import Stage
from amanah.foundation.access import services as access
from amanah.foundation.access.models import Account
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.organisation.models import Holding, Person, below, held_on
from amanah.kernel import clock
from amanah.rooms.learning import services as learning
from amanah.rooms.learning.models import Topic
from amanah.rooms.learning.roles import MANAGER, TRAINER
from amanah.rooms.learning.sessions import services
from amanah.rooms.learning.sessions.models import Certificate, Offer, Session
from amanah.rooms.learning.sessions.services import Content, Plan

IN_PIECES = True
KEEPER, TEACHER = "eko", "fitri"
BEGAN = 700
ZONE = ZoneInfo(clock.ZONE)

# key of the topic | title | in English | JP
TOPICS = (
    "loket-bersih|Mengenali suap dan pemerasan di loket|Recognising bribery and extortion at the counter|4",
    "speaking-up|Berani melapor dan apa yang melindungi Anda|Speaking up and what protects you|2",
    "siklus-perencanaan|Bimtek siklus perencanaan|Technical training on the planning cycle|16",
)
QUESTIONS = (
    {"key": "q1", "sort": "scale", "text": "Materi ini berguna bagi pekerjaan saya.", "text_en": "What I heard is useful for my work."},
    {"key": "q2", "sort": "scale", "text": "Pengajar menjelaskan dengan terang.", "text_en": "The trainer explained clearly."},
    {"key": "q3", "sort": "words", "text": "Apa yang sebaiknya diubah?", "text_en": "What should be changed?"},
)
SAID = (
    "Lebih banyak latihan menolak dengan sopan.",
    "Waktunya terlalu sore, pikiran sudah lelah.",
    "Contoh dari loket kami sendiri sangat menolong.",
    "Mohon ada ringkasan satu halaman untuk ditempel.",
    "Atasan kami sebaiknya ikut duduk.",
    "Cukup, tidak ada yang perlu diubah.",
    "Kasus terakhir kurang jelas akhirnya.",
)
OFFERS = {
    "counter": ("loket-bersih", "Bimtek loket bersih", "Clean counter workshop", "class", 4, 24),
    "speak": ("speaking-up", "Webinar berani melapor", "Webinar on speaking up", "webinar", 2, None),
    "plan": ("siklus-perencanaan", "Bimtek siklus perencanaan", "Planning cycle workshop", "class", 16, 14),
}


@dataclass(frozen=True)
class Held:
    """A session: of which offer, how many days ago (below zero: to come), where its people come from, how many, and how happy they were."""

    offer: str
    ago: int
    unit: str
    people: int
    mood: int
    end: str = "closed"


STORY = (
    Held("counter", 600, "DJWAS", 14, 4),
    Held("speak", 520, "DJPEN", 16, 3),
    Held("plan", 410, "SETJEN", 12, 3),
    Held("counter", 300, "DJPEN", 12, 5),
    Held("speak", 190, "DJLAT", 12, 4),
    Held("counter", 120, "DJWAS", 10, 5, "cancelled"),
    Held("plan", 75, "DJLAT", 10, 4),
    Held("counter", 3, "DJWAS", 9, 5, "held"),
    Held("counter", -9, "DJWAS", 12, 5, "open"),
    Held("speak", -23, "KC", 8, 4, "open"),
    Held("plan", -47, "SETJEN", 0, 4, "planned"),
)


def seed(stage: Stage) -> None:
    """Let two years go by, in the order of their days."""
    if Offer.objects.exists():
        return
    with stage.at(stage.today - timedelta(days=BEGAN)), transaction.atomic():
        offers = dict(_offered(stage))
    steps = [step for one in STORY for step in _life(stage, one, offers[one.offer])]
    steps.append((_nine(stage.today - timedelta(days=260)), lambda: _revise(stage, offers["counter"])))
    steps.append((_nine(stage.today - timedelta(days=2)), lambda: _withdraw(stage)))
    for moment, happens in sorted(steps, key=lambda step: step[0]):
        with clock.at(moment), transaction.atomic():
            happens()


def _offered(stage: Stage) -> Iterator[tuple[str, Offer]]:
    root = stage.unit("KC")
    for name, role in ((KEEPER, MANAGER.key), (TEACHER, TRAINER.key)):
        if not stage.viewer(name).has(role, root):
            access.grant_role(stage.account(name), role, root)
    for line in TOPICS:
        key, title, english, hours = line.split("|")
        if not Topic.objects.filter(key=key).exists():
            learning.keep_topic(key, title=title, title_en=english, hours=Decimal(hours), viewer=None)
    for key in OFFERS:
        yield key, services.make_offer(_content(key), root, viewer=stage.viewer(KEEPER))


def _content(key: str, **changed: Any) -> Content:
    topic, title, english, sort, hours, capacity = OFFERS[key]
    values: dict[str, Any] = {
        "title": title,
        "title_en": english,
        "sort": sort,
        "parts": [(Topic.objects.get(key=topic), Decimal(hours))],
        "capacity": capacity,
        "cost": 0 if sort == "webinar" else 18_500_000,
        "questions": QUESTIONS,
    }
    return Content(**{**values, **changed})


def _revise(stage: Stage, offer: Offer) -> None:
    described = "Setengah hari: lima kejadian di loket, latihan menolak berpasangan, dan cara melapor hari itu juga."
    services.revise(offer, _content("counter", description=described), viewer=stage.viewer(KEEPER))


def _withdraw(stage: Stage) -> None:
    wrong = Certificate.objects.order_by("issued_on", "number").last()
    if wrong is not None:
        services.withdraw_certificate(wrong, "Terbit atas nama orang yang salah; daftar hadir tertukar.", viewer=stage.viewer(KEEPER))


def _nine(day: date) -> datetime:
    return datetime.combine(day, time(9), ZONE)


def _life(stage: Stage, one: Held, offer: Offer) -> Iterator[tuple[datetime, Callable[[], object]]]:
    keeper, teacher = stage.viewer(KEEPER), stage.viewer(TEACHER)
    day = stage.today - timedelta(days=one.ago)
    while day.weekday() > 4:  # noqa: PLR2004 - Friday
        day -= timedelta(days=1)
    made: dict[str, Session] = {}

    def plan() -> None:
        session = made["session"] = services.plan_session(offer, _plan(stage, one, day), stage.unit("KC"), viewer=keeper)
        if one.end != "planned":
            services.open_session(session, viewer=keeper)
            services.nominate(session, _people(stage, one, day), viewer=keeper)

    def hold() -> None:
        services.hold_session(made["session"], viewer=teacher)
        _mark(stage, made["session"])
        _thank(stage, made["session"], one.mood)

    yield _nine(min(day - timedelta(days=20), stage.today - timedelta(days=2))), plan
    if one.end == "cancelled":
        reason = "Ruang dipakai rapat pimpinan; dijadwalkan ulang bulan depan."
        yield _nine(day - timedelta(days=3)), lambda: services.cancel(made["session"], reason, viewer=keeper)
    if one.end in {"held", "closed"}:
        yield _nine(day) + timedelta(hours=8), hold
    if one.end == "closed":
        yield _nine(day + timedelta(days=2)), lambda: services.close(made["session"], viewer=keeper)


def _plan(stage: Stage, one: Held, day: date) -> Plan:
    online = OFFERS[one.offer][3] == "webinar"
    hours = 2 if online else 5
    begins = _nine(day)
    last = day + timedelta(days=1) if one.offer == "plan" and one.ago < 0 else day
    return Plan(
        begins=begins,
        ends=datetime.combine(last, time(9 + hours), ZONE),
        audience=stage.unit(one.unit),
        place="" if online else "Ruang Tridharma lantai 2",
        link="https://rapat.contoh.go.id/berani-melapor" if online else "",
        capacity=10 if one.ago == -9 else OFFERS[one.offer][5],  # noqa: PLR2004 - so that two people wait
        cost=0 if online else 18_500_000,
        note="Bawa satu kejadian dari loket Anda sendiri, tanpa nama." if one.offer == "counter" else "",
        trainers=[person for person in (stage.account(TEACHER).person,) if person is not None],
    )


def _people(stage: Stage, one: Held, day: date) -> list[Person]:
    there = Holding.objects.filter(held_on(day), below(stage.unit(one.unit).path, "post__unit__path"))
    own = [person.pk for name in (KEEPER, TEACHER) if (person := stage.account(name).person) is not None]
    known = sorted(Person.objects.filter(pk__in=there.values("person_id")).exclude(pk__in=own), key=lambda person: person.name)
    return stage.rng.sample(known, min(one.people, len(known)))


def _mark(stage: Stage, session: Session) -> None:
    marks: dict[Any, Any] = {}
    for seat in session.seats.filter(state="invited").order_by("person__name"):
        lot = stage.rng.random()
        part = (session.edition.hours * Decimal("0.5")).quantize(Decimal("0.1"))
        marks[seat.pk] = ("absent", None) if lot < 0.12 else ("partial", part) if lot < 0.2 else ("full", None)  # noqa: PLR2004 - shares
    services.mark(session, marks, viewer=stage.viewer(TEACHER))


def _thank(stage: Stage, session: Session, mood: int) -> None:
    for seat in session.seats.filter(presence="full").select_related("person").order_by("person__name"):
        if stage.rng.random() < 0.25:  # noqa: PLR2004 - a quarter says nothing
            continue
        answers: dict[str, int | str] = {key: max(1, min(5, mood + stage.rng.choice((-1, 0, 0, 1)))) for key in ("q1", "q2")}
        if stage.rng.random() < 0.6:  # noqa: PLR2004 - most add a sentence
            answers["q3"] = stage.rng.choice(SAID)
        services.give_feedback(seat, answers, viewer=Viewer.of(Account(person=seat.person)))
