"""Procurement: what the Open Contracting Data Standard (OCDS 1.1) says of a contracting process, as flat tables.

Amounts are binary fractions as in OCDS, in whole units of their currency; every other family counts money in hundredths. Times are UTC.
Identifiers are as written; where a bid, an award or a contract has none, its place in the list stands for it, as `#1`.
"""

from typing import Final

from amanah.redflags.schema import Column, Schema
from amanah.rulebook.rules import Text

OCID: Final = Column(
    "ocid",
    "text",
    Text(id="Nomor proses pengadaan", en="Number of the contracting process"),
    required=True,
    aliases=("id proses", "open contracting id"),
)
CURRENCY: Final = Column("currency", "text", Text(id="Mata uang (ISO 4217)", en="Currency (ISO 4217)"), aliases=("mata uang",))


def _place(row: str, baris: str) -> Column:
    return Column("place", "integer", Text(id=f"Urutan {baris} dalam prosesnya, mulai 1", en=f"Place of the {row} in its process, from 1"))


RELEASES: Final = Schema(
    "releases",
    Text(id="Proses pengadaan", en="Contracting processes"),
    Text(id="satu proses pengadaan sebagaimana diketahui terakhir", en="one contracting process as last known"),
    (
        Column(
            "ocid",
            "text",
            Text(id="Nomor proses pengadaan", en="Number of the contracting process"),
            required=True,
            aliases=("kode tender", "kode paket", "kode lelang", "id paket", "tender id", "package id"),
        ),
        Column("place", "integer", Text(id="Urutan saat dibaca, mulai 1", en="Order in which it was read, from 1")),
        Column("tender", "text", Text(id="Nomor tender", en="Number of the tender"), aliases=("nomor tender",)),
        Column(
            "title",
            "text",
            Text(id="Nama paket", en="Title"),
            aliases=("nama paket", "nama tender", "nama lelang", "judul", "tender title", "package name"),
        ),
        Column("description", "text", Text(id="Uraian", en="Description"), aliases=("uraian", "deskripsi", "uraian pekerjaan")),
        Column(
            "status", "text", Text(id="Status tender", en="Status of the tender"), aliases=("tahap", "tahapan", "status tender", "stage")
        ),
        Column(
            "method",
            "text",
            Text(id="Metode: open, selective, limited atau direct", en="Method: open, selective, limited or direct"),
            aliases=("procurement method",),
        ),
        Column(
            "method_details",
            "text",
            Text(id="Metode menurut sebutan setempat", en="Method by its local name"),
            aliases=("metode pemilihan", "metode pengadaan", "metode", "procurement method details"),
        ),
        Column(
            "category",
            "text",
            Text(id="Jenis pengadaan", en="Category: goods, works, services"),
            aliases=("kategori", "jenis pengadaan", "jenis paket", "main procurement category"),
        ),
        Column("buyer_id", "text", Text(id="Nomor pembeli", en="Number of the buyer"), aliases=("kode satker", "kode klpd", "buyer id")),
        Column("buyer", "text", Text(id="Pembeli", en="Buyer"), aliases=("instansi", "klpd", "k/l/pd", "satuan kerja", "satker", "agency")),
        Column("entity_id", "text", Text(id="Nomor penyelenggara pemilihan", en="Number of the procuring entity"), aliases=("kode pokja",)),
        Column(
            "entity",
            "text",
            Text(id="Penyelenggara pemilihan", en="Procuring entity"),
            aliases=("procuring entity", "pokja", "ukpbj", "ulp"),
        ),
        Column(
            "region", "text", Text(id="Wilayah", en="Region"), aliases=("wilayah", "provinsi", "lokasi", "lokasi pekerjaan", "province")
        ),
        Column(
            "estimate",
            "number",
            Text(id="Harga perkiraan sendiri (HPS)", en="Owner's estimate (value of the tender)"),
            unit="currency",
            aliases=("hps", "hps idr", "nilai hps", "harga perkiraan sendiri", "nilai hps paket", "tender value"),
        ),
        CURRENCY,
        Column(
            "tenderers",
            "integer",
            Text(id="Jumlah peserta yang menawar", en="Number of tenderers"),
            aliases=("jumlah peserta", "jumlah penawar", "number of tenderers", "number of bidders"),
        ),
        Column(
            "opened",
            "time",
            Text(id="Mulai pemasukan penawaran", en="Start of the tender period"),
            unit="UTC",
            aliases=("mulai pemasukan", "tender start", "tgl mulai"),
        ),
        Column(
            "closed",
            "time",
            Text(id="Batas pemasukan penawaran", en="Deadline for bids"),
            unit="UTC",
            aliases=("batas pemasukan", "akhir pemasukan", "tender end", "bid deadline", "batas akhir penawaran"),
        ),
        Column("opened_text", "text", Text(id="Mulai pemasukan, seperti tertulis", en="Start of the tender period as written")),
        Column("closed_text", "text", Text(id="Batas pemasukan, seperti tertulis", en="Deadline for bids as written")),
        Column(
            "published",
            "time",
            Text(id="Pengumuman pertama", en="First notice"),
            unit="UTC",
            aliases=("tanggal pengumuman", "tanggal tayang", "announced", "published date"),
        ),
        Column(
            "awarded",
            "time",
            Text(id="Penetapan pemenang pertama", en="First award"),
            unit="UTC",
            aliases=("tanggal penetapan", "tanggal penetapan pemenang", "award date"),
        ),
        Column(
            "class",
            "text",
            Text(id="Golongan barang atau jasa utama", en="Class of the main item"),
            aliases=("kode kbli", "kbli", "unspsc", "cpv", "classification"),
        ),
        Column(
            "portal",
            "text",
            Text(id="Portal yang mengumumkan", en="Portal that published it"),
            aliases=("lpse", "spse", "repo", "publisher"),
        ),
        Column(
            "year",
            "integer",
            Text(id="Tahun anggaran", en="Budget year"),
            aliases=("tahun", "tahun anggaran", "budget year", "fiscal year"),
        ),
        Column(
            "estimate_within",
            "number",
            Text(
                id="HPS diumumkan dibulatkan: paling jauh meleset sebesar ini", en="The estimate was published rounded: off by this at most"
            ),
            unit="currency",
        ),
        Column("retender", "flag", Text(id="Diumumkan sebagai tender atau seleksi ulang", en="Announced as a repeated tender")),
        Column(
            "bids_given", "flag", Text(id="Daftar penawaran disertakan, walau kosong", en="A list of bids was given, if only an empty one")
        ),
        Column(
            "awards_given",
            "flag",
            Text(id="Daftar penetapan disertakan, walau kosong", en="A list of awards was given, if only an empty one"),
        ),
    ),
)

