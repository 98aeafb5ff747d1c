"""Payments out of an institution's accounts, and changes of the accounts they go to."""

from typing import Final

from amanah.redflags.schema import Column, Schema
from amanah.rulebook.rules import Text

PAYMENTS: Final = Schema(
    "payments",
    Text("Pembayaran", "Payments"),
    Text("satu pembayaran atas satu faktur", "one payment of one invoice"),
    (
        Column(
            "payment_id",
            "text",
            Text("Nomor pembayaran (SP2D, SPM, voucher)", "Number of the payment (order, voucher)"),
            aliases=(
                *("transaction number", "transaction no", "trans no", "payment number", "payment no", "voucher", "voucher no", "doc no"),
                *("nomor sp2d", "no sp2d", "sp2d", "nomor spm", "no spm", "spm", "nomor bukti", "no bukti", "nomor pembayaran"),
            ),
        ),
        Column(
            "unit",
            "text",
            Text("Unit yang membayar (satker, direktorat)", "Unit that pays"),
            aliases=(
                *("department", "directorate", "entity", "service label", "departmental family", "cost centre", "business unit"),
                *("satker", "kode satker", "nama satker", "satuan kerja", "unit kerja", "skpd", "opd", "nama skpd", "unit organisasi"),
            ),
        ),
        Column(
            "account",
            "text",
            Text("Mata anggaran atau akun belanja", "Budget line or expense account"),
            aliases=(
                *("expense type", "detailed expenditure type", "expenditure category", "gl account", "account code", "account name"),
                *("akun", "kode akun", "mata anggaran", "mak", "jenis belanja", "uraian akun", "kode rekening belanja"),
            ),
        ),
        Column(
            "vendor_id",
            "text",
            Text("Nomor penyedia", "Number of the vendor"),
            aliases=("vendor num", "vendor number", "vendor no", "supplier id", "supplier number", "kode penyedia", "kode supplier", "nrs"),
        ),
        Column(
            "vendor",
            "text",
            Text("Nama penyedia atau penerima", "Name of the vendor or payee"),
            aliases=(
                *("supplier", "supplier name", "vendor name", "beneficiary", "payee", "merchant"),
                *("nama penyedia", "penyedia", "nama penerima", "penerima", "nama supplier", "rekanan", "nama rekanan", "pihak ketiga"),
            ),
        ),
        Column(
            "invoice",
            "text",
            Text("Nomor faktur atau tagihan", "Number of the invoice"),
            aliases=(
                *("invoice number", "invoice no", "inv num", "inv no", "supplier invoice"),
                *("nomor faktur", "no faktur", "faktur", "nomor tagihan", "no tagihan", "nomor kuitansi", "no kuitansi", "nomor invoice"),
            ),
        ),
        Column("invoiced", "date", Text("Tanggal faktur", "Day of the invoice"), aliases=("invoice date", "tanggal faktur", "tgl faktur")),
        Column(
            "received",
            "date",
            Text("Tanggal barang atau pekerjaan diterima (BAST)", "Day on which goods or work were accepted"),
            aliases=("receipt date", "goods received", "grn date", "tanggal bast", "tgl bast", "tanggal serah terima", "tanggal terima"),
        ),
        Column(
            "paid",
            "date",
            Text("Tanggal bayar", "Day of the payment"),
            aliases=(
                *("payment date", "pay date", "date paid", "date of payment", "date", "transaction date", "posting date"),
                *("tanggal bayar", "tgl bayar", "tanggal sp2d", "tgl sp2d", "tanggal spm", "tgl spm", "tanggal pembayaran", "tanggal"),
            ),
        ),
        Column(
            "amount",
            "money",
            Text("Nilai", "Amount"),
            required=True,
            unit="1/100",
            aliases=(
                *("net amount", "value", "amount paid", "payment amount", "gross amount", "total amount"),
                *("nilai", "jumlah", "nilai sp2d", "nilai spm", "jumlah sp2d", "jumlah spm", "nilai pembayaran", "nominal", "jumlah bayar"),
            ),
        ),
        Column("currency", "text", Text("Mata uang", "Currency"), aliases=("mata uang", "curr", "ccy")),
        Column(
            "account_to",
            "text",
            Text("Rekening tujuan", "Bank account paid to"),
            aliases=(
                "bank account",
                "beneficiary account",
                "iban",
                "rekening tujuan",
                "nomor rekening",
                "no rekening",
                "rekening penerima",
            ),
        ),
        Column(
            "contract",
            "text",
            Text("Nomor kontrak", "Number of the contract"),
            aliases=("contract number", "contract no", "po number", "purchase order", "nomor kontrak", "no kontrak", "nomor spk", "no spk"),
        ),
        Column(
            "contract_value",
            "money",
            Text("Nilai kontrak", "Value of the contract"),
            unit="1/100",
            aliases=("contract amount", "contract total", "nilai kontrak", "nilai spk"),
        ),
        Column(
            "approval_limit",
            "money",
            Text("Batas wewenang penyetuju pada pembayaran ini", "What the approver of this payment may approve at most"),
            unit="1/100",
            aliases=("approver limit", "authority limit", "batas wewenang", "batas persetujuan", "limit"),
        ),
        Column(
            "created_by",
            "text",
            Text("Yang merekam", "Who entered it"),
            aliases=("entered by", "creator", "created user", "requester", "dibuat oleh", "perekam", "operator", "pembuat"),
        ),
        Column("created_at", "time", Text("Saat direkam", "When it was entered"), aliases=("created time", "entered at", "waktu rekam")),
        Column(
            "approved_by",
            "text",
            Text("Yang menyetujui", "Who approved it"),
            aliases=("approver", "authorised by", "authorized by", "disetujui oleh", "penyetuju", "ppspm", "ppk"),
        ),
        Column(
            "approved_at",
            "time",
            Text("Saat disetujui", "When it was approved"),
            aliases=("approval time", "approved time", "waktu setuju", "waktu persetujuan"),
        ),
        Column(
            "description",
            "text",
            Text("Uraian", "What it was for"),
            aliases=("narrative", "purpose", "expense area", "uraian", "keterangan", "keperluan", "untuk pembayaran"),
        ),
    ),
)

BANK_CHANGES: Final = Schema(
    "bank_changes",
    Text("Perubahan rekening penyedia", "Changes of vendors' bank accounts"),
    Text("satu perubahan pada data induk", "one change in the master file"),
    (
        Column("change_id", "text", Text("Nomor perubahan", "Number of the change"), aliases=("nomor perubahan", "log id")),
        Column(
            "vendor_id",
            "text",
            Text("Nomor penyedia", "Number of the vendor"),
            required=True,
            aliases=("vendor number", "supplier id", "kode penyedia"),
        ),
        Column(
            "changed",
            "date",
            Text("Tanggal perubahan", "Day of the change"),
            required=True,
            aliases=("change date", "changed on", "tanggal perubahan", "tanggal ubah"),
        ),
        Column(
            "account_before",
            "text",
            Text("Rekening lama", "Account before"),
            aliases=("old account", "old value", "rekening lama"),
        ),
        Column(
            "account_after",
            "text",
            Text("Rekening baru", "Account after"),
            required=True,
            aliases=("new account", "new value", "rekening baru"),
        ),
        Column("changed_by", "text", Text("Yang mengubah", "Who changed it"), aliases=("changed user", "diubah oleh", "pengubah")),
    ),
)

SCHEMAS: Final = (PAYMENTS, BANK_CHANGES)
