"""How documents say no: with a code for programs and a sentence for people."""

from django.utils.translation import gettext_lazy as _

from amanah.kernel.refusal import Refusal

SENTENCES = {
    "not_found": _("Dokumen ini tidak ditemukan."),
    "unit": _("Anda tidak memegang dokumen unit ini."),
    "words": _("Tuliskan isinya."),
    "content": _("Isilah satu saja: teks, berkas, atau alamat tempat naskahnya tersimpan."),
    "file": _("Berkasnya tidak dapat disimpan. Pilih lagi."),
    "address": _("Tuliskan alamat web yang diawali https:// atau http://."),
    "code": _("Nomor dokumen ini sudah dipakai di unit itu."),
    "issuer": _("Tuliskan penerbitnya; hanya dokumen dari luar yang punya penerbit."),
    "open": _("Masih ada rancangan versi lain. Selesaikan atau batalkan dahulu."),
    "state": _("Langkah ini tidak dapat dilakukan sekarang."),
    "side": _("Langkah ini bukan bagian Anda."),
    "nobody": _("Akun Anda tidak terhubung dengan seorang pegawai."),
    "reviewers": _("Pilih paling sedikit seorang peninjau yang dapat masuk dan bukan penyusunnya."),
    "unreviewed": _("Belum ada peninjau yang menyatakan selesai."),
    "remarks": _("Masih ada catatan tinjauan yang belum dijawab."),
    "approvers": _("Pilih dua orang berbeda yang dapat masuk dan tidak pernah menulis versi ini."),
    "due": _("Tenggatnya harus sesudah hari ini."),
    "readers": _("Tidak ada pegawai pada tujuan itu."),
    "period": _("Tanggal ini tidak boleh sebelum hari ini."),
    "closed": _("Dokumen ini sudah ditarik."),
    "not_reading": _("Dokumen ini tidak menunggu Anda baca."),
    "kept": _("Masa simpannya belum habis."),
    "second": _("Yang menyetujui pemusnahan harus orang lain dari yang mengusulkan."),
    "target": _("Catatan yang hendak dikaitkan tidak ditemukan."),
}


class Refused(Refusal):
    """It will not be done. `code` is one of SENTENCES' keys."""

    sentences = SENTENCES
