"""A register of processing activities, breaches in every state, and requests of people concerned."""

from datetime import date, datetime, timedelta

from amanah.cli.demo.later import Stage
from amanah.engines.cases.models import Case
from amanah.foundation.access import services as access
from amanah.foundation.organisation import queries as organisation
from amanah.kernel import clock
from amanah.kernel.paper import Paper
from amanah.rooms.personal_data import services
from amanah.rooms.personal_data.models import Activity
from amanah.rooms.personal_data.opened import Opened
from amanah.rooms.personal_data.queries import files
from amanah.rooms.personal_data.roles import OFFICER, STEWARD
from amanah.rooms.personal_data.services.handling import Extent
from amanah.rooms.personal_data.services.register import FIELDS

FIRST, SECOND = "maruli", "jaya"
STEWARDS = (("eko", "ROSDM"), ("dewi", "PUSDATIN"), ("gilang", "DBINK3"))
LAW, TASK = "law", "public_task"

# unit | title | basis | whose data | which data | specific | recipients | kept | entered so many days ago
REGISTER = (
    (
        "ROSDM",
        "Administrasi kepegawaian",
        LAW,
        "Pegawai dan keluarganya",
        "Nama, NIP, NIK, riwayat jabatan, gaji, keluarga, riwayat hukuman disiplin",
        True,
        "Badan Kepegawaian Negara; Taspen",
        "Selama menjadi pegawai, lalu sebagaimana jadwal retensi arsip",
        410,
    ),
    (
        "ROSDM",
        "Presensi dengan sidik jari",
        LAW,
        "Pegawai di kantor pusat",
        "Sidik jari, jam datang dan pulang",
        True,
        "",
        "2 tahun, lalu musnah",
        352,
    ),
    (
        "SUBSERT",
        "Sertifikasi ahli K3",
        TASK,
        "Pemohon sertifikat",
        "Nama, NIK, ijazah, pasfoto, hasil ujian, surat sehat",
        True,
        "Lembaga pelatihan K3 yang ditunjuk",
        "5 tahun sesudah sertifikat berakhir",
        120,
    ),
    (
        "SUBRPTKA",
        "Pengesahan RPTKA",
        TASK,
        "Pemberi kerja dan tenaga kerja asing",
        "Nama, paspor, jabatan, alamat, bukti bayar",
        False,
        "Direktorat Jenderal Imigrasi",
        "5 tahun, lalu dinilai kembali",
        95,
    ),
    (
        "DLATMAG",
        "Pendaftaran peserta pelatihan",
        TASK,
        "Peserta dan calon peserta",
        "Nama, NIK, pendidikan, nomor telepon, kebutuhan khusus",
        True,
        "Balai pelatihan",
        "3 tahun sesudah pelatihan",
        210,
    ),
    (
        "PASKER",
        "Layanan pasar kerja",
        "consent",
        "Pencari kerja",
        "Daftar riwayat hidup, alamat, minat kerja",
        False,
        "Pemberi kerja yang dipilih pencari kerja",
        "1 tahun sesudah masuk terakhir",
        60,
    ),
    (
        "ROUM",
        "Kamera pengawas gedung",
        TASK,
        "Pegawai dan tamu",
        "Rekaman gambar di pintu dan lorong",
        False,
        "",
        "30 hari, lalu tertimpa",
        380,
    ),
    (
        "PTSA",
        "Pelayanan terpadu satu atap",
        TASK,
        "Pemohon layanan",
        "Nama, nomor telepon, layanan yang diminta, waktu layanan",
        False,
        "Unit teknis pemilik layanan",
        "2 tahun, lalu musnah",
        33,
    ),
    (
        "UKPBJ",
        "Data penyedia barang dan jasa",
        "contract",
        "Pengurus dan wakil penyedia",
        "Nama, NIK, NPWP, rekening",
        True,
        "Kantor pelayanan perbendaharaan",
        "10 tahun sesudah kontrak berakhir",
        290,
    ),
)
REPORTS = "Saluran pelaporan pelanggaran"


