"""What the report says around its figures."""

from collections.abc import Mapping
from typing import Final

from amanah.rulebook.rules import Text

WORDS: Final[Mapping[str, Text]] = {
    "title": Text(id="Indikasi dalam data", en="Red flags in the data"),
    "verdict": Text(
        id="Indikasi adalah petunjuk, bukan putusan. Setiap butir di bawah dapat punya sebab yang wajar; periksa berkas "
        "aslinya dan dengarkan orang yang mengerjakannya sebelum menyimpulkan apa pun.",
        en="A red flag is a signal, never a verdict. Every line below may have an innocent cause; check the original file and "
        "hear the people who did the work before concluding anything.",
    ),
    "made": Text(id="Dibuat", en="Made"),
    "read": Text(id="Yang dibaca", en="What was read"),
    "file": Text(id="Berkas", en="File"),
    "kind": Text(id="Dibaca sebagai", en="Read as"),
    "table": Text(id="Tabel", en="Table"),
    "rows": Text(id="Baris", en="Rows"),
    "rejected": Text(id="ditolak", en="rejected"),
    "rejected_title": Text(id="Yang ditolak saat dibaca", en="What was rejected on the way in"),
    "rejected_more": Text(id="Daftar lengkap: rejected.csv.", en="The whole list: rejected.csv."),
    "none_rejected": Text(id="Tidak ada yang ditolak.", en="Nothing was rejected."),
    "line": Text(id="Baris", en="Line"),
    "column": Text(id="Kolom", en="Column"),
    "reason": Text(id="Alasan", en="Reason"),
    "notes": Text(id="Yang diputuskan pembaca", en="What the reader decided"),
    "indicators": Text(id="Indikator", en="Indicators"),
    "hits": Text(id="indikasi", en="hits"),
    "fired": Text(id="memberi indikasi", en="fired"),
    "clear": Text(id="bersih", en="clear"),
    "not available": Text(id="tidak tersedia", en="not available"),
    "agree": Text(id="Di mana beberapa indikator bertemu?", en="Where do several indicators meet?"),
    "agree_reads": Text(
        id="Subjek yang ditunjuk oleh lebih dari satu indikator. Indikator yang bersandar pada kolom yang sama tidak saling menguatkan.",
        en="Subjects that more than one indicator points to. Indicators that rest on the same columns do not support each other.",
    ),
    "none_agree": Text(id="Tidak ada subjek yang ditunjuk dua indikator.", en="No subject is pointed to by two indicators."),
    "subject": Text(id="Subjek", en="Subject"),
    "signs": Text(id="Jumlah indikator", en="Indicators"),
    "which": Text(id="Yang mana", en="Which"),
    "of": Text(id="dari", en="of"),
    "examined": Text(id="yang dinilai", en="examined"),
    "not_judged": Text(id="tidak dapat dinilai", en="could not be judged"),
    "why": Text(id="Mengapa ditanyakan", en="Why it is asked"),
    "false_alarm": Text(id="Alarm palsu yang lazim", en="What a false alarm looks like"),
    "blind": Text(id="Yang tidak terlihat olehnya", en="What it is blind to"),
    "parameters": Text(id="Parameter", en="Parameters"),
    "source": Text(id="Sumber", en="Source"),
    "unverified": Text(id="belum diverifikasi", en="not verified"),
    "explanation": Text(id="Penjelasan", en="Explanation"),
    "value": Text(id="Nilai", en="Value"),
    "weight": Text(id="Bobot", en="Weight"),
    "weight_1": Text(id="lemah", en="weak"),
    "weight_2": Text(id="sedang", en="plain"),
    "weight_3": Text(id="kuat", en="strong"),
    "more": Text(id="indikasi lagi ada di results.csv.", en="more are in results.csv."),
    "silent": Text(id="Yang tidak dapat ditanyakan", en="What could not be asked"),
    "silent_reads": Text(
        id="Diamnya indikator-indikator ini bukan kabar baik: datanya tidak ada.",
        en="The silence of these indicators is no good news: their data are not there.",
    ),
    "picture_table": Text(id="Angka di balik gambar", en="The figures behind the picture"),
    "first_rows": Text(id="baris pertama", en="first rows"),
    "contents": Text(id="Isi", en="Contents"),
    "all_clear": Text(id="Bersih", en="Clear"),
}
