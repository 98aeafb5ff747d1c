"""What the scripts of these pages say, in the language of the page: they themselves hold no sentence."""

from django.utils.translation import gettext as _

from amanah.engines.reports.report import CONTACT_AGAIN, DO_NOT_CONTACT
from amanah.foundation.evidence.cleaning import words
from amanah.rooms.whistleblowing.afterwards.questions import ANSWERS as RATED
from amanah.rooms.whistleblowing.afterwards.questions import QUESTIONS
from amanah.rooms.whistleblowing.protection.questions import PRESSURES
from amanah.rooms.whistleblowing.workflow import SHARED_ROUTE

BROWSER = "browser"
"""Why a file that a browser sealed was not cleaned: nobody but its sender could look into it."""


def common_texts() -> dict[str, str]:
    """What both pages say."""
    return {
        "loading": _("Memuat alat penyegel …"),
        "failed": _("Alat penyegel tidak dapat dimuat di peramban ini. Pakailah cara biasa."),
        "slow": _(
            "Peramban ini mematikan WebAssembly. Penyegelan tetap bekerja, tetapi lebih lambat, sampai beberapa menit. "
            "Bila terlalu lama, pakailah cara biasa."
        ),
        "offline": _("Sambungan terputus. Tidak ada yang hilang: tulisan dan berkas Anda masih ada di halaman ini. Tekan tombolnya lagi."),
        "strange": _("Server menjawab dengan cara yang tidak kami kenal. Tulisan Anda masih ada di halaman ini. Coba lagi sebentar lagi."),
        "deriving": _("Membuat kunci dari delapan kata …"),
        "long": _("Terlalu panjang: paling banyak %(most)s huruf, sekarang %(now)s. Tulisan Anda tidak dipotong."),
        "again": _("Coba kirim lagi"),
        "more": _("Tambah satu lagi"),
        "remove": _("Hapus"),
        "needed": _("Pertanyaan ini perlu dijawab."),
        "rupiah": _("Rp%(amount)s"),
        **sending_texts(),
    }


def sending_texts() -> dict[str, str]:
    """What is said while a report is sealed and sent."""
    return {
        "asking_keys": _("Mengambil kunci penerima …"),
        "sealing": _("Menyegel laporan …"),
        "sealing_file": _("Menyegel %(name)s …"),
        "sending_file": _("Mengirim %(name)s, tersegel …"),
        "sending": _("Mengirim laporan tersegel …"),
        "not_sent": _("Laporan Anda BELUM terkirim. Tulisan Anda masih ada di halaman ini."),
        "custodian": _("Saat ini tidak ada penyimpan amplop identitas yang boleh menerima nama Anda. Pilih cara melapor yang lain."),
        "too_much_text": _("Seluruh tulisan terlalu panjang untuk satu laporan. Ringkaslah, atau kirim sisanya lewat kotak komunikasi."),
        "reader": _("Penerima"),
        "together": _("Pemegang bagian kunci"),
        "custodian_key": _("Penyimpan amplop"),
        "custodian_together": _("Pemegang bagian kunci amplop"),
        "recovery": _("Kunci pemulihan"),
    }


def shut_texts() -> dict[str, str]:
    """Why nobody on a route may read a report, by route."""
    return {
        "inspectorate": _(
            "Inspektorat Jenderal: semua penerimanya adalah orang yang Anda sebut atau yang membawahinya, sehingga tidak seorang pun boleh "
            "membacanya."
        ),
        "antibribery": _(
            "Fungsi Kepatuhan Anti Penyuapan: semua penerimanya adalah orang yang Anda sebut atau yang membawahinya, sehingga tidak "
            "seorang pun boleh membacanya."
        ),
        SHARED_ROUTE: _(
            "Beberapa pemegang bersama: pemegang yang boleh membacanya dan sudah mempunyai kunci lebih sedikit daripada yang diperlukan."
        ),
    }


def report_texts() -> dict[str, str]:
    """What the report's page says."""
    return common_texts() | {
        "topic": _("Pilih satu yang paling dekat. Bila tidak ada yang cocok, pilih “Hal lain”."),
        "what": _("Tulis apa yang terjadi, walau hanya satu kalimat. Tanpa itu tidak ada yang dapat ditelaah."),
        "mode": _("Pilih satu cara melapor."),
        "name": _("Tulis nama Anda, atau pilih melapor secara anonim."),
        "route": _("Pilih satu penerima."),
        "names": _("Terlalu banyak: paling banyak %(most)s nama. Sebutkan yang terpenting; yang lain dapat ditulis dalam cerita."),
        "fix": _("Belum dapat dikirim. Perbaiki dahulu:"),
        "unit_none": _("Tidak ada unit dengan nama itu."),
        "unit_more": _("Ada lebih banyak unit; persempit kata pencarian Anda."),
        "unit_unsure": _("Saya tidak yakin"),
        "proposed": _("Untuk laporan seperti ini instansi mengusulkan %(who)s. Anda tetap boleh memilih penerima lain."),
        "proposed_none": _("Tidak ada usulan khusus untuk laporan seperti ini."),
    }


