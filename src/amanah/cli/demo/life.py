# ruff: noqa: PLR2004 - how often and how long is a matter of taste here
"""One report's life, as the people of the demonstration live it: filed, read, asked about, looked into, decided, closed."""

import random
from collections.abc import Iterator
from concurrent.futures import Future
from dataclasses import dataclass, field
from datetime import date, timedelta
from uuid import uuid4

from amanah.cli.demo import accounts, papers
from amanah.cli.demo.boxes import Box
from amanah.cli.demo.duties import Duty, follows
from amanah.cli.demo.institution import PersonPlan
from amanah.cli.demo.stories import Teller
from amanah.engines.cases import queries as case_queries
from amanah.engines.cases import services as cases
from amanah.engines.cases.models import Case
from amanah.engines.reports.channels import FROM_REPORTER
from amanah.engines.reports.opened import Opened
from amanah.engines.reports.queries import reading
from amanah.engines.reports.services import handling, mailbox
from amanah.engines.reports.services.filing import NoRecipient
from amanah.foundation.access.models import Account
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.organisation.models import Person, Unit
from amanah.foundation.vault import services as vault
from amanah.kernel.receipts import Receipt
from amanah.kernel.sealing import KeyPair
from amanah.rooms.whistleblowing import triage
from amanah.rooms.whistleblowing.afterwards import services as afterwards
from amanah.rooms.whistleblowing.afterwards.questions import QUESTIONS
from amanah.rooms.whistleblowing.inquiry import services as inquiry
from amanah.rooms.whistleblowing.services import filing, triaging

RATED = 0.4
"""How many of those whose report is closed say how it was handled."""

REMARKS = (
    "",
    "",
    "Lama sekali menunggu kabar pertama.",
    "Terima kasih, pertanyaannya jelas dan saya tidak pernah dipaksa menyebut nama.",
    "Suratnya terlalu singkat; saya tidak tahu apa yang diperiksa.",
)

HANDLERS = {"inspectorate": ("ani", "budi", "laras"), "antibribery": ("fitri", "jaya")}


@dataclass
class Cast:
    """The invented people: those reports may be about, and those who handle them, with their unlocked keys."""

    units: dict[str, Unit]
    today: date
    people: list[tuple[PersonPlan, Person]] = field(default_factory=list)
    accounts: dict[str, Account] = field(default_factory=dict)
    keys: dict[str, KeyPair] = field(default_factory=dict)
    viewers: dict[str, Viewer] = field(default_factory=dict)

    def unlock(self) -> None:
        """Open the vaults of everybody who handles reports."""
        for username in {name for names in HANDLERS.values() for name in names}:
            self.keys[username] = vault.unlock(self.accounts[username], accounts.passphrase(username))
            # Roles and posts of the invented handlers never change, so one viewer each serves for all their days.
            self.viewers[username] = Viewer.of(self.accounts[username])


