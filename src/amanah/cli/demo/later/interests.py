"""Two years of declared interests, pledges and lists of asset reports, so that everybody's page shows something of their own."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from amanah.cli.demo import accounts
from amanah.cli.demo.later import Stage
from amanah.engines.actions import services as actions
from amanah.engines.actions.models import Action
from amanah.foundation.access import services as access
from amanah.foundation.access.models import Account
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.imports.taking import Line
from amanah.foundation.organisation import queries as organisation
from amanah.foundation.organisation.models import Holding, Person
from amanah.foundation.vault import queries as keys
from amanah.foundation.vault import services as vault
from amanah.rooms.interests import queries, services
from amanah.rooms.interests.coverage import RECORDER
from amanah.rooms.interests.models import Interest
from amanah.rooms.interests.opened import Opened
from amanah.rooms.interests.papers import Words
from amanah.rooms.interests.pledges import services as pledges
from amanah.rooms.interests.pledges.models import Kind as Pledge
from amanah.rooms.interests.register import About
from amanah.rooms.interests.services import Draft, Measures
from amanah.rooms.interests.wealth import imports
from amanah.rooms.interests.workflow import OFFICER

KEEPER, RECORDS = "fitri", "eko"
SHARE = {"statement": 0.82, "pact": 0.9, "compliance": 0.7, "lhkan": 0.75}
"""How much of the staff meets a duty in the demonstration."""
NEVER, LATE = 0.03, 0.05
"""How many of those who owe LHKPN never report, and how many late."""

PACT = """Saya, pegawai Kementerian Contoh, menyatakan bahwa saya:

1. berperan aktif mencegah korupsi, kolusi, dan nepotisme, dan tidak melibatkan diri dalam perbuatan tercela;
2. tidak meminta atau menerima pemberian, secara langsung maupun tidak langsung, yang berkaitan dengan jabatan saya;
3. bersikap jujur, terbuka, dan akuntabel, serta menyatakan setiap konflik kepentingan sebelum menyentuh keputusan;
4. memberi contoh dalam menaati peraturan, dan melaporkan penyimpangan yang saya ketahui;
5. bersedia menanggung akibatnya menurut peraturan bila saya melanggar pernyataan ini."""
COMPLIANCE = """Saya menyatakan bahwa selama setahun terakhir saya:

1. membaca dan memahami kebijakan anti penyuapan serta aturan pengendalian gratifikasi;
2. mematuhinya, dan sudah melaporkan setiap pemberian serta setiap kepentingan yang wajib saya laporkan;
3. tahu ke mana melapor, dan tahu bahwa pelapor dilindungi."""


@dataclass(frozen=True)
class Story:
    """One interest: who declared it how long ago, and how far it has come."""

    who: str
    ago: int
    kind: str
    source: str
    what: str
    relation: str = ""
    decision: str = ""
    names: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    until: str = ""
    controls: tuple[str, ...] = field(default=("recusal",))


def _stories() -> list[Story]:
    """The invented interests, the oldest first."""
    told: list[dict[str, Any]] = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))["story"]
    plain: list[dict[str, Any]] = [{key: tuple(value) if isinstance(value, list) else value for key, value in one.items()} for one in told]
    stories = [Story(**one) for one in plain]
    return sorted(stories, key=lambda story: -story.ago)


def seed(stage: Stage) -> Iterator[None]:
    """Roles, accounts for the staff, interests, statements and pledges of two years, lists of two positions."""
    root = organisation.root()
    if root is None or Interest.objects.exists():
        return
    for username in (KEEPER, "gilang", "citra"):
        if not keys.public_keys([stage.account(username)]):
            vault.create_keys(stage.account(username), accounts.passphrase(username))
    since = stage.today - timedelta(days=720)
    access.grant_role(stage.account(KEEPER), OFFICER, root, since=since)
    access.grant_role(stage.account(RECORDS), RECORDER, root, since=since)
    staff = list(_staff())
    helpers = [account for account, person in staff if _below(person, "DBINK3") and account.username != "gilang"]
    for story in _stories():
        name, dash, place = story.who.partition("-")
        if not dash:
            _tell(stage, story, stage.account(name))
        elif len(helpers) >= int(place):
            _tell(stage, story, helpers[int(place) - 1])
        yield
    for year in (stage.today.year - 1, stage.today.year):
        yield from _year(stage, staff, year)
        _lists(stage, year - 1)
        yield


def _staff() -> Iterator[tuple[Account, Person]]:
    """Everybody with a post, with an account; whoever has none gets one that nobody was told the password of."""
    taken = set(Account.objects.values_list("username", flat=True))
    for person in Person.objects.order_by("name"):
        account = Account.objects.filter(person=person).first()
        if account is None:
            username = _username(person.name, taken)
            account = access.create_account(username, person=person, password=accounts.password(username))
        yield account, person


def _username(name: str, taken: set[str]) -> str:
    base = ".".join(re.findall(r"[a-z]+", name.lower())[:2])[:40]
    username = next(one for one in (base, *(f"{base}{number}" for number in range(2, 99))) if one not in taken)
    taken.add(username)
    return username


def _below(person: Person, code: str) -> bool:
    return any(code in {unit.code for unit in organisation.unit_path(one)} for one in organisation.units_of(person))


def _tell(stage: Stage, story: Story, account: Account) -> None:
    about = About(names=story.names, numbers=story.numbers)
    named = (*story.names, *story.numbers)
    words = Words(story.what, story.relation, named, story.decision, "Saya tidak ikut menelaah dan tidak ikut rapat keputusan.")
    draft = Draft(story.kind, story.source, bool(story.decision), words, about)
    day = _working(stage.today - timedelta(days=story.ago))
    with stage.at(day):
        interest = services.declare(draft, viewer=Viewer.of(account))
    decider = _decider(interest)
    if story.until and decider is not None:
        _onward(stage, story, interest, decider, day)


def _decider(interest: Interest) -> str | None:
    """Who can take it further here: the superior it went to, if their vault opens in the demonstration."""
    username = interest.superior.username if interest.superior else ""
    return username if username in {name for name, _title in accounts.shown()} else None


def _onward(stage: Stage, story: Story, interest: Interest, decider: str, day: date) -> None:
    with stage.at(_working(day + timedelta(days=2))):
        opened = _opened(stage, decider, interest)
        if story.until == "ended":
            services.end(opened, "Yang bersangkutan sudah tidak bekerja di sana sejak awal tahun.")
        elif story.until == "asked":
            services.ask(opened, "Kapan tepatnya kain itu diterima, dan sudahkah dilaporkan kepada UPG?")
        elif story.until == "substituted":
            other = stage.account("jaya").person
            if other is not None:
                services.name_substitute(opened, other, "Panitia kegiatan pembinaan K3, rapat penetapan penyedia tanggal 2 Desember.")
        elif story.until == "dismissed":
            services.dismiss(opened, "Benar ada hubungan, tetapi penelaahan itu bukan wewenangnya dan ia tidak menerima manfaat.")
        else:
            analysis = "Keadaannya benar seperti dinyatakan dan dapat memengaruhi penilaian. Keputusan diambil orang lain."
            executor = stage.account("jaya").person if set(story.controls) - services.OWN else None
            verifier = stage.account(KEEPER).person
            if verifier is not None:
                services.control(opened, analysis, Measures(story.controls, executor, verifier))
    if story.until == "settled":
        with stage.at(_working(day + timedelta(days=8))):
            _prove(stage, interest)


def _prove(stage: Stage, interest: Interest) -> None:
    for action in Action.objects.filter(ref__in=interest.controls.values("action_ref")):
        owner = Account.objects.filter(person=action.owner).first()
        if owner is not None:
            actions.begin(action, viewer=Viewer.of(owner))
            actions.report_done(action, "Sudah dilaksanakan.", viewer=Viewer.of(owner), evidence=f"Nota dinas ND-{action.opened_on:%m%d}")
            actions.verify(action, "Nota dinas dan daftar hadir cocok.", viewer=stage.viewer(KEEPER))


def _year(stage: Stage, staff: list[tuple[Account, Person]], year: int) -> Iterator[None]:
    """What people said and signed in one year, most of them in January, day by day."""
    texts = {}
    with stage.at(date(year, 1, 5)):
        for kind, title, body in (
            (Pledge.PACT, "Pakta integritas", PACT),
            (Pledge.COMPLIANCE, "Pernyataan kepatuhan anti penyuapan", COMPLIANCE),
        ):
            texts[kind] = pledges.publish(kind, f"{title} {year}", body, date(year, 1, 5), viewer=stage.viewer(RECORDS))
    days = [date(year, 1, 8) + timedelta(days=step) for step in range(0, 40, 4)]
    for day in days:
        with stage.at(_working(day)):
            for account, person in staff:
                if days[sum(map(ord, str(person.pk))) % len(days)] != day:
                    continue
                viewer = Viewer.of(account)
                if stage.rng.random() < SHARE["statement"]:
                    services.state_yearly(year, viewer=viewer)
                for kind, text in texts.items():
                    if stage.rng.random() < SHARE[kind.value]:
                        proof = accounts.password(account.username)
                        pledges.sign(kind, read=text.digest, proof=proof, means="password", viewer=viewer)
        yield


def _lists(stage: Stage, year: int) -> None:
    """The official lists for the position at the end of a year, as they are imported in April of the next."""
    heads = set(Holding.objects.filter(heads=True, until__isnull=True).values_list("person_id", flat=True))
    people = [person for person in Person.objects.order_by("name") if person.nip]
    with stage.at(date(year + 1, 4, 14)):
        lines = [Line(number, _cells(stage, person, year, heads), {}) for number, person in enumerate(people, 2)]
        keeper = stage.viewer(RECORDS)
        imports.LISTS.apply(lines, digest=imports.LISTS.plan(lines, viewer=keeper).digest, viewer=keeper)


def _cells(stage: Stage, person: Person, year: int, heads: set[UUID]) -> dict[str, str]:
    draw = stage.rng.random()
    reported = date(year + 1, 1, 12) + timedelta(days=stage.rng.randrange(74))
    cells = {"nip": person.nip or "", "kind": "lhkpn" if person.pk in heads else "lhkan", "year": str(year), "status": "lengkap"}
    if person.pk in heads:
        if draw > 1 - NEVER:
            return cells | {"status": "belum"}
        late = draw > 1 - NEVER - LATE
        return cells | {"submitted_on": (reported if not late else date(year + 1, 4, 3)).isoformat()}
    if draw > SHARE["lhkan"]:
        return cells | {"status": "belum"}
    return cells | {"submitted_on": reported.isoformat(), "tax_receipt_on": reported.isoformat(), "status": "sudah"}


def _working(day: date) -> date:
    return day + timedelta(days={5: 2, 6: 1}.get(day.weekday(), 0))


def _opened(stage: Stage, username: str, interest: Interest) -> Opened:
    viewer = stage.viewer(username)
    found = queries.find(viewer, interest.number)
    opened = queries.open_interest(viewer, found, stage.keys(username)) if found else None
    if opened is None:
        raise RuntimeError(f"{username} holds no key to {interest.number}")
    return opened
