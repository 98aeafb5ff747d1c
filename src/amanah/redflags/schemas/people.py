"""Staff: who is employed, who is paid, who was there."""

from typing import Final

from amanah.redflags.schema import Column, Schema
from amanah.redflags.schemas.vendors import ACCOUNT, ADDRESS, EMAIL, NPWP, PHONE
from amanah.rulebook.rules import Text

EMPLOYEE: Final = Column(
    "employee_id",
    "text",
    Text("NIP atau nomor pegawai", "Staff number"),
    required=True,
    aliases=("nip", "employee number", "employee no", "staff id", "staff number", "nomor induk pegawai", "nomor pegawai"),
)
GRADE: Final = Column(
    "grade", "text", Text("Golongan atau jenjang", "Grade"), aliases=("golongan", "gol", "pangkat", "eselon", "kelas jabatan", "pay grade")
)
UNIT: Final = Column(
    "unit", "text", Text("Unit kerja", "Unit"), aliases=("unit kerja", "satker", "satuan kerja", "department", "nama unit")
)
NAME: Final = Column("name", "text", Text("Nama pegawai", "Name"), aliases=("nama", "nama pegawai", "employee name", "full name"))

EMPLOYEES: Final = Schema(
    "employees",
    Text("Pegawai", "Employees"),
    Text("satu pegawai dalam data induk", "one employee of the master file"),
    (
        EMPLOYEE,
        NAME,
        Column("nik", "text", Text("NIK", "Identity number"), aliases=("no ktp", "ktp", "national id", "nomor induk kependudukan")),
        NPWP,
        ADDRESS,
        PHONE,
        EMAIL,
        ACCOUNT,
        UNIT,
        Column("position", "text", Text("Jabatan", "Position"), aliases=("jabatan", "job title", "title")),
        GRADE,
        Column(
            "joined", "date", Text("Mulai bekerja", "Employed from"), aliases=("tmt", "tanggal masuk", "hire date", "start of employment")
        ),
        Column(
            "ended",
            "date",
            Text("Berhenti (hari kerja terakhir)", "Last day of employment"),
            aliases=("tanggal berhenti", "tanggal pensiun", "tmt pensiun", "termination date", "leaving date"),
        ),
    ),
)

PAYROLL: Final = Schema(
    "payroll",
    Text("Pembayaran gaji", "Payroll"),
    Text("satu pembayaran kepada satu pegawai", "one payment to one employee"),
    (
        EMPLOYEE,
        NAME,
        Column(
            "period",
            "text",
            Text("Bulan gaji, TTTT-BB", "Month paid for, YYYY-MM"),
            aliases=("bulan", "periode", "bulan gaji", "pay period", "month"),
        ),
        Column(
            "pay_day",
            "date",
            Text("Tanggal bayar", "Day of the payment"),
            required=True,
            aliases=("tanggal bayar", "payment date", "paid", "tanggal gaji"),
        ),
        Column(
            "component",
            "text",
            Text("Komponen: gaji, lembur, uang makan, tunjangan", "Component: salary, overtime, meals, allowance"),
            aliases=("komponen", "jenis", "jenis tunjangan", "pay type", "allowance type"),
        ),
        Column(
            "pay",
            "money",
            Text("Jumlah", "Amount"),
            required=True,
            unit="1/100",
            aliases=("jumlah", "nilai", "amount", "gaji bersih", "net pay", "jumlah bersih"),
        ),
        Column(
            "days_paid",
            "integer",
            Text("Hari yang dibayar (uang makan, lembur)", "Days paid for"),
            unit="day",
            aliases=("jumlah hari", "hari dibayar", "days"),
        ),
        ACCOUNT,
        GRADE,
        UNIT,
    ),
)

PRESENCE: Final = Schema(
    "presence",
    Text("Kehadiran", "Presence"),
    Text("satu hari satu pegawai", "one day of one employee"),
    (
        EMPLOYEE,
        Column("day", "date", Text("Tanggal", "Day"), required=True, aliases=("tanggal", "tanggal absen", "date", "attendance date")),
        Column(
            "state",
            "text",
            Text(
                "hadir, cuti, sakit, dinas, atau alpa",
                "hadir (present), cuti (leave), sakit (ill), dinas (on duty elsewhere), alpa (absent)",
            ),
            required=True,
            aliases=("status", "status kehadiran", "keterangan absen", "attendance"),
        ),
        Column(
            "place",
            "text",
            Text("Tempat mesin presensi", "Where the finger was read"),
            aliases=("lokasi", "lokasi absen", "device", "terminal"),
        ),
    ),
)

SCHEMAS: Final = (EMPLOYEES, PAYROLL, PRESENCE)
