"""A partner's key for Open311, and a file from another system: most of its rows are complaints, two are named as wrong."""

from datetime import timedelta

from amanah.cli.demo.later import Stage
from amanah.foundation.access.viewer import Viewer
from amanah.rooms.complaints.exchange.importing import columns
from amanah.rooms.complaints.exchange.models import ApiKey
from amanah.rooms.complaints.exchange.services import imports, keys

OFFICER = "ani"
HEADERS = (
    "Tracking ID;Tanggal Laporan;Judul Laporan;Isi Laporan;Klasifikasi Laporan;Lokasi;Nama Pelapor;Anonim;Rahasia;Status;Tanggal Selesai"
)
# number | days before the import, or a date as it stands in the file | title | text | kind | place | name | anonymous | secret | status |
# days until it was over
ROWS: tuple[tuple[str, int | str, str, str, str, str, str, str, str, str, int], ...] = (
    (
        "8124501",
        96,
        "Kartu pencari kerja",
        "Sistem menolak NIK saya padahal KTP sudah diperbarui.",
        "Pengaduan",
        "Bekasi",
        "Rudi Hartanto",
        "Tidak",
        "Tidak",
        "Selesai",
        11,
    ),
    (
        "8124733",
        88,
        "Pelatihan las",
        "Mohon pelatihan las bawah air dibuka juga di Makassar.",
        "Aspirasi",
        "Makassar",
        "Andi Nurdin",
        "Tidak",
        "Tidak",
        "Selesai",
        20,
    ),
    (
        "8125016",
        71,
        "Syarat izin",
        "Apa saja syarat memperpanjang izin lembaga pelatihan swasta?",
        "Permintaan Informasi",
        "Semarang",
        "Yuliana Sari",
        "Tidak",
        "Tidak",
        "Selesai",
        4,
    ),
    (
        "8125377",
        40,
        "Antrean loket",
        "Loket dua tutup lebih awal tiga hari berturut-turut tanpa pemberitahuan.",
        "Pengaduan",
        "Jakarta",
        "",
        "Ya",
        "Tidak",
        "Proses",
        0,
    ),
    (
        "8125390",
        33,
        "Sertifikat kompetensi",
        "Sertifikat sudah dua bulan belum terkirim, nomor resi tidak dikenal.",
        "Pengaduan",
        "Medan",
        "Budi Siregar",
        "Tidak",
        "Ya",
        "Proses",
        0,
    ),
    (
        "8125402",
        25,
        "Jadwal pelatihan",
        "Jadwal di situs berbeda dengan yang ditempel di balai.",
        "Pengaduan",
        "Surakarta",
        "Sri Lestari",
        "Tidak",
        "Tidak",
        "Belum Ditindaklanjuti",
        0,
    ),
    (
        "8125402",
        25,
        "Jadwal pelatihan",
        "Jadwal di situs berbeda dengan yang ditempel di balai.",
        "Pengaduan",
        "Surakarta",
        "Sri Lestari",
        "Tidak",
        "Tidak",
        "Belum Ditindaklanjuti",
        0,
    ),
    (
        "8125419",
        "31 Februari 2026",
        "Magang luar negeri",
        "Pengumuman hasil seleksi magang belum keluar.",
        "Pengaduan",
        "Bandung",
        "Asep Kurnia",
        "Tidak",
        "Tidak",
        "Proses",
        0,
    ),
)


def seed(stage: Stage) -> None:
    """Issue the key, and bring the file in, some days ago."""
    if ApiKey.objects.exists():
        return
    account = stage.account(OFFICER)
    with stage.at(stage.today - timedelta(days=120)):
        keys.issue("Portal layanan Kota Contoh", viewer=Viewer.of(account))
    with stage.at(stage.today - timedelta(days=9)):
        data = _file(stage)
        opened = imports.bring(data, columns.proposed(data), account=account)
        imports.check(opened)
        imports.run(opened)


def _file(stage: Stage) -> bytes:
    brought = stage.today - timedelta(days=9)
    lines = [HEADERS]
    for number, received, *words, over in ROWS:
        day = received if isinstance(received, str) else f"{brought - timedelta(days=received):%d/%m/%Y}"
        ended = f"{brought - timedelta(days=int(received) - over):%d/%m/%Y}" if over else ""
        lines.append(";".join((number, day, *map(str, words), ended)))
    return "\r\n".join(lines).encode()