def seed(stage: Stage) -> None:
    """Let two officers keep the register, and let a year of breaches and requests pass."""
    root = organisation.root()
    if root is None:
        return
    since = stage.today - timedelta(days=500)
    for username in (FIRST, SECOND):
        access.grant_role(stage.account(username), OFFICER.key, root, since=since)
    for username, code in STEWARDS:
        access.grant_role(stage.account(username), STEWARD.key, stage.unit(code), since=since)
    _register(stage)
    _breaches(stage)
    _requests(stage)


def _register(stage: Stage) -> None:
    for code, title, basis, subjects, categories, specific, recipients, retention, ago in REGISTER:
        values = _values(title, basis=basis, subjects=subjects, categories=categories, specific=specific)
        with stage.at(stage.today - timedelta(days=ago)):
            services.enter(values | {"recipients": recipients, "retention": retention}, stage.unit(code), viewer=stage.viewer(FIRST))
    values = _values(
        REPORTS, basis=LAW, subjects="Pelapor, orang yang disebut, saksi", categories="Isi laporan dan bukti, tersegel", specific=True
    )
    more = {"retention": "Sebagaimana jadwal retensi perkara", "retention_line": "whistleblowing.proven", "undisclosed": True}
    with stage.at(stage.today - timedelta(days=300)):
        services.enter(values | more, stage.unit("ITJEN"), viewer=stage.viewer(FIRST))
    stale = Activity.objects.get(title="Sertifikasi ahli K3")
    with stage.at(stage.today - timedelta(days=20)):
        changed = {name: getattr(stale, name) for name in FIELDS} | {"recipients": f"{stale.recipients}; unit pengawas di daerah"}
        services.change(stale, changed, viewer=stage.viewer("gilang"))


def _values(title: str, **more: object) -> dict[str, object]:
    return {
        "title": title,
        "purpose": f"Menjalankan {title[0].lower()}{title[1:]} sebagaimana tugas unit.",
        "basis_note": "",
        "recipients": "",
        "abroad": "",
        "retention_line": "",
        "security": "Akses menurut peran, tercatat; sandi dan salinan cadangan tersegel.",
        "assessment": "",
        "undisclosed": False,
        **more,
    }


def _moment(day: date, hour: int) -> datetime:
    return datetime.combine(day, datetime.min.time(), tzinfo=clock.now().tzinfo) + timedelta(hours=hour)


def _breaches(stage: Stage) -> None:
    _handled(stage, 210, "Daftar gaji satu direktorat terkirim ke alamat surel yang salah.", "Daftar gaji", 62, hours=26)
    _handled(stage, 96, "Laptop petugas loket hilang di kereta; cakramnya tidak tersandi.", "Berkas pemohon sertifikat", 1_180, hours=80)
    with stage.at(stage.today - timedelta(days=47)):
        case = _known(stage, "availability", "Server presensi mati dua jam pada pagi hari.", stage.today - timedelta(days=48))
        words = Paper("Data utuh dan tidak ada yang tidak dapat diakses lebih lama daripada pemeliharaan biasa.")
        proposal = services.propose(_opened(stage, FIRST, case), "dismiss", "conclusion", words, "no_breach")
        services.approve(proposal, viewer=stage.viewer(SECOND))
    with stage.at(stage.today):
        case = _known(
            stage, "confidentiality", "Tautan hasil ujian ahli K3 dapat dibuka siapa pun tanpa masuk.", stage.today - timedelta(days=1)
        )
        _assess(stage, case, "Nama, NIK, dan hasil ujian", 430, "high")
        services.keep(
            _opened(stage, FIRST, case), "measure", Paper("Tautan ditutup pukul 16.10; mesin pencari diminta menghapus salinannya.")
        )