class Life:
    """A report on its way. `run` yields the day on which the next thing happens, until nothing more does."""

    def __init__(self, rng: random.Random, teller: Teller, cast: Cast, box: Future[Box]) -> None:
        self.box = box
        self.rng, self.teller, self.cast, self.units = rng, teller, cast, cast.units
        self.receipt: Receipt | None = None
        self.began_on: date | None = None
        self.suspect: str | None = None
        self.town = ""

    @property
    def state(self) -> str:
        """Where the case stands now."""
        return self.case.state

    def run(self, day: date) -> Iterator[date]:
        """The whole story, beginning on `day`."""
        self.day = self.began_on = day
        self._file()
        yield from self._after(1, 3, late=0.08)
        if not self._pick_handler():
            return
        cases.move(self.case, "acknowledge", viewer=self.viewer)
        if self.rng.random() < 0.85:
            handling.assign(self._opened(), self.cast.accounts[self.handler])
        yield from self._after(1, 4)
        if self.rng.random() < 0.06:
            yield from self._withdraw_contact()
        if self.rng.random() < 0.45:
            yield from self._ask()
        yield from self._after(1, 5, late=0.08)
        yield from self._judge()

    def _file(self) -> None:
        rng = self.rng
        code = rng.choice([code for code in self.units if code != "KC" and (code.startswith(("KW", "BPVP")) or rng.random() < 0.5)])
        unit = self.units[code]
        self.town = (
            unit.name.removeprefix("Kantor Wilayah ").removeprefix("Balai Pelatihan Vokasi ") if code[:2] in {"KW", "BP"} else "Jakarta"
        )
        there = [person.name for plan, person in self.cast.people if plan.unit == code and not plan.username]
        self.suspect = rng.choice(there) if there and rng.random() < 0.7 else None
        story = self.teller.tell(day=self.day, unit=unit.name, town=self.town, suspect=self.suspect)
        route = "antibribery" if unit.path.startswith(self.units["ITJEN"].path) or rng.random() < 0.22 else "inspectorate"
        mode = rng.choices(("anonymous", "confidential", "open"), (72, 20, 8))[0]
        answers = {
            "topic": story.topic,
            "route": route,
            "mode": mode,
            "unit": str(unit.pk) if rng.random() < 0.85 else "",
            "place": "" if self.rng.random() < 0.7 else self.town,
            "what": story.what,
            "who": story.who,
            "when": story.when,
            "where": story.where,
            "how": "",
            "known": story.how,
            "amount": story.how_much,
            "exclude": "",
            "name": "" if mode == "anonymous" else papers.name(rng),
            "contact": "" if mode == "anonymous" else "Lewat kotak komunikasi ini",
            "note": "",
        }
        uploads = [papers.paper(rng, self.teller, self.day)] if rng.random() < 0.12 else []
        case_id = uuid4()
        receipt, prepared, self.keys = self.box.result()
        try:
            self.receipt = filing.file_report(filing.from_answers(case_id, answers, uploads), drawn=(receipt, prepared))
        except NoRecipient:
            # Everybody on this route is shut out, so the page offered the other one.
            answers["route"] = next(other for other in HANDLERS if other != route)
            self.receipt = filing.file_report(filing.from_answers(case_id, answers, uploads), drawn=(receipt, prepared))
        self.case = Case.objects.get(pk=case_id)

    def _pick_handler(self) -> bool:
        """Somebody on the route who may see the report; nobody where everyone is shut out."""
        names = list(HANDLERS[self.case.route])
        self.rng.shuffle(names)
        fit = [name for name in names if case_queries.may_see(self.cast.viewers[name], self.case.pk)]
        if not fit:
            return False
        self.handler, self.second = fit[0], fit[1] if len(fit) > 1 else None
        return True

    @property
    def viewer(self) -> Viewer:
        """The handler."""
        return self.cast.viewers[self.handler]

    def _opened(self, username: str | None = None) -> Opened:
        name = username or self.handler
        self.case.refresh_from_db()
        opened = reading.open_case(self.cast.viewers[name], self.case, self.cast.keys[name])
        if opened is None:
            raise RuntimeError(f"{name} holds no key to {self.case.number}")
        return opened

    def _say(self, kind: str) -> str:
        return self.teller.say(kind, day=self.day, suspect=self.suspect, town=self.town)

    def _after(self, least: int, most: int, *, late: float = 0.0) -> Iterator[date]:
        """Some days later, on a working day; now and then much later than the clocks allow."""
        days = self.rng.randint(least, most) * (4 if self.rng.random() < late else 1)
        self.day += timedelta(days=days)
        self.day += timedelta(days=max(0, 7 - self.day.weekday()) if self.day.weekday() > 4 else 0)
        yield self.day

    def _reporter(self) -> vault.OpenedMailbox:
        return vault.OpenedMailbox(self.case.ref, self.keys)

    def _withdraw_contact(self) -> Iterator[date]:
        mailbox.set_contact(self._reporter(), wanted=False)
        yield from self._after(1, 3)
        self._read()

    def _ask(self) -> Iterator[date]:
        handling.ask(self._opened(), self._say("question"), wait=True)
        yield from self._after(2, 12)
        if self.rng.random() < 0.75:
            self._answer()
            yield from self._after(1, 4)
            self._read()
        elif self.rng.random() < 0.5:
            self.day += timedelta(days=self.rng.randint(20, 45))
            yield self.day
            cases.move(self.case, "resume", viewer=self.viewer)
        else:
            self.day += timedelta(days=self.rng.randint(30, 90))
            yield self.day

    def _answer(self) -> None:
        """The reporter comes back and writes."""
        mailbox.add_message(self._reporter(), self._say("answer"))

    def _rate(self) -> None:
        """The reporter says how it was."""
        answers = {question: self.rng.choice(("yes", "yes", "yes", "partly", "no", "skip")) for question in QUESTIONS}
        afterwards.rate(self._reporter(), answers, self.rng.choice(REMARKS))

    def _read(self) -> None:
        """The handler reads what the reporter wrote."""
        cases.mark_read(self.case, reader=self.viewer, channels=[FROM_REPORTER])

    def _judge(self) -> Iterator[date]:
        self.case.refresh_from_db()
        triaging.write_triage(self._opened(), self._sheet())
        fate = self.rng.random()
        if self.case.state == "awaiting" or fate < 0.2:
            yield from self._decide(
                "archive", self.rng.choice(("insufficient", "not_competent", "duplicate", "illogical")), "closing_archived"
            )
            return
        cases.move(self.case, "triage", viewer=self.viewer)
        yield from self._after(1, 6)
        if fate < 0.86:
            yield from self._investigate()
        yield from self._after(3, 20)
        outcome = self.rng.choices(("proven", "partly_proven", "unproven"), (40, 25, 35))[0]
        if self.case.state == "investigation":
            self._find(outcome)
        yield from self._decide(
            "conclude", outcome, {"proven": "closing_proven", "partly_proven": "closing_partly"}.get(outcome, "closing_unproven")
        )

    def _investigate(self) -> Iterator[date]:
        opened = self._opened()
        triaging.write_plan(opened, self._say("plan"))
        cases.move(self.case, "investigate", viewer=self.viewer)
        for _ in range(self.rng.randint(1, 3)):
            yield from self._after(4, 14)
            handling.write_note(self._opened(), self._say("note"))
        if self.rng.random() < 0.5:
            handling.add_evidence(self._opened(), papers.paper(self.rng, self.teller, self.day), self._say("note"))
        if self.rng.random() < 0.35:
            handling.ask(self._opened(), self._say("question"), wait=False)
            yield from self._after(3, 9)
            if self.rng.random() < 0.7:
                self._answer()
                yield from self._after(1, 4)
                self._read()
        if self.rng.random() < 0.8:
            yield from self._after(2, 8)
            handling.give_feedback(self._opened(), self._say("feedback"))

    def _find(self, outcome: str) -> None:
        """One allegation as the report has it, and what was found about it."""
        opened = self._opened()
        subjects = [self.suspect] if self.suspect else []
        allegation = {"act": reading.content(opened).report.answers["what"], "subjects": subjects, "period": "", "rule": ""}
        about = inquiry.write(opened, "allegation", allegation)
        finding = {"reasoning": self._say("reason"), "standard": "balance", "evidence": []}
        inquiry.write(opened, "finding", finding, state={"partly_proven": "partly"}.get(outcome, outcome), about=about)

    def _decide(self, move: str, outcome: str, letter: str) -> Iterator[date]:
        proposal = handling.propose(self._opened(), move, outcome=outcome, reason=self._say("reason"))
        yield from self._after(1, 4)
        if self.second is None:
            return
        handling.approve(proposal, viewer=self.cast.viewers[self.second])
        yield from self._after(0, 3)
        handling.send_closing(self._opened(), self._say(letter))
        yield from self._after(2, 25)
        if self.rng.random() < RATED:
            self._rate()
        if outcome in {"proven", "partly_proven"} and follows(self.day, self.cast.today):
            duty = Duty(self.cast, assigner=self.handler, verifier=self.second, source=self.case.ref, seed=self.day.toordinal())
            yield from duty.run(self.day)

    def _sheet(self) -> triage.Sheet:
        rng = self.rng
        report = reading.content(self._opened()).report
        return triage.Sheet(
            complete=triage.answered(report),
            seriousness=rng.choices(("low", "medium", "high", "gravest"), (15, 40, 38, 7))[0],
            jurisdiction=rng.choices(("own", "shared", "other"), (82, 10, 8))[0],
            urgency=rng.choices(("ordinary", "soon", "immediate"), (62, 33, 5))[0],
            pressure=rng.choices(("none", "possible", "present"), (78, 17, 5))[0],
            summary=self._say("note"),
        )
