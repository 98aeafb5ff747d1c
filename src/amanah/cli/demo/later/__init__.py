"""What is seeded after the doors are open: each step is one module here with `seed(stage)`, one transaction, and done once.

`amanah demo --status` counts what there is by now. A step that is interrupted leaves nothing and is taken again at the next start. A long
one is many transactions, so that people can save something meanwhile: its `seed` yields where one ends, or it says `IN_PIECES` and
makes its own. None should take more than two processor seconds. Interrupted, it stays as far as it came.
"""

import importlib
import json
import random
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from types import ModuleType

from django.conf import settings
from django.db import transaction

from amanah.cli.demo import accounts
from amanah.cli.demo.build import NOTICED, morning, on_the_day
from amanah.engines.cases.models import Case
from amanah.engines.reports.opened import Opened
from amanah.engines.reports.queries import reading
from amanah.foundation.access.models import Account
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.organisation.models import Unit
from amanah.foundation.vault import services as vault
from amanah.kernel import clock
from amanah.kernel.sealing import KeyPair

STEPS: tuple[str, ...] = (
    "retention",
    "inquiry",
    "questions",
    "letters",
    "referrals",
    "discipline",
    "shared",
    "personal_data",
    "services",
    "interests",
    "levies",
    "complaints",
    "exchange",
    "gratification",
    "proofs",
    "risks",
    "sheets",
    "documents",
    "campaigns",
    "learning",
    "sessions",
    "attempts",
    "smap",
    "audits",
    "approvals",
    "due_diligence",
    "objectives",
    "reviews",
    "visits",
)
"""Names of modules here, in the order in which they are seeded."""

DONE = "demonstration-later.json"
END = object()


@dataclass
class Stage:
    """The invented people at hand: accounts, unlocked keys and a generator that gives the same every time."""

    today: date
    rng: random.Random
    _keys: dict[str, KeyPair] = field(default_factory=dict)

    def account(self, username: str) -> Account:
        """Who signs in by this name."""
        return Account.objects.get(username=username)

    def viewer(self, username: str) -> Viewer:
        """A fresh viewer for this person."""
        return Viewer.of(self.account(username))

    def keys(self, username: str) -> KeyPair:
        """This person's unlocked vault."""
        if username not in self._keys:
            self._keys[username] = vault.unlock(self.account(username), accounts.passphrase(username))
        return self._keys[username]

    def unit(self, code: str) -> Unit:
        """The unit of this code."""
        return Unit.objects.get(code=code)

    def opened(self, username: str, case: Case) -> Opened | None:
        """The report as this person opens it; None where it is not wrapped for them."""
        return reading.open_case(self.viewer(username), case, self.keys(username))

    @contextmanager
    def at(self, day: date) -> Iterator[None]:
        """Be on this day, in the morning."""
        with clock.at(morning(day)):
            yield


def take(step: ModuleType, stage: Stage) -> None:
    """One step: whole, or piece by piece where it says so."""
    if getattr(step, "IN_PIECES", False):
        step.seed(stage)
        return
    with transaction.atomic():
        pieces = step.seed(stage)  # a generator has done nothing by now
    going = pieces is not None
    while going:
        with transaction.atomic():
            going = next(pieces, END) is not END


def seed() -> bool:
    """Take every step that was not taken yet; whether there was one."""
    path = settings.AMANAH_DATA / DONE
    done: list[str] = json.loads(path.read_text(encoding="utf-8")) if path.exists() else []
    today = clock.today()
    left = [name for name in STEPS if name not in done]
    for name in left:
        step = importlib.import_module(f"{__name__}.{name}")
        with on_the_day(date.fromordinal(today.toordinal() - NOTICED)), accounts.cheap_passwords():
            take(step, Stage(today, random.Random(name)))  # noqa: S311 - invented matters need no secrets
        done.append(name)
        path.write_text(json.dumps(done), encoding="utf-8")
    return bool(left)
