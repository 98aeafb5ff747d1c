"""Lists of tenders as portals give them out: one row per package, amounts and stages in the portal's words.

Headings of LPSE and SPSE are known, and those of DIGIWHIST's tables (opentender.eu), one row per lot.
"""

from typing import Final

from amanah.redflags.schema import Column, Schema
from amanah.rulebook.rules import Text

TENDERS: Final = Schema(
    "tenders",
    Text(id="Daftar tender", en="List of tenders"),
    Text(id="satu paket pengadaan", en="one package"),
    (
        Column(
            "code",
            "text",
            Text(id="Kode tender", en="Code of the tender"),
            required=True,
            aliases=("kode tender", "kode lelang", "kode paket", "kode seleksi", "id lelang", "id paket", "tender id"),
        ),
        Column(
            "title",
            "text",
            Text(id="Nama paket", en="Title"),
            required=True,
            heading_only=True,
            aliases=("nama paket", "nama tender", "nama lelang", "nama pekerjaan", "judul paket", "package name"),
        ),
        Column("lot", "text", Text(id="Nomor lot", en="Number of the lot"), aliases=("nomor lot", "lot number")),
        Column(
            "portal",
            "text",
            Text(id="LPSE yang mengumumkan", en="Portal that published it"),
            aliases=("lpse", "nama lpse", "spse", "portal lpse"),
        ),
        Column(
            "buyer_id",
            "text",
            Text(id="Kode satuan kerja", en="Code of the buyer"),
            aliases=("kode satker", "kd satker", "kode klpd", "kode satuan kerja", "buyer id", "buyer masterid"),
        ),
        Column(
            "buyer",
            "text",
            Text(id="Instansi atau satuan kerja", en="Buyer"),
            aliases=(
                "satuan kerja",
                "satker",
                "nama satker",
                "instansi",
                "klpd",
                "nama klpd",
                "k/l/pd",
                "k/l/d/i",
                "agency",
                "buyer",
                "buyer name",
            ),
        ),
        Column(
            "entity",
            "text",
            Text(id="Penyelenggara pemilihan", en="Procuring entity"),
            aliases=("pokja", "ukpbj", "ulp", "kelompok kerja"),
        ),
        Column("region", "text", Text(id="Wilayah", en="Region"), aliases=("provinsi", "wilayah", "lokasi pekerjaan", "kabupaten kota")),
        Column(
            "stage",
            "text",
            Text(id="Tahap menurut portal", en="Stage in the portal's words"),
            aliases=("tahap", "tahapan", "tahap tender", "tahap tender saat ini", "status tender", "status lelang"),
        ),
        Column(
            "method",
            "text",
            Text(id="Metode pemilihan", en="Method in the portal's words"),
            aliases=("metode pemilihan", "metode pengadaan", "metode tender", "mtd pemilihan", "metode", "tender proceduretype"),
        ),
        Column(
            "category",
            "text",
            Text(id="Jenis pengadaan", en="Category in the portal's words"),
            aliases=("kategori", "jenis pengadaan", "jenis paket", "kategori pekerjaan", "tender supplytype"),
        ),
        Column("year", "integer", Text(id="Tahun anggaran", en="Budget year"), aliases=("tahun", "tahun anggaran", "ta", "thn anggaran")),
        Column(
            "estimate",
            "text",
            Text(id="Harga perkiraan sendiri (HPS)", en="Owner's estimate"),
            aliases=("hps", "nilai hps", "nilai hps paket", "hps idr", "harga perkiraan sendiri", "tender estimatedprice"),
        ),
        Column(
            "estimate_shown",
            "text",
            Text(id="HPS seperti tampil di portal, mungkin dibulatkan", en="The estimate as the portal shows it, perhaps rounded"),
            aliases=("hps text", "hps tampil"),
        ),
        Column(
            "tenderers",
            "integer",
            Text(id="Jumlah penawar", en="Number of tenderers"),
            aliases=("jumlah penawar", "jumlah penawaran", "banyak penawar", "bids count"),
        ),
        Column(
            "published",
            "date",
            Text(id="Tanggal pengumuman", en="Day of the announcement"),
            aliases=(
                "tanggal pengumuman",
                "tanggal tayang",
                "tgl pengumuman",
                "tanggal pembuatan",
                "tgl pengumuman tender",
                "tender publications firstcallfor",
                "tender publications firstcallfortenderdate",
            ),
        ),
        Column(
            "closed",
            "date",
            Text(id="Batas pemasukan penawaran", en="Deadline for bids"),
            aliases=("batas pemasukan", "akhir pemasukan penawaran", "tgl akhir pemasukan", "batas akhir penawaran", "tender biddeadline"),
        ),
        Column(
            "awarded",
            "date",
            Text(id="Tanggal penetapan pemenang", en="Day of the award"),
            aliases=("tanggal penetapan", "tanggal penetapan pemenang", "tgl penetapan pemenang", "tender awarddecisiondate"),
        ),
        Column(
            "signed",
            "date",
            Text(id="Tanggal kontrak", en="Day the contract was signed"),
            aliases=("tanggal kontrak", "tgl kontrak", "tanggal penandatanganan kontrak", "tender contractsignaturedate"),
        ),
        Column(
            "supplier_id",
            "text",
            Text(id="NPWP atau kode pemenang", en="Number of the winner"),
            aliases=("npwp", "npwp pemenang", "npwp penyedia", "kode penyedia", "bidder id"),
        ),
        Column(
            "supplier",
            "text",
            Text(id="Nama pemenang", en="Name of the winner"),
            aliases=("pemenang", "nama pemenang", "nama penyedia", "penyedia", "pemenang tender", "bidder name"),
        ),
        Column(
            "supplier_address",
            "text",
            Text(id="Alamat pemenang", en="Address of the winner"),
            aliases=("alamat", "alamat pemenang", "alamat penyedia"),
        ),
        Column(
            "award_amount",
            "text",
            Text(id="Harga penawaran pemenang atau hasil negosiasi", en="The winner's price, or what was negotiated"),
            aliases=(
                "harga negosiasi",
                "hasil negosiasi",
                "harga terkoreksi",
                "harga penawaran",
                "nilai penawaran",
                "nilai pemenang",
                "bid price",
            ),
        ),
        Column(
            "contract_amount",
            "text",
            Text(id="Nilai kontrak", en="Amount of the contract"),
            aliases=("nilai kontrak idr", "nilai kontrak", "harga kontrak"),
        ),
        Column(
            "currency",
            "text",
            Text(id="Mata uang (ISO 4217); kosong: rupiah", en="Currency (ISO 4217); empty: rupiah"),
            aliases=("mata uang", "bid pricecurrency"),
        ),
    ),
)

SCHEMAS: Final = (TENDERS,)
