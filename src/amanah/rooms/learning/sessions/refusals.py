"""How sessions say no: with a code for programs and a sentence for people."""

from django.utils.translation import gettext_lazy as _

from amanah.kernel.refusal import Refusal

SENTENCES = {
    "not_found": _("Kegiatan ini tidak ditemukan."),
    "side": _("Langkah ini dilakukan pengelola pembelajaran unit penyelenggara."),
    "leads": _("Langkah ini dilakukan pengelola pembelajaran atau pengajar kegiatan ini."),
    "state": _("Langkah ini tidak tersedia pada tahap sekarang. Muat ulang halaman untuk melihat tahap terbarunya."),
    "words": _("Tulislah alasannya."),
    "titles": _("Tulislah judul dalam kedua bahasa."),
    "topics": _("Pilih sedikitnya satu topik, masing-masing sekali, dengan jam pelajarannya."),
    "pass": _("Lulus tes akhir hanya dapat disyaratkan bila ada tes akhir."),
    "course": _("Kursus ini tidak dikenal."),
    "course_test": _("Kursus mandiri sudah punya ujiannya sendiri. Kosongkan tes awal dan tes akhir."),
    "retired": _("Penawaran ini sudah tidak dipakai."),
    "times": _("Waktu selesai harus sesudah waktu mulai."),
    "past": _("Kegiatan ini belum dimulai."),
    "place": _("Tulislah tempat atau tautannya."),
    "room": _("Tempat yang disediakan lebih sedikit daripada yang sudah terisi."),
    "people": _("Pilih sedikitnya satu orang."),
    "audience": _("Orang ini tidak termasuk sasaran kegiatan."),
    "again": _("Orang ini sudah terdaftar."),
    "own": _("Keputusan tentang diri sendiri diambil orang lain."),
    "not_yours": _("Anda tidak terdaftar pada kegiatan ini."),
    "code": _("Kode kehadiran ini tidak berlaku lagi. Pakai kode yang sedang ditampilkan pengajar."),
    "hours": _("Jam hadir harus lebih dari nol dan tidak melebihi jam kegiatan."),
    "too_early": _("Kehadiran dicatat mulai setengah jam sebelum kegiatan."),
    "too_late": _("Waktu untuk langkah ini sudah lewat."),
    "unmarked": _("Catat dahulu kehadiran setiap orang yang diundang."),
    "answered": _("Anda sudah memberi umpan balik. Terima kasih."),
    "answers": _("Jawab sedikitnya satu pertanyaan."),
    "withdrawn": _("Sertifikat ini sudah ditarik."),
    "file": _("Unggah berkas sertifikatnya."),
    "day": _("Tanggalnya belum tiba."),
}


class Refused(Refusal):
    """It will not be done. `code` is one of SENTENCES' keys."""

    sentences = SENTENCES
