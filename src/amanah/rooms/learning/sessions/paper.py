"""A certificate as a page to print."""

from typing import Any

from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from amanah.foundation.exports.pdf import pdf_bytes, qr_svg
from amanah.rooms.learning.sessions import addresses
from amanah.rooms.learning.sessions.models import Certificate, Session


def certificate_pdf(certificate: Certificate, session: Session, name: str) -> bytes:
    """The certificate in both languages on one page. Raises RenderingError."""
    address = addresses.of_verification(certificate.number, certificate.code)
    said = {language: _words(certificate, session, language) for language in ("id", "en")}
    return pdf_bytes(
        "certificate.typ",
        {
            "title": said["id"]["heading"],
            "name": name,
            "number": certificate.number,
            "code": f"{certificate.code[:5]} {certificate.code[5:]}",
            "address": address,
            "said": [said["id"], said["en"]],
            "titles": [certificate.title, certificate.title_en],
            "topics": [[part.topic.title, part.topic.title_en or part.topic.title] for part in _parts(session)],
            "unit": session.edition.provider or session.unit.name,
            "institution": settings.AMANAH_INSTITUTION,
        },
        pictures={"/qr.svg": qr_svg(address)},
    )


def hours_said(certificate: Certificate) -> str:
    """How many JP, without a comma where there is nothing behind it."""
    hours = certificate.hours.normalize()
    return f"{hours:f}"


def _parts(session: Session) -> Any:
    return session.edition.parts.select_related("topic")


def _words(certificate: Certificate, session: Session, language: str) -> dict[str, str]:
    with override(language):
        begins, last = session.day, session.last_day
        day = date_format(last, "j F Y") if begins == last else f"{date_format(begins, 'j F Y')} – {date_format(last, 'j F Y')}"
        hours = hours_said(certificate)
        return {
            "heading": _("Sertifikat"),
            "given": _("diberikan kepada"),
            "for": _("atas keikutsertaannya dalam"),
            "when": _("%(day)s · %(hours)s jam pelajaran (JP)")
            % {"day": day, "hours": hours if language == "en" else hours.replace(".", ",")},
            "passed": _("Lulus tes akhir") if session.edition.must_pass else "",
            "topics": _("Topik"),
            "by": _("Penyelenggara"),
            "issued": _("Diterbitkan pada %(day)s") % {"day": date_format(certificate.issued_on, "j F Y")},
            "number": _("Nomor"),
            "code": _("Kode"),
            "check": _("Siapa pun dapat memeriksa keasliannya dengan kode QR ini."),
            "alt": _("Kode QR ke halaman pemeriksaan sertifikat ini"),
        }
