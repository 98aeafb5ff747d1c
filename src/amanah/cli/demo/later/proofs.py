"""What some units keep as evidence: decrees, minutes, lists and addresses of two years; some replaced, one withdrawn, some out of date."""

from dataclasses import dataclass
from datetime import date, timedelta

from amanah.cli.demo import papers
from amanah.cli.demo.later import Stage
from amanah.engines.proofs import services
from amanah.engines.proofs.models import Proof
from amanah.engines.proofs.services import Draft

NOTICED = 9
"""So many days after it began, somebody puts a paper into the library."""


@dataclass(frozen=True)
class Paper:
    """One proof: who keeps it, what it is, where it is (a letter's number, an address, or a file's name with what is in it)."""

    by: str
    unit: str
    title: str
    shows: str
    where: str
    since: date
    until: date | None = None
    text: str = ""
    shared: bool = False
    newer: "Paper | None" = None
    withdrawn: str = ""


_ATTENDED = "no;nama;unit\n1;Peserta A;Bagian Umum\n2;Peserta B;Bagian Umum\n3;Peserta C;Bagian Keuangan\n"
PAPERS = (
    Paper(
        "maruli",
        "ROHUK",
        "Keputusan tentang Tim Pembangunan Zona Integritas 2025",
        "Susunan tim dan tugasnya; lampiran I memuat seluruh unit kerja.",
        "KEP-41/SJ/I/2025 (rekaan)",
        date(2025, 1, 13),
        date(2025, 12, 31),
        shared=True,
        newer=Paper(
            "maruli",
            "ROHUK",
            "Keputusan tentang Tim Pembangunan Zona Integritas 2026",
            "Susunan tim dan tugasnya; lampiran I memuat seluruh unit kerja.",
            "KEP-12/SJ/I/2026 (rekaan)",
            date(2026, 1, 12),
            date(2026, 12, 31),
        ),
    ),
    Paper(
        "fitri",
        "FKAP",
        "Pedoman penanganan konflik kepentingan",
        "Bab III: cara menyatakan kepentingan dan siapa yang memutus.",
        "SE-3/SJ/2024 (rekaan)",
        date(2024, 6, 3),
        shared=True,
    ),
    Paper(
        "fitri",
        "FKAP",
        "Laman pelaporan pelanggaran dan gratifikasi",
        "Saluran laporan terbuka untuk umum, beserta maklumatnya.",
        "https://lapor.contoh.go.id/cara-melapor",
        date(2025, 3, 1),
        shared=True,
    ),
    Paper(
        "jaya",
        "FKAP",
        "Daftar hadir sosialisasi pengendalian gratifikasi, Februari 2026",
        "Peserta dari lima unit; tanda tangan pada naskah asli.",
        "daftar-hadir-gratifikasi.csv",
        date(2026, 2, 17),
        date(2026, 2, 17),
        text=_ATTENDED,
    ),
    Paper(
        "gilang",
        "DBINK3",
        "Prosedur penerbitan lisensi ahli K3",
        "Langkah, tenggat setiap langkah, dan siapa yang bertanggung jawab.",
        "SOP-K3-07.txt",
        date(2024, 2, 1),
        text="Prosedur penerbitan lisensi ahli K3 (rekaan).\n1. Berkas diperiksa menurut urutan masuk.\n2. Tenggat lima hari kerja.\n",
        newer=Paper(
            "gilang",
            "DBINK3",
            "Prosedur penerbitan lisensi ahli K3, perubahan pertama",
            "Urutan antrean ditetapkan sistem; tenggat setiap langkah diperpendek.",
            "SOP-K3-07-1.txt",
            date(2025, 9, 1),
            text="Prosedur penerbitan lisensi ahli K3 (rekaan), perubahan pertama.\n1. Antrean oleh sistem.\n2. Tenggat tiga hari kerja.\n",
        ),
    ),
    Paper(
        "gilang",
        "DBINK3",
        "Pakta integritas pegawai Direktorat Bina Kelembagaan K3, 2025",
        "Ditandatangani 46 dari 48 pegawai.",
        "pakta-integritas-2025.txt",
        date(2025, 2, 3),
        date(2025, 12, 31),
        text="Rekap pakta integritas 2025 (rekaan): 46 dari 48 pegawai.\n",
    ),
    Paper(
        "gilang",
        "DBINK3",
        "Hasil survei persepsi anti korupsi semester I 2026",
        "Nilai 3,42 dari 4; 312 responden.",
        "survei-spak-2026-1.csv",
        date(2026, 1, 5),
        date(2026, 6, 30),
        text="unsur;nilai\ndiskriminasi;3,51\nkecurangan;3,44\nimbalan;3,39\npercaloan;3,40\npungutan;3,36\n",
    ),
    Paper(
        "gilang",
        "DBINK3",
        "Foto papan alur dan biaya layanan di loket",
        "Papan terpasang di loket 1 sampai 4.",
        "ND-88/BINK3/III/2026 (rekaan)",
        date(2026, 3, 2),
        withdrawn="Fotonya dari loket unit lain. Foto yang benar sedang disiapkan.",
    ),
    Paper(
        "citra",
        "BPVP23",
        "Daftar hadir pelatihan pelayanan prima",
        "Dua puluh pegawai loket.",
        "daftar-hadir-pelayanan.csv",
        date(2026, 5, 11),
        date(2026, 5, 13),
        text=_ATTENDED,
    ),
    Paper(
        "citra",
        "BPVP23",
        "Maklumat pelayanan Balai",
        "Ditandatangani kepala balai dan dipasang di ruang tunggu.",
        "https://balai23.contoh.go.id/maklumat",
        date(2025, 7, 1),
    ),
    Paper(
        "citra",
        "BPVP23",
        "Rencana kerja pembangunan zona integritas 2024",
        "Sasaran dan jadwal enam area.",
        "rencana-zi-2024.txt",
        date(2024, 1, 15),
        date(2024, 12, 31),
        text="Rencana kerja pembangunan zona integritas 2024 (rekaan).\n",
    ),
    Paper(
        "eko",
        "ROSDM",
        "Rekap kehadiran pegawai 2026",
        "Rata-rata kehadiran setiap unit, Januari sampai Oktober.",
        "rekap-kehadiran-2026.csv",
        date(2026, 1, 1),
        date(2026, 12, 10),
        text="bulan;hadir\nJanuari;97,1\nFebruari;96,8\nMaret;97,4\n",
        shared=True,
    ),
    Paper(
        "laras",
        "IRVES",
        "Laporan evaluasi internal akuntabilitas kinerja 2025",
        "Kesimpulan pada halaman 4; rekomendasi pada halaman 11.",
        "LHE-7/ITJEN/2026 (rekaan)",
        date(2025, 1, 1),
        date(2025, 12, 31),
        shared=True,
    ),
)


