"""Official travel: orders (SPPD), receipts and the standard costs that are allowed."""

from typing import Final

from amanah.redflags.schema import Column, Schema
from amanah.redflags.schemas.people import EMPLOYEE, GRADE, NAME, UNIT
from amanah.rulebook.rules import Text

TRIP: Final = Column(
    "trip_id",
    "text",
    Text("Nomor surat perjalanan dinas", "Number of the travel order"),
    aliases=("no sppd", "nomor sppd", "sppd", "no spd", "nomor spd", "trip no"),
)
PLACE: Final = Column(
    "province", "text", Text("Provinsi tujuan", "Province of destination"), aliases=("provinsi", "provinsi tujuan", "region")
)

TRIPS: Final = Schema(
    "trips",
    Text("Perjalanan dinas", "Official trips"),
    Text("satu perjalanan satu pegawai", "one trip of one employee"),
    (
        TRIP,
        EMPLOYEE,
        NAME,
        GRADE,
        UNIT,
        Column("destination", "text", Text("Tujuan", "Destination"), aliases=("tujuan", "kota tujuan", "tempat tujuan", "city")),
        PLACE,
        Column(
            "starts",
            "date",
            Text("Berangkat", "First day"),
            required=True,
            aliases=("tanggal berangkat", "tgl berangkat", "departure", "mulai", "start date"),
        ),
        Column(
            "ends",
            "date",
            Text("Kembali", "Last day"),
            required=True,
            aliases=("tanggal kembali", "tgl kembali", "return", "selesai", "end date"),
        ),
        Column(
            "claim",
            "money",
            Text("Jumlah dibayar", "Sum claimed"),
            unit="1/100",
            aliases=("jumlah", "total biaya", "biaya", "total claim", "nilai"),
        ),
    ),
)

RECEIPTS: Final = Schema(
    "travel_receipts",
    Text("Bukti perjalanan", "Travel receipts"),
    Text("satu bukti pengeluaran", "one receipt"),
    (
        TRIP,
        EMPLOYEE,
        Column(
            "kind",
            "text",
            Text("Jenis: hotel, tiket, taksi, uang harian", "Kind: hotel, ticket, taxi, per diem"),
            required=True,
            aliases=("jenis", "jenis biaya", "komponen", "expense"),
        ),
        Column(
            "receipt",
            "text",
            Text("Nomor tiket atau kuitansi", "Number of ticket or receipt"),
            aliases=("nomor kuitansi", "no kuitansi", "nomor tiket", "no tiket", "ticket number", "receipt no"),
        ),
        Column(
            "vendor",
            "text",
            Text("Hotel, maskapai, atau toko", "Hotel, airline or shop"),
            aliases=("hotel", "nama hotel", "maskapai", "penyedia", "merchant"),
        ),
        Column("day", "date", Text("Tanggal bukti", "Day of the receipt"), aliases=("tanggal", "tanggal kuitansi", "receipt date")),
        Column(
            "quantity",
            "number",
            Text("Malam, hari, atau kali", "Nights, days or times"),
            aliases=("jumlah malam", "malam", "volume", "nights", "jumlah hari"),
        ),
        Column("cost", "money", Text("Nilai", "Amount"), required=True, unit="1/100", aliases=("nilai", "jumlah", "amount", "biaya")),
        PLACE,
        GRADE,
        Column(
            "image_hash",
            "text",
            Text("Sidik gambar (pHash 64 bit, 16 angka heksadesimal)", "Perceptual hash of its picture (64-bit pHash, 16 hex digits)"),
            aliases=("phash", "hash gambar", "perceptual hash"),
        ),
    ),
)

STANDARDS: Final = Schema(
    "cost_standards",
    Text("Standar biaya masukan", "Standard costs"),
    Text("satu batas biaya", "one cost limit"),
    (
        Column(
            "kind",
            "text",
            Text("Jenis biaya, seperti pada bukti", "Kind of cost, as on receipts"),
            required=True,
            aliases=("jenis", "jenis biaya", "komponen"),
        ),
        PLACE,
        GRADE,
        Column(
            "most",
            "money",
            Text("Batas per satuan", "Limit per unit"),
            required=True,
            unit="1/100",
            aliases=("batas", "besaran", "satuan biaya", "tarif", "standar"),
        ),
        Column("since", "date", Text("Berlaku sejak", "In force from"), aliases=("berlaku", "mulai berlaku", "tmt")),
        Column("basis", "text", Text("Dasar hukum", "Legal basis"), aliases=("dasar hukum", "pmk", "peraturan")),
    ),
)

SCHEMAS: Final = (TRIPS, RECEIPTS, STANDARDS)