BIDS: Final = Schema(
    "bids",
    Text(id="Penawaran", en="Bids"),
    Text(id="satu penawaran", en="one bid"),
    (
        OCID,
        Column("bid", "text", Text(id="Nomor penawaran", en="Number of the bid"), required=True, aliases=("bid id", "nomor penawaran")),
        _place("bid", "penawaran"),
        Column(
            "status",
            "text",
            Text(id="invited, pending, valid, disqualified atau withdrawn", en="invited, pending, valid, disqualified or withdrawn"),
            aliases=("bid status", "status penawaran"),
        ),
        Column(
            "submitted",
            "time",
            Text(id="Saat dimasukkan", en="When it was submitted"),
            unit="UTC",
            aliases=("bid date", "tanggal penawaran"),
        ),
        Column("submitted_text", "text", Text(id="Saat dimasukkan, seperti tertulis", en="When it was submitted, as written")),
        Column(
            "amount",
            "number",
            Text(id="Nilai penawaran", en="Amount of the bid"),
            unit="currency",
            aliases=("bid amount", "bid value", "harga penawaran", "nilai penawaran"),
        ),
        CURRENCY,
        Column("tenderers", "integer", Text(id="Banyaknya penawar di balik penawaran ini", en="Number of tenderers behind this bid")),
        Column(
            "tenderer_ids",
            "text",
            Text(
                id="Nomor para penawar, berurut tanpa ulangan, dipisah tanda |",
                en="Numbers of its tenderers, sorted, each once, separated by |",
            ),
        ),
    ),
)

BID_TENDERERS: Final = Schema(
    "bid_tenderers",
    Text(id="Penawar", en="Tenderers"),
    Text(id="satu penawar dalam satu penawaran", en="one tenderer of one bid"),
    (
        OCID,
        Column("bid", "text", Text(id="Nomor penawaran", en="Number of the bid"), required=True, aliases=("bid id",)),
        _place("bid", "penawaran"),
        Column(
            "tenderer_id",
            "text",
            Text(id="Nomor penawar", en="Number of the tenderer"),
            aliases=("bidder id", "npwp penawar", "kode peserta"),
        ),
        Column("tenderer", "text", Text(id="Nama penawar", en="Name of the tenderer"), aliases=("bidder", "nama peserta", "peserta")),
    ),
)

AWARDS: Final = Schema(
    "awards",
    Text(id="Penetapan pemenang", en="Awards"),
    Text(id="satu penetapan pemenang", en="one award"),
    (
        OCID,
        Column("award", "text", Text(id="Nomor penetapan", en="Number of the award"), required=True, aliases=("award id",)),
        _place("award", "penetapan"),
        Column(
            "status",
            "text",
            Text(id="pending, active, cancelled atau unsuccessful", en="pending, active, cancelled or unsuccessful"),
            aliases=("award status",),
        ),
        Column(
            "awarded", "time", Text(id="Saat ditetapkan", en="When it was decided"), unit="UTC", aliases=("award date", "tanggal penetapan")
        ),
        Column(
            "amount",
            "number",
            Text(id="Nilai penetapan", en="Amount awarded"),
            unit="currency",
            aliases=("award amount", "award value", "nilai pemenang", "harga terkoreksi"),
        ),
        CURRENCY,
        Column("suppliers", "integer", Text(id="Banyaknya pemenang dalam penetapan ini", en="Number of suppliers of this award")),
        Column(
            "supplier_ids",
            "text",
            Text(
                id="Nomor para pemenang, berurut tanpa ulangan, dipisah tanda |",
                en="Numbers of its suppliers, sorted, each once, separated by |",
            ),
        ),
    ),
)

