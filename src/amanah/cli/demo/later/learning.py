"""Two years of learning in the invented ministry: which posts bear risk, who must learn what, who did, who is exempt, and who did not."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db import transaction

from amanah.cli.demo.later import Stage
from amanah.cli.demo.later.documents import POLICY
from amanah.engines.documents.models import Document
from amanah.engines.risks.exposures import services as exposures
from amanah.engines.risks.exposures.models import Exposure
from amanah.engines.risks.exposures.services import Decision
from amanah.engines.risks.roles import MANAGER as RISK_MANAGER
from amanah.foundation.access import roles
from amanah.foundation.access import services as access
from amanah.foundation.access.models import Grant
from amanah.foundation.organisation import services as organisation
from amanah.foundation.organisation.models import Holding, Person, Post, held_on
from amanah.rooms.learning import services
from amanah.rooms.learning.models import Record, Sort, Topic
from amanah.rooms.learning.needs import queries
from amanah.rooms.learning.needs import services as needs
from amanah.rooms.learning.needs.imports import OTHER
from amanah.rooms.learning.needs.models import Need
from amanah.rooms.learning.needs.services import Draft
from amanah.rooms.learning.roles import MANAGER

IN_PIECES = True
KEEPER, COMPLIANCE = "eko", "fitri"
BEGAN = 715
"""So many days ago the first needs were set."""

# key | title | in English | JP | valid for months (0: for good)
TOPICS = (
    "loket-bersih|Mengenali suap dan pemerasan di loket|Recognising bribery and extortion at the counter|4|12",
    "gifts|Gratifikasi: menolak, melapor, dan sesudahnya|Gifts: refusing, reporting, and what follows|3|24",
    "conflict-of-interest|Konflik kepentingan dalam pekerjaan sehari-hari|Conflicts of interest in daily work|3|24",
    "speaking-up|Berani melapor dan apa yang melindungi Anda|Speaking up and what protects you|2|24",
    "kebijakan-anti-penyuapan|Kebijakan anti penyuapan|Anti-bribery policy|0|0",
    "dasar-smap|Dasar sistem manajemen anti penyuapan|Foundations of the anti-bribery management system|8|36",
    "audit-internal-smap|Audit internal SMAP|Internal audit of the anti-bribery management system|16|36",
    "tugas-fkap|Tugas dan wewenang FKAP|Duties and powers of the compliance function|16|24",
    "teladan-pimpinan|Pimpinan sebagai teladan integritas|Leaders as examples of integrity|4|24",
    "siklus-perencanaan|Bimtek siklus perencanaan|Technical training on the planning cycle|16|0",
)
READ = "kebijakan-anti-penyuapan"
RISKY = {
    "Petugas Loket": "Bertatap muka dengan pemohon dan menentukan urutan layanan.",
    "Verifikator Berkas": "Menentukan apakah permohonan lengkap; pemohon berkepentingan agar cepat.",
    "Bendahara": "Memegang uang negara dan bukti pembayaran.",
    "Pengelola Layanan": "Mengatur jadwal layanan dan berhubungan dengan perantara.",
}
CALM = {
    "Analis Kebijakan": "Tidak memutuskan permohonan dan tidak memegang uang.",
    "Instruktur": "Mengajar; kelulusan diputuskan penguji lain.",
}
RISKY_UNITS = ("UKPBJ", "SUBSERT", "SUBLEMK3", "SUBRPTKA", "SUBNOTIF", "DNORMA", "BALAIK3")
OTHERS = (
    ("associate", "Perusahaan jasa K3", "more_than_low", "Menjual jasa yang hasilnya ditentukan penunjukan dari direktorat."),
    ("process", "Penerbitan sertifikat ahli K3", "more_than_low", "Keputusan bernilai tinggi dengan tatap muka dan tenggat."),
    ("transaction", "Belanja langganan surat kabar", "low", "Nilai kecil, harga terbuka."),
)
OUTSIDE = (
    "E-learning KPK ACLC",
    "Pelatihan pelayanan publik BPSDM",
    "Webinar literasi digital ASN",
    "Diklat arsip dinamis",
    "Bahasa Inggris untuk layanan",
)


@dataclass(frozen=True)
class Class:
    """One training: how long ago, of what, for whom (words of posts, "heads", or everybody), and how many of them came."""

    ago: int
    topic: str
    title: str
    whom: str
    came: float
    sort: str = Sort.CLASS
    provider: str = "Biro OSDM"


CLASSES = (
    Class(690, "kebijakan-anti-penyuapan", "Kebijakan anti penyuapan", "", 0.83, Sort.READ, ""),
    Class(655, "dasar-smap", "Bimtek dasar SMAP", "FKAP", 1.0, provider="Lembaga sertifikasi (rekaan)"),
    Class(640, "tugas-fkap", "Bimtek FKAP", "FKAP", 1.0, provider="Lembaga sertifikasi (rekaan)"),
    Class(600, "loket-bersih", "Bimtek loket bersih angkatan I", "loket", 0.8),
    Class(560, "gifts", "Webinar gratifikasi", "", 0.62, Sort.WEBINAR, "UPG"),
    Class(530, "teladan-pimpinan", "Dialog pimpinan", "heads", 0.7),
    Class(480, "audit-internal-smap", "Bimtek auditor internal SMAP", "auditor", 1.0, provider="Lembaga sertifikasi (rekaan)"),
    Class(430, "conflict-of-interest", "Kursus mandiri konflik kepentingan", "", 0.55, Sort.COURSE, ""),
    Class(330, "siklus-perencanaan", "Bimtek siklus perencanaan", "analis", 0.9, provider="Biro Perencanaan"),
    Class(300, "speaking-up", "Webinar berani melapor", "", 0.58, Sort.WEBINAR, "FKAP"),
    Class(235, "loket-bersih", "Bimtek loket bersih angkatan II", "loket", 0.75),
    Class(150, "gifts", "Kursus mandiri gratifikasi", "", 0.4, Sort.COURSE, ""),
    Class(90, "teladan-pimpinan", "Dialog pimpinan", "heads", 0.45),
    Class(40, "loket-bersih", "Bimtek loket bersih angkatan III", "loket", 0.5),
)
SLOW = 0.45
"""What remains of the usual attendance where supervisors let nobody go: the directorate general of supervision."""


def seed(stage: Stage) -> None:
    """Let two years go by."""
    if Need.objects.exists():
        return
    for ago, happens in sorted(_story(stage), key=lambda one: -one[0]):
        with stage.at(stage.today - timedelta(days=ago)), transaction.atomic():
            happens()


def _story(stage: Stage) -> Iterator[tuple[int, Any]]:
    yield BEGAN + 3, lambda: _begin(stage)
    yield BEGAN, lambda: _class_posts(stage)
    yield BEGAN - 1, lambda: _set(stage)
    for one in CLASSES:
        yield one.ago, lambda one=one: _hold(stage, one)
    for year in (stage.today.year - 1, stage.today.year):
        ago = max((stage.today - date(year, 11, 2)).days, 1)
        yield ago, lambda year=year: _outside(stage, year)
    yield 58, lambda: _join(stage, 58, "Wahyu Nugraha|199704122026091001|SUBSERT|Verifikator Berkas")
    yield 12, lambda: _join(stage, 12, "Intan Permata|199811302026111002|PTSA|Petugas Loket")
    yield 30, lambda: _exempt(stage)
    yield 25, lambda: _void(stage)
    yield 4, lambda: _name_the_policy(stage)


def _begin(stage: Stage) -> None:
    root, since = stage.unit("KC"), stage.today - timedelta(days=BEGAN + 3)
    for name, role in ((KEEPER, MANAGER.key), (COMPLIANCE, MANAGER.key), (COMPLIANCE, RISK_MANAGER.key)):
        if not Grant.objects.filter(account=stage.account(name), role=role, ended_on=None).exists():
            access.grant_role(stage.account(name), role, root, since=since)
    keeper = stage.viewer(KEEPER)
    for line in TOPICS:
        key, title, english, hours, months = line.split("|")
        services.keep_topic(key, title=title, title_en=english, hours=Decimal(hours), valid_months=int(months) or None, viewer=keeper)
    services.keep_topic(OTHER, title="Pembelajaran lain", title_en="Other learning", viewer=keeper)


def _name_the_policy(stage: Stage) -> None:
    """From now on whoever acknowledges the policy itself has learned its topic."""
    policy = Document.objects.filter(title=POLICY.title, current__isnull=False).first()
    if policy is not None:
        topic = Topic.objects.get(key=READ)
        services.keep_topic(READ, title=topic.title, title_en=topic.title_en, document=policy.ref, viewer=stage.viewer(KEEPER))


def _class_posts(stage: Stage) -> None:
    if Exposure.objects.exists():
        return
    by, many = stage.viewer(COMPLIANCE), []
    for post in Post.objects.filter(until__isnull=True).select_related("unit").order_by("pk"):
        if post.title in RISKY:
            many.append((post, Decision("more_than_low", RISKY[post.title])))
        elif post.is_head and post.unit.code in RISKY_UNITS:
            many.append((post, Decision("more_than_low", "Menandatangani keputusan yang bernilai bagi pemohon atau penyedia.")))
        elif post.title in CALM:
            many.append((post, Decision("low", CALM[post.title])))
    exposures.decide_posts(many, by)
    for sort, title, chosen, reason in OTHERS:
        exposures.decide_thing(sort, title, Decision(chosen, reason), by)


def _set(stage: Stage) -> None:
    topic = {one.key: one for one in Topic.objects.all()}
    keeper = stage.viewer(KEEPER)
    drafts = [
        Draft(
            topic["kebijakan-anti-penyuapan"],
            "Setiap pegawai tahu apa yang dilarang dan ke mana melapor.",
            sort="read",
            within_days=60,
            address="Keputusan Menteri tentang Kebijakan Anti Penyuapan (rekaan)",
            clauses=("ISO 37001 7.3", "IEPK 5"),
        ),
        Draft(
            topic["kebijakan-anti-penyuapan"],
            "Pegawai baru menerima kebijakan sebelum menyentuh pekerjaan berisiko.",
            sort="read",
            joiners=True,
            within_days=14,
            clauses=("ISO 37001 7.2.2",),
        ),
        Draft(
            topic["loket-bersih"],
            "Jabatan berisiko suap dilatih setiap tahun.",
            bribery_class="more_than_low",
            every_months=12,
            within_days=120,
            hours=Decimal(4),
            clauses=("ISO 37001 7.3",),
        ),
        Draft(
            topic["loket-bersih"],
            "Pegawai baru di loket dilatih sebelum melayani sendiri.",
            joiners=True,
            post_words="petugas loket, verifikator",
            within_days=30,
            hours=Decimal(4),
            clauses=("ISO 37001 7.2.2",),
        ),
        Draft(topic["gifts"], "Semua pegawai dapat menerima tawaran pemberian.", every_months=24, within_days=180, clauses=("IEPK 5",)),
        Draft(
            topic["conflict-of-interest"], "Pemutus harus mengenali kepentingannya sendiri.", is_head=True, every_months=24, within_days=365
        ),
        Draft(topic["speaking-up"], "Saluran pelaporan hanya berguna bila dipercaya.", every_months=36, within_days=500),
        Draft(
            topic["teladan-pimpinan"],
            "Sikap pimpinan menentukan sikap unitnya.",
            is_head=True,
            every_months=24,
            within_days=240,
            clauses=("ISO 37001 5.1",),
        ),
        Draft(
            topic["dasar-smap"],
            "FKAP menjalankan sistemnya.",
            unit=stage.unit("FKAP"),
            every_months=36,
            within_days=90,
            hours=Decimal(8),
            clauses=("ISO 37001 5.3.2", "ISO 37001 7.2"),
        ),
        Draft(
            topic["tugas-fkap"],
            "FKAP mempunyai kompetensi yang cukup.",
            unit=stage.unit("FKAP"),
            every_months=24,
            within_days=90,
            hours=Decimal(16),
            clauses=("ISO 37001 5.3.2",),
        ),
        Draft(
            topic["audit-internal-smap"],
            "Auditor internal memahami yang diperiksanya.",
            post_words="auditor",
            every_months=36,
            within_days=300,
            hours=Decimal(16),
            clauses=("ISO 37001 9.2",),
        ),
        Draft(
            topic["siklus-perencanaan"],
            "Perencana memahami siklus perencanaan dan penganggaran.",
            post_words="analis kebijakan",
            within_days=400,
            hours=Decimal(16),
        ),
    ]
    if roles.known("gratification.officer"):
        drafts.append(Draft(topic["gifts"], "UPG mendampingi pegawai lain.", role="gratification.officer", every_months=12, within_days=60))
    for draft in drafts:
        needs.set_need(draft, keeper)


def _hold(stage: Stage, one: Class) -> None:
    """Hold a training; who came is the same every time."""
    day = stage.today - timedelta(days=one.ago)
    topic = Topic.objects.get(key=one.topic)
    drafts, seen = [], set()
    held = Holding.objects.filter(held_on(day)).select_related("person", "post__unit").order_by("post__unit__path", "pk")
    supervision = stage.unit("DJWAS")
    for holding in held:
        if holding.person_id in seen or not _meant(one.whom, holding):
            continue
        seen.add(holding.person_id)
        slow = SLOW if supervision.contains(holding.post.unit) else 1.0
        if stage.rng.random() < one.came * slow:
            score = stage.rng.randint(64, 100) if one.sort == Sort.COURSE else None
            drafts.append(services.Draft(holding.person, topic, one.title, day, None, one.sort, one.provider, score, f"demo:{one.ago}"))
    services.credit_many(drafts, actor=stage.viewer(KEEPER).actor)


def _meant(whom: str, holding: Holding) -> bool:
    if whom == "heads":
        return holding.heads
    if whom == "FKAP":
        return holding.post.unit.code == "FKAP"
    words = {
        "loket": ("Petugas Loket", "Verifikator", "Pengelola Layanan", "Bendahara"),
        "auditor": ("Auditor",),
        "analis": ("Analis Kebijakan",),
    }
    return not whom or holding.post.title.startswith(words[whom])


def _outside(stage: Stage, year: int) -> None:
    """What the staff system knows of courses elsewhere, brought in autumn."""
    topic = Topic.objects.get(key=OTHER)
    drafts = []
    for person in Person.objects.filter(employment="pns").order_by("pk"):
        for title in stage.rng.sample(OUTSIDE, stage.rng.choice((0, 1, 1, 2, 2, 3))):
            day = date(year, stage.rng.randint(1, 10), stage.rng.randint(1, 28))
            hours = Decimal(stage.rng.choice((4, 6, 8, 10, 16)))
            drafts.append(services.Draft(person, topic, title, day, hours, Sort.IMPORTED, "BPSDM"))
    services.credit_many(drafts, actor=stage.viewer(KEEPER).actor)


def _join(stage: Stage, ago: int, said: str) -> None:
    """Somebody new: name, NIP, unit and post."""
    name, nip, unit, title = said.split("|")
    person = organisation.create_person(name, nip=nip, actor="system")
    at = stage.unit(unit)
    post = Post.objects.filter(unit=at, title=title, until__isnull=True).first() or organisation.create_post(at, title, actor="system")
    organisation.assign_post(person, post, since=stage.today - timedelta(days=ago), actor="system")


def _exempt(stage: Stage) -> None:
    """Somebody is away to study."""
    keeper = stage.viewer(KEEPER)
    found = queries.gaps([stage.unit("KC")])
    gap = next((one for one in found if one.unit.code.startswith("KW") and one.duty.person != keeper.account.person_id), None)
    if gap is not None:
        person = Person.objects.get(pk=gap.duty.person)
        until = stage.today + timedelta(days=200)
        needs.exempt(gap.duty.rule.need, person, "Tugas belajar sampai pertengahan tahun depan", keeper, until=until)


def _void(stage: Stage) -> None:
    """A name that was confused with another."""
    record = Record.objects.filter(topic__key="gifts", voided_on__isnull=True, score__isnull=False).order_by("score", "pk").first()
    if record is not None and record.person_id != stage.account(COMPLIANCE).person_id:
        services.void(record, "Tertukar dengan pegawai bernama serupa", stage.viewer(COMPLIANCE))
