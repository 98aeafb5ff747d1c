"""Two years of complaints, suggestions and questions: verified, passed on, answered, disputed, published; some as they stand this week."""

import random
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from typing import Any
from uuid import UUID

from amanah.cli.demo import accounts
from amanah.cli.demo.later import Stage
from amanah.cli.demo.names import PROVINCES, words
from amanah.engines.cases import services as cases
from amanah.engines.cases.models import Case
from amanah.engines.reports.opened import Opened
from amanah.engines.reports.services import handling as reports
from amanah.engines.reports.services import wishes
from amanah.engines.reports.services.typed import Coming
from amanah.foundation.access import services as access
from amanah.foundation.letters import services as letters
from amanah.foundation.organisation import queries as organisation
from amanah.foundation.vault import queries as keys
from amanah.foundation.vault import services as vault
from amanah.rooms.complaints import masking
from amanah.rooms.complaints.models import Office
from amanah.rooms.complaints.services import afterwards, beat, handling, labour, ombudsman, publishing, taking
from amanah.rooms.complaints.ways import TYPED
from amanah.rooms.complaints.workflow import COORDINATOR, LIAISON, OFFICER, TYPIST

MATTERS = 120
DAYS = 730
RUNNING = ("received", "verified", "forwarded", "process", "awaiting", "referred", "answered", "process", "received", "escalated")
"""How the newest ones stand; everything before has ended."""
WITH_BOX = 10
"""Every so many reporters hold a receipt and answer back."""
MONTHS = ("Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober", "November", "Desember")
LIAISONS = (("gilang", "DBINK3"), ("eko", "DJPEN"), ("eko", "ROSDM"), ("dewi", "DJLAT"), ("dewi", "PUSDATIN"))
CATEGORY = {"information": "information", "aspiration": "aspiration"}
OUTCOME = {"information": "explained", "aspiration": "noted"}
LABOUR = "Upah dan pemutusan kerja"


@dataclass
class Teller:
    """Fills the places of the sentences; none is ever told twice."""

    rng: random.Random
    told: set[str] = field(default_factory=set)

    def say(self, choices: list[str], day: date, seat: str) -> str:
        """One sentence about this town that nobody said before."""
        while True:
            filled = self.rng.choice(choices).format(
                seat=seat,
                n=self.rng.randint(2, 45),
                month=MONTHS[(day.month - self.rng.randint(1, 3)) % 12],
                hour=f"{self.rng.randint(8, 15)}.{self.rng.choice(('00', '15', '30', '45'))}",
            )
            if filled not in self.told:
                self.told.add(filled)
                return filled


@dataclass(frozen=True)
class Plan:
    """One matter on its day, and how far it comes."""

    number: int
    day: date
    end: str
    theme: dict[str, Any]
    answers: dict[str, str]


@cache
def themes() -> list[dict[str, Any]]:
    """What there is to complain about."""
    source = files("amanah.cli.demo.later").joinpath("complaints.toml").read_text(encoding="utf-8")
    found: list[dict[str, Any]] = tomllib.loads(source)["theme"]
    return found


def _theme(title: str) -> dict[str, Any]:
    return next(one for one in themes() if one["title"] == title)


def plans(today: date, rng: random.Random) -> Iterator[Plan]:
    """The matters of two years, oldest first, the last ones under way."""
    teller, older = Teller(rng), MATTERS - len(RUNNING)
    for number in range(MATTERS):
        running = number - older
        back = DAYS - number * (DAYS - 40) // older if running < 0 else 3 * (len(RUNNING) - running)
        day = _working(today - timedelta(days=back))
        end = RUNNING[running] if running >= 0 else ("archived" if number % 17 == 5 else "withdrawn" if number % 29 == 7 else "resolved")  # noqa: PLR2004 - taste
        theme = _theme(LABOUR) if end == "referred" else themes()[0 if end == "forwarded" else number % len(themes())]
        anonymous, secret = number % 5 == 1, number % 4 == 3  # noqa: PLR2004 - taste
        seat = rng.choice(PROVINCES).seat
        given = f"{rng.choice(words('given'))} {rng.choice(words('family'))}"
        answers = {
            "topic": theme["topic"],
            "what": f"{teller.say(theme['what'], day, seat)} {teller.say(theme['more'], day, seat)}",
            "wish": teller.say(theme["wish"], day, seat),
            "service": theme["service"],
            "anonymous": "yes" if anonymous else "no",
            "secret": "yes" if secret else "no",
            "name": "" if anonymous else given,
        }
        yield Plan(number, day, end, {**theme, "said": teller.say(theme["answer"], day, seat)}, answers)


def seed(stage: Stage) -> Iterator[None]:
    """Let the office handle what came in, one matter after the other."""
    if Case.objects.filter(kind="complaint").exists():
        return
    _posts(stage)
    for plan in plans(stage.today, stage.rng):
        case, box = _filed(stage, plan)
        if _verified(stage, plan, case) and (_referred if plan.theme["title"] == LABOUR else _worked_on)(stage, plan, case):
            _answered(stage, plan, case, box)
        yield
    _ombudsman(stage)


