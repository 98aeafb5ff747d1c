"""Grants to training centres: who got them, who was trained, what was handed in, what it was spent on."""

from typing import Final

from amanah.redflags.schema import Column, Schema
from amanah.redflags.schemas.vendors import ACCOUNT, ADDRESS, EMAIL, PHONE
from amanah.rulebook.rules import Text

CENTRE: Final = Column(
    "centre_id",
    "text",
    Text("Nomor lembaga pelatihan (BLK, LPK)", "Number of the training centre"),
    required=True,
    aliases=("kode lembaga", "kode blk", "nomor vin", "vin", "center id", "id lembaga", "no lembaga"),
)

GRANTS: Final = Schema(
    "grants",
    Text("Bantuan lembaga pelatihan", "Grants to training centres"),
    Text("satu bantuan kepada satu lembaga", "one grant to one centre"),
    (
        CENTRE,
        Column(
            "centre",
            "text",
            Text("Nama lembaga", "Name of the centre"),
            aliases=("nama lembaga", "nama blk", "nama lpk", "grantee", "penerima bantuan"),
        ),
        Column("year", "integer", Text("Tahun anggaran", "Budget year"), aliases=("tahun", "tahun anggaran", "ta")),
        Column(
            "granted",
            "money",
            Text("Nilai bantuan", "Sum granted"),
            required=True,
            unit="1/100",
            aliases=("nilai bantuan", "jumlah bantuan", "grant amount", "nilai"),
        ),
        Column(
            "trainees",
            "integer",
            Text("Jumlah peserta dilaporkan", "Trainees reported"),
            aliases=("jumlah peserta", "peserta", "participants"),
        ),
        Column(
            "programme",
            "text",
            Text("Jenis bantuan atau kejuruan", "Kind of grant or trade"),
            aliases=("program", "jenis bantuan", "kejuruan", "vocation"),
        ),
        Column(
            "head",
            "text",
            Text("Ketua atau pengurus", "Head of the centre"),
            aliases=("ketua", "pimpinan", "nama ketua", "pengurus", "director"),
        ),
        Column("head_nik", "text", Text("NIK ketua", "Identity number of the head"), aliases=("nik ketua", "nik pimpinan", "nik")),
        ACCOUNT,
        PHONE,
        EMAIL,
        ADDRESS,
    ),
)

TRAINEES: Final = Schema(
    "trainees",
    Text("Peserta pelatihan", "Trainees"),
    Text("satu peserta pada satu pelatihan", "one trainee of one course"),
    (
        Column(
            "trainee_nik",
            "text",
            Text("NIK peserta", "Identity number of the trainee"),
            required=True,
            aliases=("nik", "nik peserta", "no ktp"),
        ),
        Column("trainee", "text", Text("Nama peserta", "Name of the trainee"), aliases=("nama", "nama peserta", "participant")),
        CENTRE,
        Column(
            "course",
            "text",
            Text("Pelatihan atau angkatan", "Course or class"),
            aliases=("pelatihan", "nama pelatihan", "angkatan", "kelas"),
        ),
        Column("begins", "date", Text("Mulai", "First day"), aliases=("mulai", "tanggal mulai", "start date")),
        Column("finishes", "date", Text("Selesai", "Last day"), aliases=("selesai", "tanggal selesai", "end date")),
        Column(
            "attendance",
            "text",
            Text("Kehadiran per hari, satu huruf per hari: 1 hadir, 0 tidak", "Presence by day, one character each: 1 there, 0 not"),
            aliases=("kehadiran", "absensi", "daftar hadir"),
        ),
    ),
)

SPENDING: Final = Schema(
    "grant_spending",
    Text("Belanja dari bantuan", "Spending of grants"),
    Text("satu belanja dalam laporan pertanggungjawaban", "one purchase in the grant's account"),
    (
        CENTRE,
        Column(
            "supplier",
            "text",
            Text("Nama pemasok", "Name of the supplier"),
            required=True,
            aliases=("pemasok", "nama pemasok", "toko", "nama toko", "penyedia"),
        ),
        Column(
            "supplier_id",
            "text",
            Text("Nomor pemasok", "Number of the supplier"),
            aliases=("npwp pemasok", "kode pemasok", "supplier number"),
        ),
        Column(
            "spent",
            "money",
            Text("Nilai belanja", "Amount"),
            required=True,
            unit="1/100",
            aliases=("nilai", "nilai belanja", "jumlah", "amount"),
        ),
    ),
)

DOCUMENTS: Final = Schema(
    "grant_documents",
    Text("Dokumen bantuan", "Grant documents"),
    Text("satu proposal, laporan, atau foto", "one proposal, report or photo"),
    (
        CENTRE,
        Column(
            "document",
            "text",
            Text("Nama dokumen", "Name of the document"),
            required=True,
            aliases=("dokumen", "nama dokumen", "file", "berkas"),
        ),
        Column(
            "sort",
            "text",
            Text("Jenis: proposal, laporan, foto", "Kind: proposal, report, photo"),
            aliases=("jenis", "jenis dokumen", "type"),
        ),
        Column("content", "text", Text("Isi sebagai teks", "Content as text"), aliases=("isi", "teks", "text")),
        Column(
            "image_hash",
            "text",
            Text("Sidik gambar (pHash 64 bit, 16 angka heksadesimal)", "Perceptual hash of its picture (64-bit pHash, 16 hex digits)"),
            aliases=("phash", "hash gambar", "perceptual hash"),
        ),
    ),
)

SCHEMAS: Final = (GRANTS, TRAINEES, SPENDING, DOCUMENTS)
