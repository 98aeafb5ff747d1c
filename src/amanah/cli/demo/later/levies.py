"""Two years of illegal levies: tested, clarified, examined, referred, with money given back; some as they stand this week."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from amanah.cli.demo.later import Stage
from amanah.engines.cases import services as cases
from amanah.engines.cases.models import Case
from amanah.engines.reports.linked import merging
from amanah.engines.reports.opened import Opened
from amanah.engines.reports.services import filing, handling
from amanah.foundation.access import services as access
from amanah.foundation.letters import services as letters
from amanah.foundation.organisation import queries as organisation
from amanah.rooms.illegal_levies.regime import REGIME
from amanah.rooms.illegal_levies.services import coding, referring, repaying
from amanah.rooms.illegal_levies.services.filing import compose
from amanah.rooms.illegal_levies.sheets import Levy, Payer, Register, Screening, official_fee
from amanah.rooms.illegal_levies.workflow import AUDITOR, COORDINATOR, HANDLER

MATTERS = 40
DAYS = 730
LATEST = 3
"""The newest report came so many days ago."""
WITH_RECEIPT = 5
"""Every so many reports came by the public form; the others were typed in."""

# service | its unit | how it was asked for | what was told | asked | how far it came
TOLD = (
    ("K3-AHLI", "DBINK3", "held", "Berkas ahli K3 saya lengkap sejak tiga minggu. Di loket dikatakan tunggu, kecuali ada uang.", 2_500_000),
    (
        "K3-AHLI",
        "DBINK3",
        "broker",
        "Lewat penyelenggara pelatihan diminta biaya tambahan supaya sertifikat keluar minggu itu juga.",
        4_000_000,
    ),
    ("K3-OPERATOR", "DBINK3", "above_fee", "Lisensi operator forklif ditagih jauh di atas tarif yang ditempel di dinding.", 750_000),
    (
        "TKA-RPTKA",
        "DTKA",
        "speed",
        "Pengesahan RPTKA gratis, tetapi staf perusahaan diminta uang percepatan untuk setiap orang.",
        6_000_000,
    ),
    (
        "TKA-NOTIF",
        "DTKA",
        "customary",
        "Sudah biasa setiap berkas disertai amplop; yang tidak menyertakan dikembalikan tanpa alasan.",
        1_000_000,
    ),
    (
        "LAT-AKREDITASI",
        "DLEM",
        "package",
        "Lembaga kami diwajibkan membeli buku panduan dari seorang asesor sebelum akreditasi dijadwalkan.",
        3_200_000,
    ),
    ("LAT-PBK", "DLATMAG", "no_basis", "Peserta pelatihan yang seharusnya gratis diminta iuran seragam dan sertifikat.", 350_000),
    ("K3-PJK3", "DBINK3", "held", "Penunjukan perusahaan jasa K3 tertahan di meja penanda tangan sampai ada yang menghubungi.", 30_000_000),
)
ENDS = (
    "unproven",
    "proven",
    "not_competent",
    "unproven",
    "repaid",
    "duplicate",
    "unproven",
    "law_enforcement",
    "partly_proven",
    "unproven",
    "insufficient",
)
RUNNING = ("received", "testing", "awaiting", "examination", "referred", "repaying", "clarification", "duplicate", "received")
OWN = "Layanan ini diberikan dan diatur oleh kementerian."
NEW = "Dibandingkan dengan laporan serupa yang dapat dibuka; peristiwa, waktu, dan orangnya lain."
LETTER = "Terima kasih. Hal yang sama sudah kami tangani dalam laporan lain; kabarnya tetap kami sampaikan di sini."
CLOSING = "Penanganan laporan Anda selesai. Hasil dan alasannya kami sampaikan di sini. Terima kasih atas keberanian Anda."


@dataclass(frozen=True)
class Plan:
    """One matter: what was told on which day, and how far it comes."""

    number: int
    day: date
    end: str
    service: str
    unit: str
    mode: str
    told: str
    asked: int


def seed(stage: Stage) -> Iterator[None]:
    """Let the office handle what came in, one matter after the other."""
    root = organisation.root()
    if root is None or Case.objects.filter(kind=REGIME.key).exists():
        return
    for username, role in (("ani", COORDINATOR), ("ani", HANDLER), ("budi", HANDLER), ("laras", HANDLER), ("fitri", AUDITOR)):
        access.grant_role(stage.account(username), role, root, since=stage.today - timedelta(days=DAYS + 20))
    leading: Case | None = None
    for plan in _plans(stage):
        case = _filed(stage, plan)
        _handle(stage, plan, case, leading)
        if plan.end in {"clarification", "examination"}:
            leading = case
        yield
    _tie(stage)


def _plans(stage: Stage) -> Iterator[Plan]:
    """The older ones have ended, the newest are under way; between two there are some weeks."""
    older = MATTERS - len(RUNNING)
    for number in range(MATTERS):
        running = number - older
        end = RUNNING[running] if running >= 0 else ENDS[number % len(ENDS)]
        back = (len(RUNNING) - running) * 4 + LATEST if running >= 0 else 60 + (DAYS - 60) * (older - number) // older
        again = running > 0 and end == "duplicate"  # somebody else tells of the matter before it
        service, unit, mode, told, asked = TOLD[(number - again) % len(TOLD)]
        words = f"Saya juga mengalaminya pada minggu yang sama. {told}" if again else told
        yield Plan(number, stage.today - timedelta(days=back), end, service, unit, mode, words, asked)


def _filed(stage: Stage, plan: Plan) -> Case:
    answers = {
        "service": plan.service,
        "asked": str(plan.asked),
        "paid": str(plan.asked if plan.number % 3 else 0),
        "topic": plan.mode,
        "what": plan.told,
        "when": f"{plan.day - timedelta(days=6):%Y-%m-%d}",
        "where": ("Loket pelayanan terpadu", "Lewat telepon", "Ruang tunggu lantai 2")[plan.number % 3],
        "how": ("Tunai dalam amplop", "Transfer ke rekening pribadi", "Lewat biro jasa")[plan.number % 3],
        "unit": str(stage.unit(plan.unit).pk),
    }
    with stage.at(plan.day):
        coming = compose(UUID(int=stage.rng.getrandbits(128), version=4), answers)
        if plan.number % WITH_RECEIPT == 0:
            filing.file_report(REGIME, coming)
        else:
            told = {"came_by": ("letter", "phone", "handed_on")[plan.number % 3], "came_on": "", "typed_by": stage.viewer("ani").actor}
            by_hand = filing.Filing(coming.case_id, coming.report, coming.tags, told=told)
            filing.file_unanswered(REGIME, by_hand, actor=stage.viewer("ani").actor)
        return Case.objects.get(pk=coming.case_id)


def _handle(stage: Stage, plan: Plan, case: Case, leading: Case | None) -> None:
    if plan.end == "received":
        return
    with stage.at(plan.day + timedelta(days=1)):
        cases.move(case, "acknowledge", viewer=stage.viewer("ani"))
        hands = _hands(stage, case)
        coding.record(hands, _levy(plan))
    if plan.end == "awaiting":
        with stage.at(plan.day + timedelta(days=2)):
            handling.ask(hands, "Pada hari apa dan di loket mana uang itu diminta?", wait=True)
    if plan.end in {"testing", "awaiting"}:
        return
    with stage.at(plan.day + timedelta(days=4)):
        if not _passed(stage, plan, hands, leading):
            return
        cases.move(hands.case, "clarify", viewer=hands.viewer)
        handling.give_feedback(_hands(stage, case), "Laporan Anda kami tangani. Kami sedang mengklarifikasi loket dan berkasnya.")
    _afterwards(stage, plan, case)


def _passed(stage: Stage, plan: Plan, hands: Opened, leading: Case | None) -> bool:
    """Make the tests; what does not pass them is set aside by two people."""
    if plan.end == "not_competent":
        coding.test(hands, Screening("other", "Pungutan pada layanan pemerintah daerah.", "new", NEW))
    elif plan.end == "duplicate" and leading is not None:
        coding.test(hands, Screening("own", OWN, "same", "Pelapor lain menceritakan peristiwa yang sama.", leading.number))
        leading.refresh_from_db()
        if leading.closed_on is None:
            merge = merging.propose(hands, leading, reason="Peristiwa, tempat, dan waktunya sama.", letter=LETTER)
            handling.approve(merge.proposal, viewer=stage.viewer("budi"))
            return False
    else:
        coding.test(hands, Screening("own", OWN, "same" if plan.end == "duplicate" else "new", NEW, _earlier(hands.case, plan)))
    if plan.end in {"not_competent", "duplicate", "insufficient"}:
        _agree(stage, hands.case, "archive", plan.end, "Hasil ujinya demikian; pelapor diberi tahu ke mana dapat menyampaikannya.")
        return False
    return True


def _earlier(case: Case, plan: Plan) -> str:
    if plan.end != "duplicate":
        return ""
    others = Case.objects.filter(kind=case.kind, opened_on__lt=case.opened_on).exclude(pk=case.pk)
    return others.order_by("-opened_on").values_list("number", flat=True).first() or ""


def _afterwards(stage: Stage, plan: Plan, case: Case) -> None:
    if plan.end == "clarification":
        return
    if plan.end == "unproven":
        with stage.at(plan.day + timedelta(days=25)):
            _agree(stage, case, "conclude", "unproven", "Tiga pemohon lain dan catatan loket tidak menguatkan laporan.")
            handling.send_closing(_hands(stage, case), CLOSING)
        return
    with stage.at(plan.day + timedelta(days=6)):
        handling.decide(_hands(stage, case), "examine", outcome="", reason="Dua pemohon menguatkan; log antrean perlu diperiksa.")
    if plan.end in {"referred", "law_enforcement"}:
        _refer(stage, plan, case)
    elif plan.end in {"repaid", "repaying"}:
        _repay(stage, plan, case)
    if plan.end in {"proven", "partly_proven", "repaid"}:
        with stage.at(plan.day + timedelta(days=40)):
            outcome = "partly_proven" if plan.end == "partly_proven" else "proven"
            _agree(stage, case, "conclude", outcome, "Keterangan pemohon sejalan dengan catatan pembayaran.")
            handling.send_closing(_hands(stage, case), CLOSING)


def _refer(stage: Stage, plan: Plan, case: Case) -> None:
    with stage.at(plan.day + timedelta(days=8)):
        matter = letters.open_matter(case.ref, viewer=stage.viewer("ani"), key_pair=stage.keys("ani"))
        values = {
            "subject": "Pelimpahan dugaan pungutan",
            "place": "Jakarta",
            "recipient": "Kepala Kepolisian Daerah Metro Jaya",
            "body": "Bersama ini kami limpahkan hasil pemeriksaan atas dugaan permintaan uang dalam layanan.",
            "signer_title": "Inspektur Jenderal",
            "signer_name": "Pejabat peragaan",
        }
        letter = letters.draft(matter, "referral", values)
        letters.take_number(matter, letter, f"B-{200 + plan.number}/ITJEN/{plan.day:%Y}", dated=plan.day + timedelta(days=8))
        letter.refresh_from_db()
        referring.prepare(_hands(stage, case), "police", letter, "Berita acara klarifikasi dan log antrean disertakan; nama pelapor tidak.")
        _agree(stage, case, "refer", "", "Ada dugaan pemerasan; penyidikan bukan wewenang inspektorat.")
    if plan.end == "law_enforcement":
        with stage.at(plan.day + timedelta(days=30)):
            referring.answer(
                _hands(stage, case), "accepted", "Diterima dengan nomor laporan polisi; penghubung dari unit tindak pidana korupsi."
            )
            _agree(stage, case, "conclude", "law_enforcement", "Ditangani kepolisian; pengawasan internal menunggu putusannya.")


def _repay(stage: Stage, plan: Plan, case: Case) -> None:
    payers = (Payer("Pemohon pertama (peragaan)", plan.asked, "0812-0000-0001"), Payer("Pemohon kedua (peragaan)", plan.asked // 2))
    with stage.at(plan.day + timedelta(days=9)):
        repayment = repaying.propose(_hands(stage, case), Register(payers, "Yang bersangkutan mengaku dan bersedia mengembalikan."))
    if plan.end == "repaying":
        return
    with stage.at(plan.day + timedelta(days=12)):
        repaying.decide(repayment, approved=True, viewer=stage.viewer("budi"))
    with stage.at(plan.day + timedelta(days=20)):
        for place in range(1, len(payers) + 1):
            repaying.receipt(_hands(stage, case), repayment, place, f"Kuitansi {plan.number}/{place}, transfer bank, disaksikan auditor.")


def _levy(plan: Plan) -> Levy:
    name, official = official_fee(plan.service, plan.day)
    return Levy(
        service=plan.service if name else "",
        service_name=name or plan.service,
        day=(plan.day - timedelta(days=6)).isoformat(),
        asked=plan.asked,
        paid=plan.asked if plan.number % 3 else 0,
        official=official,
        role=("officer", "broker", "examiner", "unknown")[plan.number % 4],
        mode=plan.mode,
        text=plan.told,
    )


def _tie(stage: Stage) -> None:
    """Two running matters of one service that hang together without being the same."""
    running = list(Case.objects.filter(kind=REGIME.key, state__in=("clarification", "examination")).order_by("number")[:2])
    if len(running) == 2:  # noqa: PLR2004 - a pair
        merging.relate(*running, viewer=stage.viewer("ani"))


def _agree(stage: Stage, case: Case, move: str, outcome: str, reason: str) -> None:
    proposal = handling.propose(_hands(stage, case), move, outcome=outcome, reason=reason)
    handling.approve(proposal, viewer=stage.viewer("budi"))


def _hands(stage: Stage, case: Case) -> Opened:
    opened = stage.opened("ani", Case.objects.get(pk=case.pk))
    if opened is None:
        raise LookupError(case.number)
    return opened
