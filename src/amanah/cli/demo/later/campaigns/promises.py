"""The promises of every directorate and bureau, two years running: most signed and witnessed, one declined with its reason."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import date, timedelta

from django.db import transaction

from amanah.cli.demo import accounts
from amanah.cli.demo.later import Stage
from amanah.cli.demo.later.campaigns.stories import OWNER, SAID
from amanah.foundation.access import services as access
from amanah.foundation.access.models import Account
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.organisation import queries as organisation
from amanah.foundation.organisation.models import Person, Unit
from amanah.kernel.refusal import Refusal
from amanah.rooms.campaigns.commitments import services
from amanah.rooms.campaigns.commitments.models import Commitment

KINDS = ("directorate_general", "inspectorate_general", "secretariat_general", "directorate", "bureau", "inspectorate", "secretariat")
WISH, LATE = 0.7, 0.08
"""How many let the public see it, and how many have not signed yet."""
REFUSES = "DPENYIDIK"


def tell(stage: Stage) -> None:
    """The text, and two years of signatures."""
    promise = SAID["promise"]
    words = {name: promise[name] for name in ("title", "title_en", "body", "body_en")}
    began = date(stage.today.year - 1, 1, 12)
    with stage.at(began), transaction.atomic():
        services.publish(**words, since=began, viewer=stage.viewer(OWNER))
    for year in (stage.today.year - 1, stage.today.year):
        day = date(year, 1, 19)
        if day < stage.today:
            _year(stage, day)


def _year(stage: Stage, day: date) -> None:
    units = [unit for unit in Unit.objects.filter(kind__in=KINDS).select_related("parent").order_by("path") if _head(unit)]
    for parent in {unit.parent for unit in units if unit.parent}:
        witness = _head(parent)
        below = [unit for unit in units if unit.parent == parent]
        if witness is not None:
            with stage.at(day), transaction.atomic():
                services.ask(below, witness=witness, due_on=date(day.year, 3, 31), viewer=stage.viewer(OWNER))
    found = Commitment.objects.filter(year=day.year).select_related("unit", "text", "witness_asked").order_by("unit__path")
    for place, one in enumerate(found):
        for when, step in zip(
            (day + timedelta(days=6 + place % 30), day + timedelta(days=20 + place % 30)), (_sign, _witness), strict=True
        ):
            if when <= stage.today:
                # Whose password nobody was told signs nothing; their unit waits, as units do.
                with stage.at(when), suppress(Refusal), transaction.atomic():
                    step(stage, one, day.year)


def _sign(stage: Stage, one: Commitment, year: int) -> None:
    head = _head(one.unit)
    if head is None:
        return
    account = _account(head)
    viewer = Viewer.of(account)
    if one.unit.code == REFUSES and year == stage.today.year:
        services.decline(one, SAID["promise"]["declined"], viewer=viewer)
    elif year < stage.today.year or stage.rng.random() >= LATE:
        proof, show = accounts.password(account.username), stage.rng.random() < WISH
        services.sign(one, read=one.text.digest, proof=proof, means="password", show=show, viewer=viewer)


def _witness(stage: Stage, one: Commitment, year: int) -> None:
    if one.state == "signed" and (year < stage.today.year or stage.rng.random() >= LATE):
        account = _account(one.witness_asked)
        proof = accounts.password(account.username)
        services.witness(one, read=one.text.digest, proof=proof, means="password", viewer=Viewer.of(account))


def _account(person: Person) -> Account:
    found = Account.objects.filter(person=person).first()
    if found is not None:
        return found
    username = next(_names(person))
    return access.create_account(username, person=person, password=accounts.password(username))


def _names(person: Person) -> Iterator[str]:
    base = ".".join("".join(letter for letter in word if letter.isalpha()) for word in person.name.lower().split()[:2])
    for name in (base, *(f"{base}{n}" for n in range(2, 99))):
        if not Account.objects.filter(username=name).exists():
            yield name


def _head(unit: Unit) -> Person | None:
    return next((holding.person for holding in organisation.holdings_in(unit) if holding.heads), None)
