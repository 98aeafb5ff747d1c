"""Two years of gratification: gifts reported and refused, some late, some kept as goods, decided by KPK, and nil reports of units."""

import tomllib
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from uuid import uuid4

from amanah import rulebook
from amanah.cli.demo.later import Stage
from amanah.engines.cases import services as cases
from amanah.engines.cases.models import Case
from amanah.engines.reports.services import handling
from amanah.engines.reports.services.filing import NoRecipient, file_unanswered
from amanah.foundation.access import services as access
from amanah.foundation.organisation import queries as organisation
from amanah.foundation.organisation.models import Holding
from amanah.kernel import clock
from amanah.kernel.paper import Paper
from amanah.rooms.gratification import services
from amanah.rooms.gratification.queries import nil
from amanah.rooms.gratification.regime import REGIME
from amanah.rooms.gratification.services.activities import Held
from amanah.rooms.gratification.services.handling import Codes
from amanah.rooms.gratification.workflow import HEAD, LIAISON, OFFICER, UNIT_OFFICER

OFFICERS, CHIEF, SPEAKING = ("fitri", "ani"), "jaya", (("gilang", "DJWAS"), ("citra", "DJLAT"), ("eko", "SETJEN"), ("sekar", "ITJEN"))
MATTERS = 40
APART, NEW = ("maruli", "DJLAT"), 6
"""Who keeps the UPG of which part, and how many of the newest reports ask for their part's own."""
HELD = (
    (610, "dissemination", "Sosialisasi kewajiban melapor gratifikasi", "Semua pegawai kantor pusat", 212),
    (402, "training", "Pelatihan penghubung UPG", "Penghubung UPG semua unit", 34),
    (290, "rules", "Penyusunan pedoman batas nilai yang baru", "Pejabat administrator", 18),
    (281, "dissemination", "Sosialisasi batas nilai menurut Peraturan KPK 1/2026", "Semua pegawai", 640),
    (236, "control", "Imbauan tidak menerima bingkisan hari raya", "Penyedia dan pemohon layanan", 95),
    (120, "support", "Pendampingan loket layanan terpadu", "Pegawai loket", 27),
    (41, "training", "Pelatihan analisis laporan", "Petugas UPG", 12),
)
"""What the UPG held: how many days ago, what kind, what, for whom, and how many came."""
DELAYS = (2, 3, 4, 5, 6, 7, 8, 9, 3, 5, 17, 24, 48)
"""Calendar days from gift to report: most are in time for the UPG, some only for KPK, one for nobody."""


def seed(stage: Stage) -> Iterator[None]:
    """A UPG with its work, and units that state that there was nothing."""
    root = organisation.root()
    if root is None or Case.objects.filter(kind=REGIME.key).exists():
        return
    since = stage.today - timedelta(days=800)
    for username in OFFICERS:
        access.grant_role(stage.account(username), OFFICER, root, since=since)
    access.grant_role(stage.account(CHIEF), HEAD, root, since=since)
    for username, code in SPEAKING:
        access.grant_role(stage.account(username), LIAISON, stage.unit(code), since=since)
    access.grant_role(stage.account(APART[0]), UNIT_OFFICER, stage.unit(APART[1]), since=since)
    lines = tomllib.loads(Path(__file__).with_name("gratification.toml").read_text(encoding="utf-8"))["matters"]
    receivers = list(
        Holding.objects.filter(until__isnull=True).exclude(post__unit__parent=None).select_related("person", "post__unit").order_by("pk")
    )
    for number in range(MATTERS):
        _matter(stage, lines[number % len(lines)].split("|"), receivers[stage.rng.randrange(len(receivers))], number)
        yield
    _state_nil(stage)
    for back, kind, title, audience, participants in HELD:
        with stage.at(_workday(stage.today - timedelta(days=back))):
            held = Held(kind, title, audience, clock.today(), participants)
            services.note_activity(held, viewer=stage.viewer(OFFICERS[0]))


