"""Cases of discipline in every state, begun from proven reports, and sheets of protection with check-ins that are due."""

from collections.abc import Iterator
from datetime import date, timedelta

from amanah.cli.demo import accounts
from amanah.cli.demo.later import Stage
from amanah.engines.cases.models import Case, SubjectTag
from amanah.foundation.access import exclusion
from amanah.foundation.access import services as access
from amanah.foundation.clocks import services as clocks
from amanah.foundation.clocks.models import Deadline
from amanah.foundation.letters import services as letters
from amanah.foundation.organisation import queries as organisation
from amanah.foundation.organisation.models import Person
from amanah.foundation.vault import queries as keys
from amanah.foundation.vault import services as vault
from amanah.kernel import clock
from amanah.kernel.paper import Paper
from amanah.rooms.discipline import drafts, queries, services, superiors
from amanah.rooms.discipline.letters import BY_CHANNEL
from amanah.rooms.discipline.models import Element
from amanah.rooms.discipline.opened import Opened
from amanah.rooms.discipline.papers import Statement
from amanah.rooms.discipline.services.handling import earliest_hearing
from amanah.rooms.discipline.services.starting import tags_of
from amanah.rooms.discipline.workflow import COORDINATOR, DISCIPLINE
from amanah.rooms.whistleblowing.protection import checks
from amanah.rooms.whistleblowing.protection import services as protection

MANAGER, EXAMINER, SUPERIOR = "eko", "laras", "gilang"
BREACHES = (
    (
        "prohibition",
        "Meminta pembayaran di luar tarif resmi pada sekurangnya tiga permohonan.",
        "Larangan melakukan pungutan di luar ketentuan",
    ),
    ("duty", "Tidak melaporkan penerimaan dari pihak yang dilayani.", "Kewajiban melaporkan penerimaan yang berkaitan dengan jabatan"),
    ("prohibition", "Mendahulukan berkas kenalan di luar urutan antrean.", "Larangan menyalahgunakan wewenang"),
    ("attendance", "Meninggalkan loket pada jam layanan tanpa alasan yang sah.", "Ketentuan masuk kerja dan jam kerja"),
)
STAGES = ("received", "prepared", "summoned", "missed", "examined", "proposed", "decided", "delivered", "objected", "in_force", "released")
WRITTEN = ("summoned", "missed", "decided", "delivered", "objected")
"""The states in which the letters of a case are written already."""
FIRST = 41
"""The first number in the official row."""
ASKED = {
    "place": "Jakarta",
    "recipient": "Menteri\nu.p. Sekretaris Jenderal",
    "signer_title": "Kepala Biro Sumber Daya Manusia",
    "signer_name": "Hendra Gunawan",
}
"""What no paper says."""
RECENT = 8
"""How many running reports get a sheet of protection."""


def seed(stage: Stage) -> Iterator[None]:
    """Let some results of the last months go their way, and some reporters be looked after."""
    if Case.objects.filter(kind=DISCIPLINE.key).exists():
        return
    for username in (MANAGER, SUPERIOR):
        if not keys.public_keys([stage.account(username)]):
            vault.create_keys(stage.account(username), accounts.passphrase(username))
    root = organisation.root()
    if root is None:
        return
    access.grant_role(stage.account(MANAGER), COORDINATOR, root, since=stage.today - timedelta(days=200))
    proven = Case.objects.filter(kind="whistleblowing", outcome__in=("proven", "partly_proven"), closed_on__isnull=False)
    wanted = list(STAGES)
    for case in proven.order_by("-closed_on", "number")[:60]:
        person = _subject(case)
        if not wanted or person is None or not superiors.fit(stage.account(EXAMINER), tags_of(case)):
            continue
        if _go(stage, case, person, wanted[0], len(STAGES) - len(wanted)):
            wanted.pop(0)
            yield
    _look_after(stage)


def _subject(case: Case) -> Person | None:
    """Somebody of the institution whom the report is about, found by the tag."""
    tags = {bytes(tag) for tag in SubjectTag.objects.filter(case=case).values_list("tag", flat=True)}
    return next((person for person in Person.objects.all() if exclusion.person_tag(person.pk) in tags), None)


def _go(stage: Stage, source: Case, person: Person, until: str, n: int) -> bool:
    topic, breach, rules = BREACHES[n % len(BREACHES)]
    day = stage.today - timedelta(days=90)
    statement = Statement(
        person=str(person.pk),
        name=person.name,
        post=superiors.post_of(person),
        topic=topic,
        breach=breach,
        occurred="Semester pertama",
        rules=rules,
        evidence=("Log antrean loket", "Berita acara pencocokan berkas"),
        level="medium",
        by="Inspektorat Jenderal",
    )
    with stage.at(_working(day if until not in {"received", "prepared", "summoned"} else stage.today - timedelta(days=2))):
        try:
            case = services.start(statement, person, source=source, viewer=stage.viewer("ani"))
        except services.NoReceiver:
            return False
        hand = queries.open_case(stage.viewer(MANAGER), case, stage.keys(MANAGER))
        if hand is None or until == "received":
            return True
        services.appoint(hand, [(stage.account(EXAMINER), Element.SUBSTITUTE)])
        hearing = _summon(stage, case, until)
    if hearing is not None:
        _afterwards(stage, case, hearing, until)
    if until in WRITTEN:
        _write_letters(stage, case, n)
    return True


