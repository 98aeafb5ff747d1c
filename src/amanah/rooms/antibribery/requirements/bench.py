"""Measures readiness over many scopes, in an empty database of one's own."""

import random
import time
from collections.abc import Callable
from dataclasses import dataclass
from uuid import uuid4

from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from amanah.engines.proofs.models import Proof, Use
from amanah.foundation.access import services as access
from amanah.foundation.access.models import Account
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.organisation import services as organisation
from amanah.foundation.organisation.models import Employment, Person, Unit, UnitKind
from amanah.kernel import clock
from amanah.rooms.antibribery import declare as scopes
from amanah.rooms.antibribery import services as rooms
from amanah.rooms.antibribery.models import Scope
from amanah.rooms.antibribery.requirements import catalogue, declare, queries
from amanah.rooms.antibribery.requirements.models import Answer
from amanah.rooms.antibribery.roles import FUNCTION

ROUNDS = 7
BATCH = 2000


@dataclass(frozen=True)
class Measured:
    """What was read, of how many requirements in how many scopes, its middle, slowest and processor times, and how many queries it took."""

    name: str
    requirements: int
    scopes: int
    milliseconds: float
    slowest: float
    processor: float
    queries: int


def run(count: int) -> list[Measured]:
    """Fill the database with `count` scopes run by both editions, every requirement answered and proved, and read how ready they are."""
    root = organisation.create_unit("Instansi", "INSTANSI", parent=None, kind=UnitKind.INSTITUTION, since=clock.today())
    account, people = _somebody(root), [_person(root, place) for place in range(20)]
    made = [_scope(root, account, place) for place in range(count)]
    _answer(made, account, people, root)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # as over the years of a house in use
    found = list(Scope.objects.all())
    asked = sum(len(one.questions) for edition in declare.INSTRUMENTS if (one := catalogue.instrument(edition)) is not None)
    return [
        _timed("readiness of all scopes", asked, found, lambda: queries.readiness(found)),
        _timed("one scope, requirement by requirement", asked, found[:1], lambda: queries.sheet(found[0], scopes.EDITION_2025)),
        _timed("the way over of one scope", asked, found[:1], lambda: queries.gap(found[0])),
    ]


def _timed(name: str, asked: int, found: list[Scope], read: Callable[[], object]) -> Measured:
    with CaptureQueriesContext(connection) as made:
        read()
    times, spent = [], time.process_time()
    for _ in range(ROUNDS):
        began = time.perf_counter()
        read()
        times.append((time.perf_counter() - began) * 1000)
    spent = (time.process_time() - spent) * 1000 / ROUNDS
    times.sort()
    return Measured(name, asked, len(found), round(times[len(times) // 2], 1), round(times[-1], 1), round(spent, 1), len(made))


def _somebody(root: Unit) -> Account:
    person = organisation.create_person("Fungsi", other_number="UKUR-F", employment=Employment.NON_PERMANENT, actor="system")
    organisation.assign_post(person, organisation.create_post(root, "Fungsi"))
    account = access.create_account("fungsi", person=person)
    access.grant_role(account, FUNCTION.key, root)
    return account


def _person(root: Unit, place: int) -> Person:
    person = organisation.create_person(
        f"Pemilik {place}", other_number=f"UKUR-{place}", employment=Employment.NON_PERMANENT, actor="system"
    )
    organisation.assign_post(person, organisation.create_post(root, f"Jabatan {place}"))
    return person


def _scope(root: Unit, account: Account, place: int) -> Scope:
    title = f"Ruang lingkup {place}"
    return rooms.open_scope(title=title, unit=root, statement=title, top_title="Kepala", editions=scopes.BOTH, viewer=Viewer.of(account))


def _answer(made: list[Scope], account: Account, people: list[Person], root: Unit) -> None:
    chance, today = random.Random(len(made)), clock.today()  # noqa: S311 - figures, not secrets
    proof_id = uuid4()
    proof = Proof.objects.create(
        id=proof_id,
        ref=f"proof:{proof_id}",
        number="BK-00-UKUR00",
        title="Bukti",
        unit=root,
        kind="letter",
        address="B-1",
        effective_from=today,
        added_by=account,
        day=today,
    )
    for scope in made:
        answers = []
        for edition in scope.edition_keys:
            instrument = catalogue.instrument(edition)
            for question in instrument.questions if instrument is not None else ():
                state = chance.choice([declare.MET, declare.MET, declare.MET, declare.PARTLY])
                ref = catalogue.ref_of(scope, edition, question.key)
                owner, how = chance.choice(people), f"Dengan prosedur tentang {question.key}."
                answers.append(
                    Answer(
                        scope=scope,
                        instrument=instrument.id if instrument is not None else "",
                        question=question.key,
                        ref=ref,
                        state=state,
                        how=how,
                        owner=owner,
                        seq=1,
                        changed_on=today,
                        changed_by=account,
                    )
                )
        with transaction.atomic():
            Answer.objects.bulk_create(answers, batch_size=BATCH)
            uses = (Use(proof=proof, ref=one.ref, day=today, actor=account) for one in answers if chance.random() < 0.8)  # noqa: PLR2004 - most are proved
            Use.objects.bulk_create(uses, batch_size=BATCH)
