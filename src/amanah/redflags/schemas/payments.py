"""Payments out of an institution's accounts."""

from typing import Final

from amanah.redflags.schema import Column, Schema
from amanah.rulebook.rules import Text

PAYMENTS: Final = Schema(
    "payments",
    Text(id="Pembayaran", en="Payments"),
    Text(id="satu pembayaran atas satu faktur", en="one payment of one invoice"),
    (
        Column(
            "payment_id",
            "text",
            Text(id="Nomor pembayaran", en="Number of the payment"),
            aliases=("transaction number", "nomor sp2d", "trans no"),
        ),
        Column(
            "unit", "text", Text(id="Unit yang membayar", en="Unit that pays"), aliases=("department", "directorate", "satker", "entity")
        ),
        Column(
            "vendor_id",
            "text",
            Text(id="Nomor penyedia", en="Number of the vendor"),
            aliases=("vendor num", "supplier id", "kode penyedia"),
        ),
        Column(
            "vendor",
            "text",
            Text(id="Nama penyedia", en="Name of the vendor"),
            aliases=("supplier", "supplier name", "beneficiary", "nama penyedia"),
        ),
        Column(
            "invoice",
            "text",
            Text(id="Nomor faktur", en="Number of the invoice"),
            aliases=("invoice number", "invoice no", "inv num", "nomor faktur"),
        ),
        Column("invoiced", "date", Text(id="Tanggal faktur", en="Day of the invoice"), aliases=("invoice date", "tanggal faktur")),
        Column(
            "paid",
            "date",
            Text(id="Tanggal bayar", en="Day of the payment"),
            aliases=("payment date", "date paid", "date", "tanggal bayar"),
        ),
        Column(
            "amount",
            "money",
            Text(id="Nilai", en="Amount"),
            required=True,
            unit="1/100",
            aliases=("net amount", "value", "nilai", "jumlah"),
        ),
        Column("currency", "text", Text(id="Mata uang", en="Currency"), aliases=("mata uang",)),
    ),
)

SCHEMAS: Final = (PAYMENTS,)