def _handled(stage: Stage, ago: int, what: str, data: str, people: int, *, hours: int) -> None:
    """One that was closed; after more than 72 hours its notices say why they were late."""
    known = stage.today - timedelta(days=ago)
    with stage.at(known + timedelta(days=5)):
        case = _known(stage, "confidentiality", what, known)
        _assess(stage, case, data, people, "medium")
        for channel, to in (
            ("notice_subjects", "Semua orang yang datanya terkena"),
            ("notice_authority", "Lembaga pelindungan data pribadi"),
        ):
            facts = {"to": to, "how": "Surat dan surel", "data": data, "measures": "Data ditarik kembali; akses diperiksa."}
            late = "Daftar orang yang terkena baru selesai disusun pada hari keempat." if hours > 72 else ""  # noqa: PLR2004 - the story's
            sent = _moment(known, 7) + timedelta(hours=hours)
            services.notify(_opened(stage, FIRST, case), channel, Paper(what, facts), sent, late)
        services.keep(_opened(stage, FIRST, case), "measure", Paper("Penerima menyatakan tertulis telah menghapus berkas."))
        services.keep(
            _opened(stage, FIRST, case), "decision", Paper("Masyarakat tidak perlu diberi tahu: yang terkena sudah disurati satu per satu.")
        )
    with stage.at(known + timedelta(days=12)):
        words = Paper("Sebab dan perbaikan sudah dibahas dengan unit; daftar pemeriksaan sebelum mengirim berkas diberlakukan.")
        proposal = services.propose(_opened(stage, FIRST, case), "finish", "conclusion", words, "resolved")
        services.approve(proposal, viewer=stage.viewer(SECOND))


def _known(stage: Stage, topic: str, what: str, day: date) -> Case:
    where = Activity.objects.filter(title="Sertifikasi ahli K3") if "K3" in what or "loket" in what else Activity.objects.none()
    return services.report_breach(topic, Paper(what), _moment(day, 7), viewer=stage.viewer(FIRST), activities=where)


def _assess(stage: Stage, case: Case, data: str, people: int, gravity: str) -> None:
    paper = Paper("Terbuka karena kelalaian, bukan serangan. Penyalahgunaan belum ditemukan.", {"data": data})
    services.assess(_opened(stage, FIRST, case), paper, Extent(gravity, people, specific=False, public=False))


def _requests(stage: Stage) -> None:
    _asked(stage, "correction", "Nomor induk pada sertifikat saya keliru satu angka.", 70, "granted")
    _asked(stage, "access", "Mohon salinan semua data tentang saya, termasuk laporan yang menyebut nama saya.", 41, "partly")
    _asked(stage, "erasure", "Mohon akun pencari kerja saya dan isinya dihapus.", 9, "proposed")
    _asked(stage, "withdrawal", "Saya menarik persetujuan menampilkan riwayat hidup saya.", 2, "verified")
    _asked(stage, "access", "Saya ingin tahu rekaman kamera pada hari saya datang.", 1, "received")


def _asked(stage: Stage, right: str, words: str, ago: int, until: str) -> None:
    day = stage.today - timedelta(days=ago)
    name = f"{stage.rng.choice(('Sinta', 'Yusuf', 'Marlina', 'Teguh'))} {stage.rng.choice(('Permata', 'Halim', 'Siregar', 'Wibowo'))}"
    facts = {"name": name, "contact": "Surel yang dipakai memohon", "how": "mail", "hour": "10:15"}
    with stage.at(day):
        case = services.record_request(right, Paper(words, facts), day, viewer=stage.viewer(FIRST))
        if until == "received":
            return
        services.verify(_opened(stage, FIRST, case), Paper("Surel sama dengan yang terdaftar; ditelepon balik ke nomor pada berkas."))
        if until == "verified":
            return
        where = Activity.objects.get(title="Layanan pasar kerja" if right == "erasure" else "Sertifikasi ahli K3")
        services.find_in(_opened(stage, FIRST, case), where, "found", "Satu berkas atas nama pemohon.")
        ground = {"ground": "others"} if until == "partly" else {"ground": ""}
        text = "Permohonan Saudara sudah kami laksanakan pada kegiatan yang kami sebut. Salinannya terlampir."
        proposal = services.reply(_opened(stage, FIRST, case), Paper(text, ground), until if until == "partly" else "granted")
        if until != "proposed":
            services.approve(proposal, viewer=stage.viewer(SECOND))


def _opened(stage: Stage, username: str, case: Case) -> Opened:
    opened = files.open_case(stage.viewer(username), Case.objects.get(pk=case.pk), stage.keys(username))
    if opened is None:
        raise LookupError(f"{username} cannot open {case.number}")
    return opened
