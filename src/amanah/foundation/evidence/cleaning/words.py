"""What was found in a file, and why it was not cleaned, as sentences for a person."""

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from amanah.foundation.evidence.cleaning.process import Finding

ORDER = ("place", "author", "editor", "company", "serial", "device", "comment", "changes", "path", "attachment", "revisions", "time")
"""What points to a person most directly comes first."""


def sentences(findings: Iterable[Finding]) -> list[str]:
    """The findings as sentences, the gravest first."""
    return [sentence(one) for one in sorted(findings, key=lambda one: ORDER.index(one.code) if one.code in ORDER else len(ORDER))]


def sentence(finding: Finding) -> str:
    """One finding as a short sentence, with what was found where it can be said."""
    said = ", ".join(finding.values)
    if finding.more:
        said += ngettext(" dan %(n)d lagi", " dan %(n)d lagi", finding.more) % {"n": finding.more}
    title = titles().get(finding.code, _("Keterangan lain"))
    return f"{title}: {said}" if said else title


def reason(code: str) -> str:
    """Why there is no cleaned copy."""
    return _reasons().get(code, _("Pembersihannya gagal."))


def titles() -> dict[str, str]:
    """What each code of a finding means."""
    return {
        "attachment": _("Berkas lain yang menempel di dalamnya"),
        "author": _("Nama pembuat"),
        "changes": _("Siapa mengubah apa, dan kapan"),
        "comment": _("Komentar dan penulisnya"),
        "comment_text": _("Isi catatan pada halaman (nama penulisnya dihapus)"),
        "company": _("Nama kantor atau perusahaan"),
        "connection": _("Sambungan ke data di tempat lain"),
        "copyright": _("Pemegang hak cipta"),
        "custom": _("Keterangan tambahan"),
        "deleted_text": _("Tulisan yang dihapus tetapi masih tersimpan (lacak perubahan)"),
        "device": _("Merek dan jenis alat"),
        "editor": _("Yang terakhir mengubah"),
        "exif": _("Keterangan teknis kamera"),
        "hidden_layer": _("Lapisan yang disembunyikan"),
        "hidden_rows": _("Baris atau kolom yang disembunyikan"),
        "hidden_sheet": _("Lembar yang disembunyikan"),
        "hidden_slide": _("Slide yang disembunyikan"),
        "hidden_text": _("Tulisan yang disembunyikan"),
        "ids": _("Nomor pengenal berkas atau sesi penyuntingan"),
        "iptc": _("Keterangan foto (IPTC)"),
        "leftover": _("Bagian yang tertinggal dan tidak terpakai"),
        "link": _("Alamat yang dituju tautan"),
        "maker_note": _("Catatan khusus pembuat kamera"),
        "notes": _("Catatan pembicara pada slide"),
        "orientation": _("Arah kamera, supaya gambar tampak tegak"),
        "origin": _("Surat asal-usul konten (C2PA)"),
        "path": _("Letak berkas pada komputer atau jaringan"),
        "picture": _("Keterangan dalam gambar di dalamnya"),
        "picture_name": _("Nama asli gambar di dalamnya"),
        "place": _("Tempat (GPS)"),
        "printer": _("Pengaturan dan nama pencetak"),
        "private": _("Catatan program pembuatnya"),
        "profile": _("Profil warna kamera atau layar"),
        "properties": _("Lembar sifat dokumen"),
        "revisions": _("Versi sebelumnya yang masih tersimpan"),
        "script": _("Skrip atau tindakan otomatis"),
        "serial": _("Nomor seri alat"),
        "signature": _("Tanda tangan elektronik"),
        "software": _("Program yang dipakai"),
        "template": _("Berkas contoh (template)"),
        "thumbnail": _("Gambar kecil dari isi berkas"),
        "time": _("Tanggal dan jam"),
        "title": _("Judul, kata kunci, atau keterangan"),
        "trailing": _("Data tersembunyi sesudah akhir berkas"),
        "xmp": _("Lembar keterangan XMP"),
    }


def _reasons() -> dict[str, str]:
    return {
        "animated": _("Gambar bergerak belum dapat dibersihkan."),
        "bomb": _("Isinya terlalu besar untuk dibersihkan dengan aman."),
        "browser": _("Disegel di peramban pengirimnya, sehingga tidak dapat diperiksa di sini."),
        "broken": _("Berkas ini rusak atau bukan seperti yang tampak dari jenisnya."),
        "busy": _("Pembersih sedang sibuk. Coba periksa lagi sebentar lagi."),
        "embedded": _("Di dalamnya ada benda yang tidak dapat dibersihkan, misalnya video atau berkas lain."),
        "encrypted": _("Berkas ini berkata sandi."),
        "later": _("Berkas ini belum sempat diperiksa."),
        "macros": _("Berkas ini memuat makro."),
        "still": _("Sesudah dibersihkan masih ada yang tersisa."),
        "too_large": _("Berkas ini terlalu besar untuk dibersihkan."),
        "too_long": _("Pembersihannya terlalu lama."),
        "unsupported": _("Jenis berkas ini belum dapat dibersihkan. Yang dapat: PDF, JPEG, PNG, DOCX, XLSX, dan PPTX."),
    }