AWARD_SUPPLIERS: Final = Schema(
    "award_suppliers",
    Text(id="Pemenang", en="Suppliers"),
    Text(id="satu pemenang dalam satu penetapan", en="one supplier of one award"),
    (
        OCID,
        Column("award", "text", Text(id="Nomor penetapan", en="Number of the award"), required=True, aliases=("award id",)),
        _place("award", "penetapan"),
        Column(
            "supplier_id",
            "text",
            Text(id="Nomor penyedia", en="Number of the supplier"),
            aliases=("npwp pemenang", "npwp penyedia", "kode penyedia", "supplier id"),
        ),
        Column("supplier", "text", Text(id="Nama penyedia", en="Name of the supplier"), aliases=("pemenang", "nama pemenang", "winner")),
    ),
)

AWARD_ITEMS: Final = Schema(
    "award_items",
    Text(id="Barang dan jasa yang ditetapkan", en="Items awarded"),
    Text(id="satu barang atau jasa dalam satu penetapan", en="one item of one award"),
    (
        OCID,
        Column("award", "text", Text(id="Nomor penetapan", en="Number of the award"), required=True, aliases=("award id",)),
        _place("award", "penetapan"),
        Column("scheme", "text", Text(id="Penggolongan", en="Classification scheme"), aliases=("classification scheme",)),
        Column("class", "text", Text(id="Golongan", en="Class"), aliases=("classification id", "kbli", "unspsc", "cpv")),
    ),
)

CONTRACTS: Final = Schema(
    "contracts",
    Text(id="Kontrak", en="Contracts"),
    Text(id="satu kontrak", en="one contract"),
    (
        OCID,
        Column(
            "contract", "text", Text(id="Nomor kontrak", en="Number of the contract"), required=True, aliases=("contract id", "no kontrak")
        ),
        _place("contract", "kontrak"),
        Column("award", "text", Text(id="Nomor penetapan", en="Number of the award"), aliases=("award id",)),
        Column("status", "text", Text(id="pending, active, cancelled atau terminated", en="pending, active, cancelled or terminated")),
        Column(
            "signed",
            "time",
            Text(id="Saat ditandatangani", en="When it was signed"),
            unit="UTC",
            aliases=("date signed", "tanggal kontrak"),
        ),
        Column(
            "amount",
            "number",
            Text(id="Nilai kontrak", en="Amount of the contract"),
            unit="currency",
            aliases=("contract amount", "contract value", "nilai kontrak", "nilai kontrak idr"),
        ),
        CURRENCY,
    ),
)

AMENDMENTS: Final = Schema(
    "amendments",
    Text(id="Perubahan kontrak", en="Amendments of contracts"),
    Text(id="satu perubahan (adendum) kontrak", en="one amendment of a contract"),
    (
        OCID,
        Column("contract", "text", Text(id="Nomor kontrak", en="Number of the contract"), required=True, aliases=("contract id",)),
        Column("amendment", "text", Text(id="Nomor perubahan", en="Number of the amendment"), aliases=("nomor adendum", "amendment id")),
        Column("amended", "time", Text(id="Saat diubah", en="When it was made"), unit="UTC", aliases=("tanggal adendum", "amendment date")),
        Column("amount_before", "number", Text(id="Nilai sebelum", en="Amount before"), unit="currency", aliases=("nilai awal",)),
        Column("amount_after", "number", Text(id="Nilai sesudah", en="Amount after"), unit="currency", aliases=("nilai akhir",)),
        Column("rationale", "text", Text(id="Alasan", en="Rationale"), aliases=("alasan",)),
    ),
)

PARTIES: Final = Schema(
    "parties",
    Text(id="Pihak", en="Parties"),
    Text(id="satu pihak dalam satu proses pengadaan", en="one party of one contracting process"),
    (
        OCID,
        Column("party_id", "text", Text(id="Nomor pihak", en="Number of the party"), aliases=("party id",)),
        Column("name", "text", Text(id="Nama", en="Name"), aliases=("nama",)),
        Column("roles", "text", Text(id="Peran, dipisah tanda |", en="Roles, separated by |"), aliases=("peran",)),
        Column("address", "text", Text(id="Alamat", en="Address"), aliases=("alamat",)),
        Column("phone", "text", Text(id="Telepon", en="Telephone"), aliases=("telepon", "telephone", "no telp")),
        Column("email", "text", Text(id="Surel", en="E-mail"), aliases=("surel",)),
        Column("tax_id", "text", Text(id="NPWP", en="Tax number"), aliases=("npwp", "tax number")),
    ),
)

SCHEMAS: Final = (RELEASES, BIDS, BID_TENDERERS, AWARDS, AWARD_SUPPLIERS, AWARD_ITEMS, CONTRACTS, AMENDMENTS, PARTIES)