def _matter(stage: Stage, words: list[str], receiver: Holding, number: int) -> None:
    giver, work, relation, occasion, form, value, what, story = words
    reported = _workday(stage.today - timedelta(days=round(2 + 720 * ((MATTERS - 1 - number) / MATTERS) ** 1.7)))
    refused = number % 7 == 3  # noqa: PLR2004 - one in seven
    answers = {
        "topic": "refusal" if refused else "report",
        "received_on": (reported - timedelta(days=DELAYS[number % len(DELAYS)])).isoformat(),
        "received_at": stage.rng.choice(("Ruang kerja", "Loket layanan", "Rumah", "Tempat rapat")),
        "form": form,
        "description": what,
        "value": value,
        "estimated": "yes",
        "place_now": "returned"
        if refused
        else stage.rng.choice(("with_me", "deposited"))
        if form in {"goods", "money", "food"}
        else "used",
        "giver": giver,
        "giver_work": work,
        "relation": relation,
        "occasion": occasion,
        "story": story,
        "name": receiver.person.name,
        "nik": f"3171{stage.rng.randrange(10**12):012d}",
        "nip": receiver.person.nip or "",
        "office": receiver.post.title,
        "unit": str(receiver.post.unit_id),
        "address": "Jalan Contoh Raya, Jakarta",
        "phone": "0812-0000-0000",
        "superior": "yes" if number % 5 == 0 else "no",
        "desk": "own" if number >= MATTERS - NEW else "main",
    }
    try:
        with stage.at(reported):
            case = file_unanswered(REGIME, services.compose(uuid4(), answers), actor="reporter")
    except NoRecipient:
        return
    _handle(stage, case, answers, number, (stage.today - reported).days)


def _workday(day: date) -> date:
    """The day itself if offices are open, else the last one before on which they were."""
    calendar = rulebook.calendar()
    while calendar.add(day - timedelta(days=1), 1, "working_day").date != day:
        day -= timedelta(days=1)
    return day


def _handle(stage: Stage, case: Case, answers: dict[str, str], number: int, age: int) -> None:
    who = OFFICERS[number % 2]
    if stage.opened(who, case) is None:
        who = next((name for name in (*OFFICERS, CHIEF) if stage.opened(name, case) is not None), "")
    start = case.opened_on
    if not who or age <= 5:  # noqa: PLR2004 - just come in
        return
    with stage.at(start + timedelta(days=1)):
        cases.move(case, "register", viewer=stage.viewer(who))
    if number % 9 == 4 and age < 40:  # noqa: PLR2004 - one waits for its reporter
        with stage.at(start + timedelta(days=2)):
            _ask(stage, case, who)
        return
    with stage.at(start + timedelta(days=2)):
        cases.move(case, "verify", viewer=stage.viewer(who))
    with stage.at(start + timedelta(days=3)):
        _analyse(stage, case, who, answers, number)
        if answers["place_now"] == "deposited":
            _keep(stage, case, who, answers)
    if age <= 10:  # noqa: PLR2004 - still being looked at
        return
    if number % 8 == 5:  # noqa: PLR2004 - one in eight need not have been reported
        _set_aside(stage, case, who, start + timedelta(days=5))
        return
    with stage.at(start + timedelta(days=12 if number % 6 else 18)):
        opened = stage.opened(who, case)
        if opened is not None:
            services.forward(opened, Paper("Dikirim dengan formulir dan foto.", {"means": "gol", "gol": f"GOL-{start:%Y}-{4100 + number}"}))
    if age > 55:  # noqa: PLR2004 - KPK has decided by then
        _decide(stage, case, who, answers, number)


def _ask(stage: Stage, case: Case, who: str) -> None:
    opened = stage.opened(who, case)
    if opened is not None:
        handling.ask(opened, "Mohon lengkapi foto barang dan perkiraan nilainya.", wait=True)


