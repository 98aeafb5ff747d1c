"""What sorts of documents there are, how a version stands, and what the steps are called."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise as Text
else:
    Text = object

EXTERNAL = "external"
SORTS: dict[str, Text] = {
    "policy": _("Kebijakan"),
    "manual": _("Pedoman atau manual"),
    "procedure": _("Prosedur"),
    "form": _("Formulir"),
    "decree": _("Surat keputusan"),
    "record": _("Rekaman baku"),
    EXTERNAL: _("Dokumen dari luar"),
}

DRAFT, REVIEW, APPROVAL, IN_FORCE, SUPERSEDED, DROPPED = "draft", "review", "approval", "in_force", "superseded", "dropped"
STATES: dict[str, Text] = {
    DRAFT: _("Rancangan"),
    REVIEW: _("Sedang ditinjau"),
    APPROVAL: _("Menunggu disahkan"),
    IN_FORCE: _("Berlaku"),
    SUPERSEDED: _("Digantikan"),
    DROPPED: _("Dibatalkan"),
}
TONES = {DRAFT: "neutral", REVIEW: "info", APPROVAL: "warning", IN_FORCE: "success", SUPERSEDED: "neutral", DROPPED: "neutral"}
OPEN = frozenset({DRAFT, REVIEW, APPROVAL})
"""Where a version can stand while it is made; a document has one such version at most."""
SIGNATURES = 2
"""How many people approve a version; none of them wrote in it."""

STANDINGS: dict[str, Text] = {
    "in_force": _("Berlaku"),
    "making": _("Dalam penyusunan"),
    "due": _("Perlu ditinjau ulang"),
    "withdrawn": _("Ditarik"),
    "over": _("Habis masa simpannya"),
    "destroyed": _("Isinya dimusnahkan"),
}

ACTS: dict[str, Text] = {
    "opened": _("Dokumen dibuka"),
    "described": _("Keterangan dokumen diubah"),
    "drafted": _("Rancangan versi baru dimulai"),
    "written": _("Isi rancangan ditulis ulang"),
    "dropped": _("Rancangan dibatalkan"),
    "reviewing": _("Putaran tinjauan dibuka"),
    "remarked": _("Catatan tinjauan ditulis"),
    "answered": _("Catatan tinjauan dijawab"),
    "reviewed": _("Peninjau selesai"),
    "asked": _("Pengesahan diminta"),
    "signed": _("Disetujui seorang pengesah"),
    "returned": _("Dikembalikan oleh pengesah"),
    "in_force": _("Disahkan dan berlaku"),
    "kept": _("Dimasukkan dari daftar lama"),
    "distributed": _("Dibagikan untuk dibaca"),
    "confirmed": _("Ditinjau ulang: tetap berlaku"),
    "tied": _("Dikaitkan dengan catatan lain"),
    "untied": _("Kaitan dengan catatan lain dilepas"),
    "withdrawn": _("Ditarik"),
    "end_asked": _("Pemusnahan isi diusulkan"),
    "end_spared": _("Usul pemusnahan tidak disetujui"),
    "destroyed": _("Isi dimusnahkan"),
}
REVIEW_CLOCK, READING_CLOCK = "document_review", "document_reading"
