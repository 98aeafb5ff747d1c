"""Public services as queues: what happened to each application, step by step, and the papers and the money that it left."""

from typing import Final

from amanah.redflags.schema import Column, Schema
from amanah.rulebook.rules import Text

CASE: Final = (
    "case:concept:name",
    "case id",
    "nomor permohonan",
    "no permohonan",
    "id permohonan",
    "nomor berkas",
    "berkas",
    "application",
)
SERVICE: Final = ("case:service", "jenis layanan", "layanan", "nama layanan", "case:department", "service type")
FILE_KIND: Final = ("case:kind", "jenis permohonan", "jenis berkas", "kategori", "case:channel", "application type")
OFFICE: Final = ("org:group", "case:office", "kantor", "unit", "unit kerja", "loket", "satker", "department")
OFFICER: Final = ("org:resource", "petugas", "nama petugas", "pejabat", "nip petugas", "resource", "user", "handled by")
AGENT: Final = ("case:agent", "org:agent", "perusahaan jasa", "pjk3", "perantara", "kuasa", "biro jasa", "intermediary", "representative")

SERVICE_EVENTS: Final = Schema(
    "service_events",
    Text(id="Peristiwa layanan", en="Service events"),
    Text(id="satu langkah dari satu permohonan", en="one step of one application"),
    (
        Column("case", "text", Text(id="Nomor permohonan", en="Number of the application"), required=True, aliases=CASE),
        Column(
            "activity",
            "text",
            Text(id="Nama langkah", en="Name of the step"),
            required=True,
            aliases=("concept:name", "langkah", "tahap", "tahapan", "aktivitas", "proses", "step", "task"),
        ),
        Column(
            "time",
            "time",
            Text(
                id="Saat langkah selesai; bila `ended` terisi, saat langkah dimulai",
                en="When the step was done; where `ended` is filled, when it was begun",
            ),
            required=True,
            aliases=("time:timestamp", "waktu", "tanggal", "tanggal proses", "waktu mulai", "timestamp", "date", "start time", "mulai"),
        ),
        Column(
            "ended",
            "time",
            Text(id="Saat langkah selesai, bila mulainya juga dicatat", en="When the step was done, where its beginning is recorded too"),
            aliases=("waktu selesai", "tanggal selesai", "selesai", "end time", "complete time", "time:complete"),
        ),
        Column(
            "stage",
            "text",
            Text(
                id="Keadaan langkah: kosong atau “complete” berarti selesai, lainnya berarti masih di meja petugas",
                en="State of the step: empty or “complete” means done, anything else that it still lies with the officer",
            ),
            aliases=("lifecycle:transition", "status langkah", "transition"),
        ),
        Column("officer", "text", Text(id="Petugas yang mengerjakan", en="Officer who did the step"), aliases=OFFICER),
        Column("office", "text", Text(id="Kantor atau loket", en="Office or counter"), aliases=OFFICE),
        Column(
            "agent",
            "text",
            Text(id="Perusahaan jasa atau perantara; kosong: mengurus sendiri", en="Service firm or other agent; empty: none"),
            aliases=AGENT,
        ),
        Column("service", "text", Text(id="Jenis layanan", en="Kind of service"), aliases=SERVICE),
        Column(
            "kind",
            "text",
            Text(
                id="Yang membuat berkas setara: baru atau perpanjangan, saluran, kerumitan",
                en="What makes files alike: new or renewal, channel, complexity",
            ),
            aliases=FILE_KIND,
        ),
        Column(
            "fee",
            "money",
            Text(id="Biaya yang dibayar pada langkah ini", en="Fee paid at this step"),
            unit="1/100",
            aliases=("biaya", "dibayar", "bayar", "case:fee", "paid"),
        ),
        Column(
            "tariff",
            "money",
            Text(id="Tarif resmi langkah ini", en="Official tariff of this step"),
            unit="1/100",
            aliases=("tarif", "tarif pnbp", "pnbp", "case:tariff"),
        ),
        Column(
            "promised",
            "time",
            Text(id="Kapan permohonan dijanjikan selesai", en="When the application was promised to be done"),
            aliases=("case:deadline", "case:enddate_planned", "tenggat", "batas waktu", "janji layanan", "due", "deadline"),
        ),
        Column(
            "closed",
            "time",
            Text(id="Kapan permohonan ditutup", en="When the application was closed"),
            aliases=("case:enddate", "tanggal tutup", "ditutup"),
        ),
        Column(
            "outcome",
            "text",
            Text(id="Hasil langkah atau permohonan", en="Outcome of the step or the application"),
            aliases=("case:outcome", "hasil", "keputusan", "result", "status akhir"),
        ),
    ),
)

