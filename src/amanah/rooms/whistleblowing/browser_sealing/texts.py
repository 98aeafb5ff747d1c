"""What the scripts of these pages say, in the language of the page: they themselves hold no sentence."""

from django.utils.translation import gettext as _

from amanah.engines.reports.report import CONTACT_AGAIN, DO_NOT_CONTACT
from amanah.foundation.evidence.cleaning import words

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
    }


def report_texts() -> dict[str, str]:
    """What the report's page says."""
    return common_texts() | {
        "not_sent": _("Laporan Anda BELUM terkirim. Tulisan Anda masih ada di halaman ini."),
        "asking_keys": _("Mengambil kunci penerima …"),
        "sealing": _("Menyegel laporan …"),
        "sealing_file": _("Menyegel %(name)s …"),
        "sending_file": _("Mengirim %(name)s, tersegel …"),
        "sending": _("Mengirim laporan tersegel …"),
        "again": _("Coba kirim lagi"),
        "topic": _("Pilih satu yang paling dekat. Bila tidak ada yang cocok, pilih “Hal lain”."),
        "what": _("Tulis apa yang terjadi, walau hanya satu kalimat. Tanpa itu tidak ada yang dapat ditelaah."),
        "mode": _("Pilih satu cara melapor."),
        "name": _("Tulis nama Anda, atau pilih melapor secara anonim."),
        "route": _("Pilih satu penerima."),
        "names": _("Terlalu banyak: paling banyak %(most)s nama. Sebutkan yang terpenting; yang lain dapat ditulis dalam cerita."),
        "fix": _("Belum dapat dikirim. Perbaiki dahulu:"),
        "custodian": _("Saat ini tidak ada penyimpan amplop identitas yang boleh menerima nama Anda. Pilih cara melapor yang lain."),
        "too_much_text": _("Seluruh tulisan terlalu panjang untuk satu laporan. Ringkaslah, atau kirim sisanya lewat kotak komunikasi."),
        "unit_none": _("Tidak ada unit dengan nama itu."),
        "unit_more": _("Ada lebih banyak unit; persempit kata pencarian Anda."),
        "unit_unsure": _("Saya tidak yakin"),
        "reader": _("Penerima"),
        "custodian_key": _("Penyimpan amplop"),
        "recovery": _("Kunci pemulihan"),
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
        "sending": _("Menyegel dan mengirim pesan …"),
        "sent": _("Pesan terkirim, tersegel di peramban ini."),
        "not_sent": _("Pesan Anda BELUM terkirim. Tulisan Anda masih ada di halaman ini."),
        "sealing_file": _("Menyegel %(name)s …"),
        "sending_file": _("Mengirim %(name)s, tersegel …"),
        "number": _("Nomor laporan"),
        "opened": _("Diterima"),
        "route": _("Penerima"),
        "provisional": _("sementara, menunggu keputusan hari libur"),
        "again": _("Coba kirim lagi"),
        DO_NOT_CONTACT: _("Saya minta tidak dihubungi lagi."),
        CONTACT_AGAIN: _("Saya bersedia dihubungi lagi."),
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
        "remove": _("Hapus"),
        "copy_name": _("berkas"),
        **{f"finding_{code}": title for code, title in words.titles().items()},
        "finding_": _("Keterangan lain"),
    }