def _write_letters(stage: Stage, case: Case, n: int) -> None:
    """A letter of every paper so far, of the paper's day; all but the last have the number that the correspondence system gave them."""
    content = queries.content(_opened(stage, EXAMINER, case))
    papers = drafts.sheets(content)
    for at, sheet in enumerate(papers):
        with stage.at(sheet.day):
            matter = letters.open_matter(case.ref, viewer=stage.viewer(EXAMINER), key_pair=stage.keys(EXAMINER))
            letter = letters.draft(matter, BY_CHANNEL[sheet.entry.channel].key, ASKED | drafts.values_of(content, sheet))
            if sheet is not papers[-1]:
                number = f"R-{n * len(BY_CHANNEL) + at + FIRST}/ROSDM/SRIKANDI/{sheet.day.year}"
                letters.take_number(matter, letter, number, dated=sheet.day)


def _summon(stage: Stage, case: Case, until: str) -> date | None:
    if until == "prepared":
        return None
    hearing = earliest_hearing().date
    letter = Paper("Saudara diminta hadir untuk diperiksa mengenai dugaan pelanggaran di atas.", {"place": "09.00, ruang rapat lantai 3"})
    services.summon(_opened(stage, EXAMINER, case), letter, hearing)
    return None if until == "summoned" else hearing


def _afterwards(stage: Stage, case: Case, hearing: date, until: str) -> None:
    with stage.at(hearing):
        if until == "missed":
            services.simple_move(case, "miss", viewer=stage.viewer(EXAMINER))
            return
        minutes = Paper(
            "Yang bersangkutan mengakui menerima uang, dan menyatakan menyesal.",
            {"present": "Pemeriksa; yang bersangkutan", "signed": "signed"},
        )
        services.examine(_opened(stage, EXAMINER, case), minutes)
        if until == "examined":
            return
        if until == "released":
            why = Paper("Perbuatan tidak memenuhi unsur larangan; cukup dibina.")
            proposal = services.propose(_opened(stage, EXAMINER, case), "release", why, "none")
            services.approve(proposal, viewer=stage.viewer(MANAGER))
            return
        facts = {"penalty": "allowance_cut_shortest", "on": clock.today().isoformat(), "authority": "Direktur"}
        proposal = services.propose(_opened(stage, EXAMINER, case), "decide", Paper("Terbukti; belum pernah dihukum.", facts), "medium")
        if until == "proposed":
            return
        services.approve(proposal, viewer=stage.viewer(MANAGER))
    if until != "decided":
        _deliver(stage, case, hearing + timedelta(days=3), until)


def _deliver(stage: Stage, case: Case, day: date, until: str) -> None:
    with stage.at(_working(day)):
        services.deliver(_opened(stage, MANAGER, case), Paper("Diserahkan langsung, tanda terima terlampir."), clock.today())
        if until == "objected":
            services.object_to(_opened(stage, MANAGER, case), "object", Paper("Keberatan atas beratnya hukuman."))
    if until == "in_force":
        with stage.at(_working(day + timedelta(days=40))):
            services.simple_move(case, "take_effect", viewer=stage.viewer(MANAGER))


def _opened(stage: Stage, username: str, case: Case) -> Opened:
    case.refresh_from_db()
    found = queries.open_case(stage.viewer(username), case, stage.keys(username))
    if found is None:
        raise RuntimeError(f"{username} holds no key to {case.number}")
    return found


def _working(day: date) -> date:
    return day + timedelta(days=max(0, 7 - day.weekday()) if day.weekday() > 4 else 0)  # noqa: PLR2004 - Saturday and Sunday


def _look_after(stage: Stage) -> None:
    """Check-ins of long ago were made; of those that are due now a few are left, and some running reports have their sheets."""
    due = Deadline.objects.filter(ref__startswith=f"{checks.CHECKS}:", stopped_on__isnull=True, due_on__lte=stage.today).order_by("-due_on")
    clearing = Deadline.objects.filter(ref__startswith=f"{checks.CLEARING}:", stopped_on__isnull=True, due_on__lte=stage.today).order_by(
        "-due_on"
    )
    for made in (*due[RECENT:], *clearing[2:]):
        clocks.stop(made, max(made.due_on, made.since), "system")
    running = Case.objects.filter(kind="whistleblowing", state__in=("triaged", "investigation")).order_by("-opened_on", "number")
    hands = [found for case in running[: RECENT * 2] if (found := stage.opened("ani", case)) is not None][:RECENT]
    with stage.at(stage.today - timedelta(days=1)):
        for n, hand in enumerate(hands):
            answers = {"known": "yes", "dependent": "yes", "few": "unsure"} if n % 3 else {"threatened": "yes", "known": "unsure"}
            protection.assess(hand, answers, "Dinilai dari laporan dan percakapan; pelapor bekerja di unit yang sama.")
            if n % 2:
                protection.take_measure(hand, "secrecy", "Hanya dua pemeriksa yang memegang perkara ini.")
