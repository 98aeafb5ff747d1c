"""The shape of Kementerian Contoh: its units, its posts and some hundred invented people.

Modelled on how an Indonesian labour ministry is built; no name, number or office is a real one.
"""

import random
from dataclasses import dataclass, field
from datetime import date

from amanah.cli.demo.names import PROVINCES, WIB, words

ROOT = "KC"
"""Code of the ministry itself."""

FOUNDED = date(2019, 1, 1)
"""The day from which the invented units and posts exist."""


@dataclass(frozen=True)
class UnitPlan:
    """A unit to be created: `parent` is another plan's code."""

    code: str
    name: str
    kind: str
    parent: str | None = None
    zone: str = WIB
    head: str = "Kepala"


@dataclass
class PersonPlan:
    """A person to be created, the post they hold and, if they sign in, their user name and roles."""

    name: str
    nip: str
    unit: str
    title: str
    head: bool = False
    employment: str = "pns"
    username: str = ""
    roles: list[str] = field(default_factory=list)


# code | name | kind | head's title, indented by parent
_TREE = {
    None: ["KC|Kementerian Contoh|institution|Menteri"],
    "KC": [
        "SETJEN|Sekretariat Jenderal|secretariat_general|Sekretaris Jenderal",
        "ITJEN|Inspektorat Jenderal|inspectorate_general|Inspektur Jenderal",
        "DJLAT|Direktorat Jenderal Pelatihan Vokasi dan Produktivitas|directorate_general|Direktur Jenderal",
        "DJPEN|Direktorat Jenderal Penempatan dan Perluasan Kesempatan Kerja|directorate_general|Direktur Jenderal",
        "DJHI|Direktorat Jenderal Hubungan Industrial dan Jaminan Sosial|directorate_general|Direktur Jenderal",
        "DJWAS|Direktorat Jenderal Pengawasan Ketenagakerjaan dan K3|directorate_general|Direktur Jenderal",
        "FKAP|Fungsi Kepatuhan Anti Penyuapan|function|Ketua",
    ],
    "SETJEN": [
        "ROREN|Biro Perencanaan dan Manajemen Kinerja|bureau|Kepala Biro",
        "ROKEU|Biro Keuangan dan Barang Milik Negara|bureau|Kepala Biro",
        "ROSDM|Biro Organisasi dan Sumber Daya Manusia|bureau|Kepala Biro",
        "ROHUK|Biro Hukum|bureau|Kepala Biro",
        "ROHUM|Biro Hubungan Masyarakat|bureau|Kepala Biro",
        "ROUM|Biro Umum|bureau|Kepala Biro",
        "UKPBJ|Unit Kerja Pengadaan Barang dan Jasa|office|Kepala Unit",
        "PUSDATIN|Pusat Data dan Teknologi Informasi|centre|Kepala Pusat",
        "PTSA|Pelayanan Terpadu Satu Atap|office|Koordinator",
    ],
    "ITJEN": [
        "SETITJEN|Sekretariat Inspektorat Jenderal|secretariat|Sekretaris",
        "IRWIL1|Inspektorat I|inspectorate|Inspektur",
        "IRWIL2|Inspektorat II|inspectorate|Inspektur",
        "IRWIL3|Inspektorat III|inspectorate|Inspektur",
        "IRWIL4|Inspektorat IV|inspectorate|Inspektur",
        "IRVES|Inspektorat Investigasi|inspectorate|Inspektur",
    ],
    "DJLAT": [
        "SETLAT|Sekretariat Direktorat Jenderal Pelatihan Vokasi|secretariat|Sekretaris",
        "DSTAN|Direktorat Standardisasi Kompetensi|directorate|Direktur",
        "DLEM|Direktorat Kelembagaan Pelatihan|directorate|Direktur",
        "DLATMAG|Direktorat Penyelenggaraan Pelatihan dan Pemagangan|directorate|Direktur",
        "DINS|Direktorat Instruktur dan Tenaga Pelatihan|directorate|Direktur",
        "DPROD|Direktorat Produktivitas|directorate|Direktur",
    ],
    "DJPEN": [
        "SETPEN|Sekretariat Direktorat Jenderal Penempatan|secretariat|Sekretaris",
        "DPDN|Direktorat Penempatan Tenaga Kerja Dalam Negeri|directorate|Direktur",
        "DPLN|Direktorat Pelindungan Pekerja Migran|directorate|Direktur",
        "DTKA|Direktorat Pengendalian Penggunaan Tenaga Kerja Asing|directorate|Direktur",
        "DPKK|Direktorat Perluasan Kesempatan Kerja|directorate|Direktur",
        "PASKER|Pusat Pasar Kerja|centre|Kepala Pusat",
    ],
    "DJHI": [
        "SETHI|Sekretariat Direktorat Jenderal Hubungan Industrial|secretariat|Sekretaris",
        "DPPHI|Direktorat Penyelesaian Perselisihan Hubungan Industrial|directorate|Direktur",
        "DUPAH|Direktorat Pengupahan|directorate|Direktur",
        "DJAMSOS|Direktorat Jaminan Sosial Tenaga Kerja|directorate|Direktur",
        "DSERIKAT|Direktorat Kelembagaan Hubungan Industrial|directorate|Direktur",
    ],
    "DJWAS": [
        "SETWAS|Sekretariat Direktorat Jenderal Pengawasan Ketenagakerjaan|secretariat|Sekretaris",
        "DNORMA|Direktorat Pengawasan Norma Kerja|directorate|Direktur",
        "DNK3|Direktorat Pengawasan Norma K3|directorate|Direktur",
        "DBINK3|Direktorat Bina Kelembagaan K3|directorate|Direktur",
        "DPENYIDIK|Direktorat Penegakan Hukum Ketenagakerjaan|directorate|Direktur",
        "BALAIK3|Balai Besar Keselamatan dan Kesehatan Kerja|office|Kepala Balai",
    ],
    "DBINK3": [
        "SUBSERT|Subdirektorat Sertifikasi Ahli K3|subunit|Kepala Subdirektorat",
        "SUBLEMK3|Subdirektorat Lembaga K3|subunit|Kepala Subdirektorat",
    ],
    "DTKA": [
        "SUBRPTKA|Subdirektorat Pengesahan RPTKA|subunit|Kepala Subdirektorat",
        "SUBNOTIF|Subdirektorat Notifikasi dan Kompensasi|subunit|Kepala Subdirektorat",
    ],
    "DLEM": [
        "SUBAKRE|Subdirektorat Akreditasi Lembaga Pelatihan|subunit|Kepala Subdirektorat",
        "SUBBLKK|Subdirektorat BLK Komunitas|subunit|Kepala Subdirektorat",
    ],
}