def seed(stage: Stage) -> None:
    """Each keeps the papers of their own unit."""
    if Proof.objects.exists():
        return
    for paper in PAPERS:
        with stage.at(_noticed(stage, paper)):
            proof = services.add(_draft(paper), stage.unit(paper.unit), viewer=stage.viewer(paper.by), shared=paper.shared)
        if paper.newer is not None:
            with stage.at(_noticed(stage, paper.newer)):
                services.replace(proof, _draft(paper.newer), viewer=stage.viewer(paper.by))
        if paper.withdrawn:
            with stage.at(stage.today - timedelta(days=NOTICED)):
                services.withdraw(proof, paper.withdrawn, viewer=stage.viewer(paper.by))


def _noticed(stage: Stage, paper: Paper) -> date:
    return min(paper.since + timedelta(days=NOTICED), stage.today - timedelta(days=1))


def _draft(paper: Paper) -> Draft:
    if paper.text:
        media = "text/csv" if paper.where.endswith(".csv") else "text/plain"
        return Draft(paper.title, paper.since, paper.until, paper.shows, upload=papers.sealed(paper.where, media, paper.text))
    if paper.where.startswith("https://"):
        return Draft(paper.title, paper.since, paper.until, paper.shows, link=paper.where)
    return Draft(paper.title, paper.since, paper.until, paper.shows, letter=paper.where)