def mailbox_texts() -> dict[str, str]:
    """What the mailbox's page says."""
    return common_texts() | {
        "digits": _("Angkanya harus sembilan. Periksa lagi angka pada catatan Anda."),
        "too_few_words": _("Katanya kurang: harus delapan kata."),
        "too_many_words": _("Katanya terlalu banyak: harus delapan kata."),
        "unknown_word": _("Kata ke-%(place)s, “%(word)s”, tidak ada dalam daftar kata kami. Periksa ejaannya."),
        "meant_word": _("Kata ke-%(place)s, “%(word)s”, tidak ada dalam daftar kata kami. Apakah maksud Anda “%(other)s”?"),
        "ambiguous_word": _("Kata ke-%(place)s, “%(word)s”, dapat berarti beberapa kata: %(other)s. Tulis yang tepat."),
        "checksum": _("Semua kata dikenal, tetapi kata dan angka ini tidak cocok satu sama lain. Periksa urutan kata dan angkanya."),
        "opening": _("Membuka kotak komunikasi …"),
        "damaged": _("(Pesan ini tidak dapat dibuka.)"),
        "elsewhere": _("(Ada kiriman lain. Bukalah kotak komunikasi dengan cara biasa untuk melihatnya.)"),
        "empty": _("Tulis pesan atau pilih berkas dahulu."),
        "sending_message": _("Menyegel dan mengirim …"),
        "sent": _("Terkirim, tersegel di peramban ini."),
        "message_not_sent": _("Pesan Anda BELUM terkirim. Tulisan Anda masih ada di halaman ini."),
        "fetching": _("Mengambil berkas tersegel …"),
        "file_damaged": _("Berkas ini rusak dan tidak dapat dibuka. Tulislah kepada petugas."),
        "number": _("Nomor laporan"),
        "opened": _("Diterima"),
        "route": _("Penerima"),
        "provisional": _("sementara, menunggu keputusan hari libur"),
        DO_NOT_CONTACT: _("Saya minta tidak dihubungi lagi."),
        CONTACT_AGAIN: _("Saya bersedia dihubungi lagi."),
        **said_texts(),
        **further_texts(),
    }


def said_texts() -> dict[str, str]:
    """How messages that are more than words read; the scripts put in what `%(…)s` names."""
    return {
        "said_questions": _("Daftar pertanyaan: %(title)s"),
        "said_answers": _("Jawaban atas daftar pertanyaan: %(title)s"),
        "said_check_in": _("Apakah Anda mengalami tekanan? %(answer)s"),
        "said_retaliation": _("Saya melaporkan pembalasan sebagai laporan tersendiri."),
        "said_identity": _("Saya memberitahukan siapa saya kepada: %(who)s."),
        "said_rating": _("Penilaian saya atas penanganan laporan:"),
        **{f"pressure_{code}": str(words) for code, words in PRESSURES.items()},
        **{f"rated_{key}": str(question) for key, question in QUESTIONS.items()},
        **{f"rating_{code}": str(answer) for code, answer in RATED.items()},
    }


def further_texts() -> dict[str, str]:
    """What the further parts of the mailbox say."""
    return {
        "answer_these": _("Jawab pertanyaan ini: %(title)s"),
        "send_answers": _("Segel dan kirim jawaban"),
        "answer_nothing": _("Belum ada yang diisi. Jawab paling sedikit satu pertanyaan."),
        "answer_not_sent": _("Jawaban Anda BELUM terkirim"),
        "choose_answer": _("Pilih salah satu jawaban."),
        "what": _("Tulis apa yang terjadi."),
        "names": _("Terlalu banyak: paling banyak %(most)s nama. Sebutkan yang terpenting; yang lain dapat ditulis dalam cerita."),
        "not_kept": _("BELUM tersimpan. Tulisan Anda masih ada di halaman ini."),
        "rated": _("Penilaian Anda tersimpan. Anda dapat mengubahnya kapan saja."),
        "not_told": _("Identitas Anda BELUM diberitahukan"),
        "name_needed": _("Tulis nama Anda, atau tutup bagian ini tanpa memberitahukannya."),
        "recipient_needed": _("Pilih paling sedikit satu penerima."),
        "do_not_contact_please": _("Jangan hubungi saya lagi"),
        "contact_again_please": _("Saya bersedia dihubungi lagi"),
    }


def file_texts() -> dict[str, str]:
    """What is said about files, with the names of everything that a file may reveal."""
    return {
        "file_large": _("%(name)s: berkas ini lebih besar dari %(most)s MB."),
        "files_large": _("%(name)s: bersama berkas lainnya, ukurannya melebihi %(most)s MB."),
        "files_many": _("Paling banyak %(most)s berkas."),
        "file_empty": _("%(name)s: berkas ini kosong."),
        "file_unread": _("%(name)s: berkas ini tidak dapat dibaca. Pilih lagi."),
        "looking": _("Memeriksa %(name)s di peramban ini …"),
        "reveals": _("Yang terbaca dari berkas ini:"),
        "reveals_nothing": _("Tidak ditemukan keterangan tersembunyi."),
        "choose_cleaned": _("Kirim salinan bersih"),
        "choose_original": _("Kirim aslinya"),
        "choose_both": _("Kirim keduanya"),
        "not_cleaned": _("Belum dibersihkan: jenis berkas ini tidak dapat diperiksa di peramban."),
        "by_server": _("Minta server membersihkannya"),
        "by_server_means": _(
            "Server lalu melihat isi berkas ini, di memori, selama pembersihan. Salinan bersihnya disegel di peramban ini."
        ),
        "cleaning": _("Server sedang membersihkan %(name)s …"),
        "copy_name": _("berkas"),
        **{f"finding_{code}": title for code, title in words.titles().items()},
        "finding_": _("Keterangan lain"),
    }