def unit_plans() -> list[UnitPlan]:
    """Every unit, parents before children: headquarters, then an office and a training centre in each province."""
    plans = [
        UnitPlan(code, name, kind, parent, head=head)
        for parent, lines in _TREE.items()
        for code, name, kind, head in (line.split("|") for line in lines)
    ]
    for number, province in enumerate(PROVINCES, start=11):
        plans.append(UnitPlan(f"KW{number}", f"Kantor Wilayah {province.name}", "office", "SETJEN", province.zone, "Kepala Kantor Wilayah"))
        plans.append(
            UnitPlan(f"BPVP{number}", f"Balai Pelatihan Vokasi {province.seat}", "training_centre", "DJLAT", province.zone, "Kepala Balai")
        )
    return plans


# user name | unit | title | head of the unit? | roles: those who can sign in to the demonstration
SIGN_INS = (
    ("dewi", "PUSDATIN", "Administrator Amanah", False, ("access.administrator", "organisation.administrator")),
    ("eko", "ROSDM", "Administrator Kepegawaian", False, ("access.administrator", "organisation.administrator")),
    ("ratri", "IRVES", "Koordinator Pengaduan", False, ("whistleblowing.coordinator", "cases.statistics")),
    ("ani", "IRVES", "Auditor Investigasi", False, ("whistleblowing.handler_inspectorate", "whistleblowing.investigator")),
    ("budi", "IRVES", "Auditor Investigasi", False, ("whistleblowing.handler_inspectorate", "whistleblowing.investigator")),
    ("laras", "IRVES", "Inspektur Investigasi", True, ("whistleblowing.handler_inspectorate", "cases.statistics", "actions.overseer")),
    ("fitri", "FKAP", "Analis Kepatuhan", False, ("whistleblowing.handler_antibribery", "whistleblowing.investigator")),
    ("jaya", "FKAP", "Ketua FKAP", True, ("whistleblowing.handler_antibribery", "cases.statistics")),
    ("maruli", "ROHUK", "Pemegang Amplop Identitas", False, ("whistleblowing.custodian", "vault.recovery_officer")),
    ("sekar", "SETITJEN", "Petugas Pemulihan Kunci", False, ("vault.recovery_officer", "whistleblowing.custodian")),
    ("gilang", "DBINK3", "Direktur Bina Kelembagaan K3", True, ()),
    ("citra", "BPVP23", "Pengelola Kepegawaian", False, ()),
)


def _nip(rng: random.Random, number: int) -> str:
    """Eighteen digits in the form of a civil servant's number: birth date, month of appointment, sex, sequence."""
    born = date(rng.randint(1968, 1996), rng.randint(1, 12), rng.randint(1, 28))
    return f"{born:%Y%m%d}{born.year + rng.randint(23, 28)}{rng.randint(1, 12):02d}{rng.randint(1, 2)}{number:03d}"


def person_plans(rng: random.Random) -> list[PersonPlan]:
    """Some hundred people: those who sign in, a head for every unit at headquarters and most in the provinces, and staff."""
    names: set[str] = set()

    def name() -> str:
        while True:
            made = f"{rng.choice(words('given'))} {rng.choice(words('family'))}"
            if made not in names and len({part[:3] for part in made.split()}) > 1:
                names.add(made)
                return made

    units = unit_plans()
    people = [
        PersonPlan(f"{user.capitalize()} {rng.choice(words('family'))}", "", unit, title, head, username=user, roles=list(roles))
        for user, unit, title, head, roles in SIGN_INS
    ]
    headed = {person.unit for person in people if person.head}
    regional = [plan for plan in units if plan.code.startswith(("KW", "BPVP"))]
    central = [plan for plan in units if plan not in regional]
    people += [PersonPlan(name(), "", plan.code, plan.head, head=True) for plan in central if plan.code not in headed]
    people += [PersonPlan(name(), "", plan.code, plan.head, head=True) for plan in rng.sample(regional, 24)]
    titles = ("Analis Kebijakan", "Pengelola Layanan", "Petugas Loket", "Verifikator Berkas", "Pengantar Kerja", "Instruktur", "Bendahara")
    for plan in rng.sample(central[8:], 12) + rng.sample(regional, 12):
        people.append(PersonPlan(name(), "", plan.code, rng.choice(titles), employment=rng.choice(("pns", "pns", "pppk", "non_permanent"))))
    for number, person in enumerate(people, start=1):
        person.nip = _nip(rng, number)
    return people