def _posts(stage: Stage) -> None:
    root, since = organisation.root(), stage.today - timedelta(days=DAYS + 20)
    if root is None:
        raise RuntimeError("the institution has no root")
    for username, role in (("ratri", COORDINATOR), ("ani", OFFICER), ("budi", OFFICER), ("maruli", TYPIST)):
        access.grant_role(stage.account(username), role, root, since=since)
    for username, code in LIAISONS:
        if not keys.public_keys([stage.account(username)]):
            vault.create_keys(stage.account(username), accounts.passphrase(username))
        access.grant_role(stage.account(username), LIAISON, stage.unit(code), since=since)
    with stage.at(since):
        for kind, name, address in (
            ("inspection", "Direktorat Pengawasan Norma Kerja", "Gedung B lantai 4"),
            ("province", "Dinas Tenaga Kerja Provinsi Contoh Timur", "Kompleks perkantoran provinsi"),
            ("province", "Dinas Tenaga Kerja Provinsi Contoh Barat", "Gedung dinas lantai 2"),
        ):
            labour.add_office(kind, name, address=address, email="", viewer=stage.viewer("ratri"))


def _filed(stage: Stage, plan: Plan) -> tuple[Case, vault.OpenedMailbox | None]:
    case_id = UUID(int=stage.rng.getrandbits(128), version=4)
    with stage.at(plan.day):
        if plan.number % WITH_BOX == 0:
            receipt = taking.file(case_id, plan.answers, (), lambda _receipt: None)
            return Case.objects.get(pk=case_id), vault.open_mailbox(receipt)
        way = TYPED[plan.number % len(TYPED)][0]
        taking.type_in(case_id, plan.answers, Coming(way, "", wants_receipt=False), viewer=stage.viewer("maruli"))
    return Case.objects.get(pk=case_id), None


def _verified(stage: Stage, plan: Plan, case: Case) -> bool:
    """Whether it goes on from there."""
    if plan.end == "received":
        return False
    with stage.at(_working(plan.day + timedelta(days=1 + plan.number % 4))):
        if plan.end in {"awaiting", "withdrawn"}:
            reports.ask(
                _opened(stage, "ani", case), f"Mohon lengkapi: {plan.theme['title'].lower()} itu terjadi pada layanan mana?", wait=True
            )
        elif plan.end == "archived":
            hand = _opened(stage, "ani", case)
            outcome = ("not_competent", "illogical", "duplicate")[plan.number % 3]
            proposal = reports.propose(hand, "archive", outcome=outcome, reason=f"Dicocokkan dengan {plan.number} pengaduan lain.")
            reports.approve(proposal, viewer=stage.viewer("budi"))
        else:
            category = CATEGORY.get(plan.theme["topic"], "oversight" if plan.number % 9 == 6 else "ordinary")  # noqa: PLR2004 - taste
            reports.decide(_opened(stage, "ani", case), "verify", outcome=category, reason="Pokok, waktu, dan layanannya disebut.")
    if plan.end == "withdrawn":
        with stage.at(plan.day + timedelta(days=45)):
            wishes.carry_out()
            beat.run()
    return plan.end not in {"awaiting", "withdrawn", "archived", "verified"}


def _worked_on(stage: Stage, plan: Plan, case: Case) -> bool:
    """Passed on where its unit has a liaison officer; whether it goes on to an answer."""
    who = next((username for username, code in LIAISONS if code == plan.theme["unit"]), "ani")
    with stage.at(_working(plan.day + timedelta(days=5))):
        if who != "ani":
            handling.forward(_opened(stage, "ani", case), stage.unit(plan.theme["unit"]), "Mohon ditindaklanjuti.")
        if plan.end == "forwarded":
            return False
        cases.move(case, "begin", viewer=stage.viewer(who))
        if plan.number % 3 == 0:
            words_ = f"Pengaduan tentang {plan.theme['title'].lower()} sedang kami cocokkan dengan unit terkait, nomor urut {plan.number}."
            reports.give_feedback(_opened(stage, who, case), words_)
    if plan.end == "escalated":
        with stage.at(_working(plan.day + timedelta(days=2))):
            reports.decide(_opened(stage, who, case), "escalate", outcome="", reason="Perlu keputusan lintas unit.")
    return plan.end in {"resolved", "answered"}


def _referred(stage: Stage, plan: Plan, case: Case) -> bool:
    """To the labour inspection or a province, and back with their answer."""
    office = Office.objects.order_by("name")[plan.number % 3]
    with stage.at(_working(plan.day + timedelta(days=5))):
        hand = _opened(stage, "ani", case)
        matter = letters.open_matter(case.ref, viewer=hand.viewer, key_pair=stage.keys("ani"))
        values = {
            "recipient": office.name,
            "body": f"Bersama ini kami teruskan pengaduan {case.number}. {plan.answers['what']}",
            "place": "Jakarta",
            "signer_title": "Inspektur Investigasi",
            "signer_name": str(stage.account("laras")),
        }
        referral = labour.forward(hand, matter, office, values)
        letters.take_number(matter, referral.letter, f"B-{100 + plan.number}/PM/{plan.day.year}", dated=referral.sent_on)
    if plan.end == "referred":
        return False
    with stage.at(_working(plan.day + timedelta(days=15 + plan.number % 14))):
        on = _working(plan.day + timedelta(days=14))
        labour.answered(_opened(stage, "ani", case), referral, on, f"560/{plan.number}/{on.year}", plan.theme["said"])
    return plan.end in {"resolved", "answered"}


