"""Lists of tenders as portals give them out (LPSE, SPSE and their like): one row per package, amounts and stages in the portal's words."""

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
            aliases=("nama paket", "nama tender", "nama lelang", "nama pekerjaan", "judul paket", "package name"),
        ),
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
            aliases=("kode satker", "kd satker", "kode klpd", "kode satuan kerja"),
        ),
        Column(
            "buyer",
            "text",
            Text(id="Instansi atau satuan kerja", en="Buyer"),
            aliases=("satuan kerja", "satker", "nama satker", "instansi", "klpd", "nama klpd", "k/l/pd", "k/l/d/i", "agency", "buyer"),
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
            aliases=("metode pemilihan", "metode pengadaan", "metode tender", "mtd pemilihan", "metode"),
        ),
        Column(
            "category",
            "text",
            Text(id="Jenis pengadaan", en="Category in the portal's words"),
            aliases=("kategori", "jenis pengadaan", "jenis paket", "kategori pekerjaan"),
        ),
        Column("year", "integer", Text(id="Tahun anggaran", en="Budget year"), aliases=("tahun", "tahun anggaran", "ta", "thn anggaran")),
        Column(
            "estimate",
            "text",
            Text(id="Harga perkiraan sendiri (HPS)", en="Owner's estimate"),
            aliases=("hps", "nilai hps", "nilai hps paket", "hps idr", "harga perkiraan sendiri"),
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
            aliases=("jumlah penawar", "jumlah penawaran", "banyak penawar"),
        ),
        Column(
            "published",
            "date",
            Text(id="Tanggal pengumuman", en="Day of the announcement"),
            aliases=("tanggal pengumuman", "tanggal tayang", "tgl pengumuman", "tanggal pembuatan", "tgl pengumuman tender"),
        ),
        Column(
            "closed",
            "date",
            Text(id="Batas pemasukan penawaran", en="Deadline for bids"),
            aliases=("batas pemasukan", "akhir pemasukan penawaran", "tgl akhir pemasukan", "batas akhir penawaran"),
        ),
        Column(
            "awarded",
            "date",
            Text(id="Tanggal penetapan pemenang", en="Day of the award"),
            aliases=("tanggal penetapan", "tanggal penetapan pemenang", "tgl penetapan pemenang"),
        ),
        Column(
            "signed",
            "date",
            Text(id="Tanggal kontrak", en="Day the contract was signed"),
            aliases=("tanggal kontrak", "tgl kontrak", "tanggal penandatanganan kontrak"),
        ),
        Column(
            "supplier_id",
            "text",
            Text(id="NPWP atau kode pemenang", en="Number of the winner"),
            aliases=("npwp", "npwp pemenang", "npwp penyedia", "kode penyedia"),
        ),
        Column(
            "supplier",
            "text",
            Text(id="Nama pemenang", en="Name of the winner"),
            aliases=("pemenang", "nama pemenang", "nama penyedia", "penyedia", "pemenang tender"),
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
            aliases=("harga negosiasi", "hasil negosiasi", "harga terkoreksi", "harga penawaran", "nilai penawaran", "nilai pemenang"),
        ),
        Column(
            "contract_amount",
            "text",
            Text(id="Nilai kontrak", en="Amount of the contract"),
            aliases=("nilai kontrak idr", "nilai kontrak", "harga kontrak"),
        ),
    ),
)

SCHEMAS: Final = (TENDERS,)
