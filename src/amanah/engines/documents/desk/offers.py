"""What somebody can do about a document now."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from amanah.engines.documents import declare, queries, services, tied
from amanah.engines.documents.models import Document, Seat, Signature, Version
from amanah.foundation.access.viewer import Viewer


@dataclass(frozen=True)
class Offer:
    """One act: a page with a form, or (with `posts`) a button that does it at once."""

    key: str
    title: Any
    url: str
    posts: bool = False


def makes(viewer: Viewer, version: Version) -> bool:
    """Whether the viewer drafts this version, or keeps the documents of its unit."""
    person = queries.reach(viewer).person_id
    return person is not None and (person == version.drafted_by_id or queries.may_keep(viewer, version.document.unit))


def of(viewer: Viewer, document: Document, making: Version | None) -> list[Offer]:
    """The acts in the order in which they come."""
    if document.withdrawn_on is not None:
        return _of_the_end(viewer, document)
    keys = _of_maker(viewer, making) if making is not None else []
    if queries.may_keep(viewer, document.unit):
        keys += _of_keeper(document, making)
    titles = words()
    found = [Offer(key, titles[key], reverse("documents:do", args=[document.number, key])) for key in keys]
    return [*(_of_reviewer(viewer, document, making) if making is not None else []), *found]


def words() -> dict[str, Any]:
    """What each act with a form is called."""
    return {
        "write": _("Tulis ulang rancangan"),
        "review": _("Buka putaran tinjauan"),
        "ask": _("Minta pengesahan"),
        "drop": _("Batalkan rancangan"),
        "remark": _("Tulis catatan tinjauan"),
        "return": _("Kembalikan kepada penyusun"),
        "revise": _("Susun versi baru"),
        "distribute": _("Bagikan untuk dibaca"),
        "again": _("Bagikan lagi kepada penerima versi lama"),
        "confirm": _("Nyatakan tetap berlaku"),
        "describe": _("Ubah keterangan"),
        "withdraw": _("Tarik dokumen"),
        "ask_end": _("Usulkan pemusnahan isi"),
        "destroy": _("Setujui pemusnahan isi"),
        "spare": _("Tolak pemusnahan"),
    }


def _of_the_end(viewer: Viewer, document: Document) -> list[Offer]:
    """What is left to do once it was withdrawn and its time is over."""
    if tied.standing_of(document) != "over":
        return []
    keys: list[str] = []
    if document.end_asked_on is None:
        keys = ["ask_end"] if queries.may_keep(viewer, document.unit) else []
    elif services.may_end(viewer, document) and document.end_asked_by_id != queries.reach(viewer).person_id:
        keys = ["destroy", "spare"]
    return [Offer(key, words()[key], reverse("documents:do", args=[document.number, key])) for key in keys]


def _of_maker(viewer: Viewer, making: Version) -> list[str]:
    if not makes(viewer, making):
        return []
    if making.state == declare.APPROVAL:
        return ["drop"]
    return ["write", "review", *(["ask"] if making.round else []), "drop"]


def _of_keeper(document: Document, making: Version | None) -> list[str]:
    keys = [] if making is not None else ["revise"]
    if document.current_id is not None:
        keys += ["distribute", *(["again"] if document.versions.count() > 1 else []), "confirm"]
    return [*keys, "describe", "withdraw"]


def _of_reviewer(viewer: Viewer, document: Document, making: Version) -> list[Offer]:
    person = queries.reach(viewer).person_id
    found = []
    seat = Seat.objects.filter(version=making, round=making.round, person=person).first() if making.state == declare.REVIEW else None
    if seat is not None:
        found.append(Offer("remark", words()["remark"], reverse("documents:do", args=[document.number, "remark"])))
        if seat.done_on is None:
            found.append(Offer("finish", _("Tinjauan saya selesai"), reverse("documents:finish", args=[document.number]), posts=True))
    asked = Signature.objects.filter(version=making, asked=making.asked, approver=person, approved__isnull=True)
    if making.state == declare.APPROVAL and asked.exists():
        found.append(Offer("approve", _("Sahkan"), reverse("documents:approve", args=[document.number]), posts=True))
        found.append(Offer("return", words()["return"], reverse("documents:do", args=[document.number, "return"])))
    return found