def _answered(stage: Stage, plan: Plan, case: Case, box: vault.OpenedMailbox | None) -> None:
    late = 30 if plan.number % 11 == 4 else 0  # noqa: PLR2004 - taste
    day = _working(plan.day + timedelta(days=min(_takes(plan) + late, (stage.today - plan.day).days)))
    with stage.at(day):
        outcome = OUTCOME.get(plan.theme["topic"], ("fulfilled", "partly", "explained", "fulfilled", "refused")[plan.number % 5])
        handling.answer(_opened(stage, _handler(case), case), plan.theme["said"], outcome)
    if plan.end == "answered":
        return
    day = _working(day + timedelta(days=3))
    with stage.at(day):
        if box is not None:
            afterwards.rate(box, {"answered": ("yes", "partly", "no")[plan.number // WITH_BOX % 3], "clear": "yes", "quick": "partly"}, "")
            afterwards.decide(box, "dispute" if plan.number % (3 * WITH_BOX) == WITH_BOX else "finish", "Terima kasih sudah dijawab.")
            wishes.carry_out()
            beat.run()
    case.refresh_from_db()
    if case.state == "process":
        with stage.at(_working(day + timedelta(days=4))):
            reply = f"Kami tinjau lagi bersama unit. {plan.theme['said']}"
            handling.answer(_opened(stage, _handler(case), case), reply, "fulfilled")
    with stage.at(min(_working(day + timedelta(days=24)), stage.today)):
        wishes.carry_out()
        beat.run()
        _published(stage, plan, case)


def _takes(plan: Plan) -> int:
    """How many days until the answer: questions are answered sooner."""
    return 8 if plan.theme["topic"] == "information" else 16 + plan.number % 9


def _published(stage: Stage, plan: Plan, case: Case) -> None:
    if plan.answers["secret"] == taking.YES or plan.number % 3 == 2:  # noqa: PLR2004 - taste
        return
    text = masking.mask(plan.answers["what"], [plan.answers["name"]])
    title = f"{plan.theme['title']}: {MONTHS[plan.day.month - 1]} {plan.day.year}"
    made = publishing.write(case, viewer=stage.viewer("ani"), title=title, text=text, answer=masking.mask(plan.theme["said"]))
    if plan.number % 13 != 0:
        publishing.publish(made, viewer=stage.viewer("budi"))


def _ombudsman(stage: Stage) -> None:
    told = (
        ("correction", "T/114/LM.12/0101", "Loket sertifikasi dibuka sesuai jam layanan", "DBINK3", 320, 60, True, True),
        ("improvement", "T/207/LM.12/0101", "Alasan pengembalian berkas RPTKA ditulis dalam aplikasi", "DTKA", 150, 90, True, False),
        ("refinement", "T/251/LM.12/0101", "Standar waktu pelatihan diumumkan di setiap balai", "DJLAT", 40, 60, False, False),
        ("recommendation", "R/03/ORI", "Pembayaran uang saku peserta yang tertunda", "DJLAT", 75, 60, False, False),
    )
    for kind, number, title, unit, back, days, reported, closed in told:
        received = _working(stage.today - timedelta(days=back))
        with stage.at(received):
            product = ombudsman.register(
                kind,
                number,
                title,
                asked=f"{title}. Pelaksanaannya dilaporkan kepada Ombudsman sebelum batas waktu.",
                unit=stage.unit(unit),
                received_on=received,
                due_on=received + timedelta(days=days),
                viewer=stage.viewer("ratri"),
            )
        if reported:
            with stage.at(_working(received + timedelta(days=days - 12))):
                ombudsman.report(
                    product, "Sudah dilaksanakan di semua loket; berita acara terlampir pada surat.", viewer=stage.viewer("ratri")
                )
        if closed:
            with stage.at(_working(received + timedelta(days=days + 20))):
                ombudsman.close(product, f"{number}-TL", viewer=stage.viewer("ratri"))
        case = Case.objects.filter(kind="complaint", state="resolved", unit__code=unit).order_by("opened_on").first()
        if case is not None:
            with stage.at(stage.today):
                ombudsman.tie(product, case.number, viewer=stage.viewer("ratri"))


def _handler(case: Case) -> str:
    assigned = case.assignments.filter(until__isnull=True).select_related("account").first()
    return assigned.account.username if assigned else "ani"


def _opened(stage: Stage, username: str, case: Case) -> Opened:
    case.refresh_from_db()
    found = stage.opened(username, case)
    if found is None:
        raise RuntimeError(f"{username} holds no key to {case.number}")
    return found


def _working(day: date) -> date:
    return day + timedelta(days=max(0, 7 - day.weekday()) if day.weekday() > 4 else 0)  # noqa: PLR2004 - Saturday and Sunday