def _analyse(stage: Stage, case: Case, who: str, answers: dict[str, str], number: int) -> None:
    opened = stage.opened(who, case)
    if opened is None:
        return
    sort = "not_reportable" if number % 8 == 5 else "official" if answers["occasion"] == "speaking" else "reportable"  # noqa: PLR2004 - as above
    facts = {name: answers[name] for name in ("giver", "relation", "value", "occasion", "form")} | {
        "sort": sort,
        "checklist": "official office value",
    }
    unit = organisation.open_units().filter(pk=answers["unit"]).first()
    codes = Codes(answers["occasion"], answers["form"], sort, unit, found_by_audit=number % 13 == 12)  # noqa: PLR2004 - one or two of forty
    services.analyse(opened, Paper("Pemberi berkepentingan dengan tugas penerima; nilai sesuai harga pasar.", facts), codes)


def _keep(stage: Stage, case: Case, who: str, answers: dict[str, str]) -> None:
    opened = stage.opened(who, case)
    if opened is None:
        return
    perishable = answers["form"] == "food"
    deposit = services.take_into_keeping(
        opened, Paper(answers["description"], {"giver": answers["name"], "place": "Lemari besi UPG, rak 2"}), perishable=perishable
    )
    if perishable:
        services.end_keeping(opened, deposit, Paper("Panti Asuhan Contoh", {"record": f"BA-{case.number}"}), standing="given_away")


def _set_aside(stage: Stage, case: Case, who: str, day: date) -> None:
    opened = stage.opened(who, case)
    if opened is None or stage.opened(CHIEF, case) is None:
        return
    with stage.at(day):
        for deposit in case.gift_deposits.filter(standing="held"):
            services.end_keeping(opened, deposit, Paper("Penerima semula", {"record": f"BA-{case.number}"}), standing="returned")
        proposal = handling.propose(
            opened, "set_aside", outcome="not_reportable", reason="Nilainya di bawah batas dan tanpa benturan kepentingan."
        )
        handling.approve(proposal, viewer=stage.viewer(CHIEF))


def _decide(stage: Stage, case: Case, who: str, answers: dict[str, str], number: int) -> None:
    outcome = ("state_property", "recipient_property", "state_property", "partly_state_property", "not_followed_up")[number % 5]
    outcome = "refusal_recorded" if answers["topic"] == "refusal" else outcome
    decided = _workday(case.opened_on + timedelta(days=44))
    value = (
        answers["value"] if outcome == "state_property" else str(int(answers["value"]) // 2) if outcome == "partly_state_property" else ""
    )
    with stage.at(decided + timedelta(days=2)):
        opened = stage.opened(who, case)
        if opened is None:
            return
        facts = {
            "number": f"{300 + number}/13/{decided:%m/%Y}",
            "decided_on": decided.isoformat(),
            "value_state": value,
            "value_recipient": "",
        }
        services.record_decision(opened, Paper("Keputusan diterima UPG lewat GOL.", facts), outcome=outcome, decided_on=decided)
    if number % 10 == 7:  # noqa: PLR2004 - one in ten is not handed over yet
        return
    with stage.at(decided + timedelta(days=6)):
        standing = "handed_over" if value else "returned"
        for deposit in case.gift_deposits.filter(standing="held"):
            services.end_keeping(
                opened, deposit, Paper("Kantor pelayanan kekayaan negara", {"record": f"BA-{case.number}"}), standing=standing
            )
        cases.move(case, "finish", viewer=stage.viewer(who))


def _state_nil(stage: Stage) -> None:
    """Most units of the liaisons, for most of the last months; the latest is still owed by some."""
    for place, month in enumerate(nil.months(stage.today)):
        for username, _code in SPEAKING[place % 2 :] if place else SPEAKING[:2]:
            viewer = stage.viewer(username)
            with stage.at((month + timedelta(days=35)).replace(day=4)):
                services.declare_nil(nil.mine(viewer), month, viewer=viewer)