CERTIFICATES: Final = Schema(
    "certificates",
    Text(id="Sertifikat", en="Certificates"),
    Text(id="satu sertifikat yang terbit", en="one certificate issued"),
    (
        Column(
            "certificate",
            "text",
            Text(id="Nomor sertifikat", en="Number of the certificate"),
            required=True,
            aliases=("nomor sertifikat", "no sertifikat", "certificate number", "nomor skp"),
        ),
        Column(
            "issued",
            "date",
            Text(id="Tanggal terbit", en="Day of issue"),
            required=True,
            aliases=("tanggal terbit", "terbit", "tanggal sertifikat", "issue date"),
        ),
        Column("service", "text", Text(id="Jenis layanan", en="Kind of service"), aliases=SERVICE),
        Column("kind", "text", Text(id="Jenis berkas", en="Kind of file"), aliases=FILE_KIND),
        Column("office", "text", Text(id="Kantor penerbit", en="Issuing office"), aliases=OFFICE),
        Column("case", "text", Text(id="Nomor permohonan", en="Number of the application"), aliases=CASE),
        Column("agent", "text", Text(id="Perusahaan jasa", en="Service firm"), aliases=AGENT),
        Column(
            "ntpn",
            "text",
            Text(id="Nomor penerimaan negara (NTPN)", en="Number of the state receipt (NTPN)"),
            aliases=("nomor ntpn", "no ntpn", "nomor penerimaan negara", "receipt number"),
        ),
    ),
)

RECEIPTS: Final = Schema(
    "receipts",
    Text(id="Penerimaan negara", en="State receipts"),
    Text(id="satu setoran dengan NTPN", en="one payment into the treasury, with its NTPN"),
    (
        Column(
            "ntpn",
            "text",
            Text(id="Nomor penerimaan negara (NTPN)", en="Number of the state receipt (NTPN)"),
            required=True,
            aliases=("nomor ntpn", "no ntpn", "nomor penerimaan negara", "receipt number"),
        ),
        Column(
            "received",
            "date",
            Text(id="Tanggal setor", en="Day of the payment"),
            required=True,
            aliases=("tanggal setor", "tanggal bayar", "tanggal ntpn", "payment date"),
        ),
        Column(
            "amount",
            "money",
            Text(id="Jumlah setoran", en="Amount"),
            required=True,
            unit="1/100",
            aliases=("jumlah setor", "nilai", "jumlah", "nominal"),
        ),
        Column("service", "text", Text(id="Jenis layanan", en="Kind of service"), aliases=SERVICE),
        Column("kind", "text", Text(id="Jenis berkas", en="Kind of file"), aliases=FILE_KIND),
        Column("office", "text", Text(id="Kantor", en="Office"), aliases=OFFICE),
        Column("payer", "text", Text(id="Penyetor", en="Payer"), aliases=("penyetor", "wajib bayar", "nama penyetor")),
    ),
)

TARIFFS: Final = Schema(
    "tariffs",
    Text(id="Tarif layanan", en="Tariffs"),
    Text(id="satu tarif dengan masa berlakunya", en="one tariff and the time it holds"),
    (
        Column("service", "text", Text(id="Jenis layanan", en="Kind of service"), required=True, aliases=SERVICE),
        Column("kind", "text", Text(id="Jenis berkas; kosong: semua", en="Kind of file; empty: all"), aliases=FILE_KIND),
        Column(
            "tariff",
            "money",
            Text(id="Tarif resmi untuk satu berkas", en="Official tariff of one file"),
            required=True,
            unit="1/100",
            aliases=("tarif", "tarif pnbp", "amount", "nilai tarif"),
        ),
        Column("since", "date", Text(id="Berlaku sejak", en="Holds since"), aliases=("berlaku sejak", "mulai berlaku", "valid from")),
        Column(
            "until",
            "date",
            Text(id="Berlaku sampai, hari itu termasuk", en="Holds until, that day included"),
            aliases=("berlaku sampai", "valid to", "valid until"),
        ),
    ),
)

SCHEMAS: Final = (SERVICE_EVENTS, CERTIFICATES, RECEIPTS, TARIFFS)
