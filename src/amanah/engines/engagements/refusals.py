"""How engagements say no: with a code for programs and a sentence for people."""

from django.utils.translation import gettext_lazy as _

from amanah.kernel.refusal import Refusal

SENTENCES = {
    "not_found": _("Penugasan ini tidak ditemukan."),
    "side": _("Tindakan ini bukan bagian Anda pada penugasan ini."),
    "state": _("Tindakan ini tidak tersedia pada status sekarang. Muat ulang halaman untuk melihat status terbarunya."),
    "words": _("Tulislah uraiannya."),
    "code": _("Pilihan ini tidak dikenal."),
    "kind": _("Jenis penugasan ini tidak dikenal."),
    "unit": _("Anda hanya dapat merencanakan penugasan bagi unit yang menjadi wewenang Anda."),
    "years": _("Tahun terakhir tidak boleh sebelum tahun pertama; paling lama sepuluh tahun."),
    "year": _("Tahun ini di luar masa program."),
    "days": _("Hari terakhir tidak boleh sebelum hari pertama."),
    "source": _("Catatan asal penugasan ini tidak ditemukan."),
    "subjects": _("Sebutkan paling sedikit satu unit yang diperiksa."),
    "criteria": _("Pilihlah paling sedikit satu kriteria."),
    "same_person": _("Yang memutuskan harus orang lain: bukan pengusulnya dan bukan orang yang bersangkutan."),
    "decided": _("Usulan ini sudah diputuskan."),
    "excluded": _("Orang ini tidak dapat ikut dalam penugasan ini. Pilihlah yang lain."),
    "auditor": _("Orang ini tidak mempunyai akun yang aktif dengan peran auditor untuk unit ini."),
    "independent": _("Orang ini tidak terhalang apa pun; ia dapat langsung ditetapkan."),
    "member": _("Orang ini sudah ada dalam tim."),
    "lead": _("Tim belum mempunyai ketua."),
    "one_lead": _("Tim sudah mempunyai ketua. Ganti dahulu yang lama."),
    "reviewer": _("Tim perlu paling sedikit dua orang, agar kertas kerja direviu orang lain."),
    "papers": _("Belum ada kertas kerja: tuliskan dahulu apa yang akan diuji."),
    "papers_open": _("Masih ada kertas kerja yang belum direviu."),
    "population": _("Tuliskan butir populasinya, satu butir satu baris, atau jumlahnya. Paling banyak 20.000 butir."),
    "sample": _("Sampel paling sedikit 1 dan paling banyak 100 butir, dan tidak melebihi populasinya."),
    "not_sampled": _("Tuliskan mengapa butir lainnya tidak diperiksa."),
    "results": _("Setiap butir sampel harus diberi hasil."),
    "own_paper": _("Kertas kerja direviu oleh orang lain, bukan penyusunnya."),
    "drawn": _("Sampelnya sudah diambil dan tidak dapat diundi lagi."),
    "finding_unit": _("Unit temuan harus salah satu unit yang diperiksa atau di bawahnya."),
    "finding_fields": _("Temuan dengan tingkat ini harus diisi lengkap: kriteria, sebab, dan akibatnya."),
    "answers_open": _("Masih ada temuan yang belum ditanggapi, dan tenggat tanggapan belum lewat."),
    "follow_up_open": _("Masih ada temuan yang belum selesai ditindaklanjuti."),
    "answered": _("Temuan ini sudah ditanggapi."),
    "owed": _("Temuan ini tidak memerlukan tanggapan atau tindak lanjut."),
    "verifier": _("Pemverifikasi harus independen dari unit yang diperiksa."),
    "lead_closes": _("Penugasan ditutup oleh orang lain, bukan ketua timnya."),
    "unchanged": _("Tidak ada yang diubah."),
}


class Refused(Refusal):
    """The engine will not do it. `code` is one of SENTENCES' keys, or "not_independent" with the grounds as its sentence."""

    sentences = SENTENCES


class NotIndependent(Refused):
    """Somebody is not independent of what is looked at; the sentence names why. `grounds` are its reasons."""

    def __init__(self, name: str, grounds: tuple[str, ...]) -> None:
        self.grounds = grounds
        sentence = _("%(name)s tidak independen: %(grounds)s") % {"name": name, "grounds": "; ".join(grounds)}
        super().__init__("not_independent", sentence)
