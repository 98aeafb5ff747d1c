"""Vendors and what is known about them: master data, ties, gifts, lists of the barred."""

from typing import Final

from amanah.redflags.schema import Column, Schema
from amanah.rulebook.rules import Text

NIK: Final = Column(
    "nik",
    "text",
    Text("NIK pemilik atau penanggung jawab", "Identity number of owner or head"),
    aliases=("owner nik", "nik pemilik", "ktp"),
)
NPWP: Final = Column("npwp", "text", Text("NPWP", "Tax number"), aliases=("tax number", "tax id", "vat number", "no npwp", "nomor npwp"))
ADDRESS: Final = Column("address", "text", Text("Alamat", "Address"), aliases=("alamat", "alamat kantor", "street address"))
PHONE: Final = Column(
    "phone", "text", Text("Telepon", "Telephone"), aliases=("telepon", "telephone", "no telp", "no hp", "nomor telepon", "mobile")
)
EMAIL: Final = Column("email", "text", Text("Surel", "E-mail"), aliases=("surel", "e mail", "alamat email"))
ACCOUNT: Final = Column(
    "account", "text", Text("Rekening bank", "Bank account"), aliases=("bank account", "iban", "rekening", "nomor rekening", "no rekening")
)

VENDORS: Final = Schema(
    "vendors",
    Text("Penyedia", "Vendors"),
    Text("satu penyedia dalam data induk", "one vendor of the master file"),
    (
        Column(
            "vendor_id",
            "text",
            Text("Nomor penyedia", "Number of the vendor"),
            required=True,
            aliases=("vendor number", "vendor no", "supplier id", "supplier number", "kode penyedia", "nib", "kode rekanan"),
        ),
        Column(
            "name",
            "text",
            Text("Nama penyedia", "Name of the vendor"),
            aliases=("vendor name", "supplier name", "vendor", "supplier", "nama penyedia", "nama perusahaan", "nama rekanan"),
        ),
        Column(
            "owner",
            "text",
            Text("Pemilik atau pengurus", "Owner or director"),
            aliases=("director", "pemilik", "direktur", "nama pemilik", "pengurus"),
        ),
        NIK,
        NPWP,
        ADDRESS,
        PHONE,
        EMAIL,
        ACCOUNT,
        Column(
            "registered",
            "date",
            Text("Tanggal didaftarkan pada instansi", "Day of entry into the master file"),
            aliases=("created", "created on", "registration date", "tanggal daftar", "tanggal registrasi"),
        ),
        Column(
            "founded",
            "date",
            Text("Tanggal pendirian perusahaan", "Day the company was founded"),
            aliases=("incorporated", "incorporation date", "founded on", "tanggal pendirian", "tanggal akta", "tgl akta"),
        ),
    ),
)

TIES: Final = Schema(
    "ties",
    Text("Hubungan orang dan perusahaan", "Ties of people and companies"),
    Text("satu hubungan antara dua orang atau perusahaan", "one tie between two people or companies"),
    (
        Column(
            "one",
            "text",
            Text("Orang atau perusahaan: NIP, NIK, atau nomor penyedia", "Person or company: staff, identity or vendor number"),
            required=True,
            aliases=("source", "from id", "pihak 1", "dari"),
        ),
        Column("other", "text", Text("Yang lain", "The other one"), required=True, aliases=("target", "to id", "pihak 2", "ke")),
        Column(
            "kind",
            "text",
            Text("Hubungan: suami/istri, anak, direktur, pemegang saham, …", "Tie: spouse, child, director, shareholder, …"),
            required=True,
            aliases=("relation", "relationship", "hubungan", "jenis hubungan"),
        ),
        Column("name", "text", Text("Nama orang di tengah, bila ada", "Name of the person, if given"), aliases=("nama",)),
    ),
)

GIFTS: Final = Schema(
    "gifts",
    Text("Laporan gratifikasi", "Reports of gifts"),
    Text("satu pemberian yang dilaporkan", "one gift that was reported"),
    (
        Column("gift_id", "text", Text("Nomor laporan", "Number of the report"), aliases=("nomor laporan", "report no")),
        Column(
            "given",
            "date",
            Text("Tanggal pemberian", "Day of the gift"),
            required=True,
            aliases=("tanggal pemberian", "tanggal terima", "gift date"),
        ),
        Column(
            "giver",
            "text",
            Text("Pemberi (perusahaan)", "Giver (company)"),
            required=True,
            aliases=("pemberi", "nama pemberi", "donor", "given by"),
        ),
        Column(
            "giver_id", "text", Text("Nomor penyedia pemberi", "Vendor number of the giver"), aliases=("nomor pemberi", "giver vendor id")
        ),
        Column("receiver", "text", Text("Penerima", "Receiver"), aliases=("penerima", "pelapor", "recipient")),
        Column("value", "money", Text("Nilai taksiran", "Estimated value"), unit="1/100", aliases=("nilai", "taksiran", "estimated value")),
    ),
)

BLACKLIST: Final = Schema(
    "blacklist",
    Text("Daftar hitam", "Barred vendors"),
    Text("satu sanksi", "one sanction"),
    (
        Column(
            "barred",
            "text",
            Text("Nama penyedia", "Name of the vendor"),
            required=True,
            aliases=("nama penyedia", "name", "penyedia", "nama perusahaan"),
        ),
        Column("vendor_id", "text", Text("Nomor penyedia", "Number of the vendor"), aliases=("kode penyedia", "supplier id")),
        NPWP,
        Column(
            "since",
            "date",
            Text("Berlaku sejak", "In force from"),
            required=True,
            aliases=("mulai", "tanggal mulai", "masa berlaku mulai", "start of sanction", "tanggal tayang"),
        ),
        Column(
            "until",
            "date",
            Text("Berlaku sampai", "In force until"),
            aliases=("sampai", "tanggal berakhir", "masa berlaku sampai", "end of sanction"),
        ),
        Column("reason", "text", Text("Alasan", "Reason"), aliases=("alasan", "jenis pelanggaran", "pelanggaran", "grounds")),
    ),
)

SCHEMAS: Final = (VENDORS, TIES, GIFTS, BLACKLIST)
