"""The roles of the anti-bribery management system; top management and members of the function come to a scope by being named in it."""

from django.utils.translation import gettext_lazy as _

from amanah.foundation.access.roles import Role

FUNCTION = Role(
    "fkap",
    _("Fungsi Kepatuhan Anti Penyuapan"),
    _("Memelihara ruang lingkup SMAP, jawaban atas persyaratan, dan sertifikasinya pada unitnya dan unit di bawahnya."),
    sensitive=False,
)
AUDITOR = Role(
    "smap_auditor",
    _("Auditor internal SMAP"),
    _("Membaca ruang lingkup SMAP pada unitnya, mengaudit, dan memeriksa jawaban yang bukan tanggung jawabnya."),
    sensitive=False,
)
READER = Role("smap_reader", _("Pembaca SMAP"), _("Membaca ruang lingkup SMAP pada unitnya dan unit di bawahnya."), sensitive=False)
EXTERNAL = Role(
    "external_auditor",
    _("Auditor luar (tamu)"),
    _("Membaca bukti satu ruang lingkup selama satu kunjungan audit, dan tidak melihat yang lain. Diberikan dari kunjungannya oleh FKAP."),
)
"""A guest of one visit (see `auditor_room`). Sensitive, so that outsiders sign in with a second factor; it reaches no scope by itself."""
EVERY = (FUNCTION, AUDITOR, READER)
