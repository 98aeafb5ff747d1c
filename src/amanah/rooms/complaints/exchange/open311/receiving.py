"""Taking in what a partner hands in, and telling later which number it got."""

import secrets
from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from uuid import uuid4

from django.db import DatabaseError
from django.http import QueryDict
from django.utils.translation import gettext as _

from amanah.engines.cases.declare import REPORTER
from amanah.engines.reports.services.filing import NoRecipient, file_unanswered
from amanah.rooms.complaints.exchange import matters
from amanah.rooms.complaints.exchange.models import Token
from amanah.rooms.complaints.exchange.open311.answers import Refused
from amanah.rooms.complaints.exchange.open311.limits import pace
from amanah.rooms.complaints.exchange.services import keys

_BAD, _FORBIDDEN, _NOT_THERE, _TOO_FAST = 400, 403, 404, 429
LONGEST = 4000
"""Characters of a description, from the specification."""
_SHORT, _ADDRESS = 300, 2000
_TOKEN_BYTES = 24


class _FullDay(Exception):  # noqa: N818 - says what happened
    """The key's measure of this day is full."""


def receive(form: QueryDict, *, with_files: bool = False) -> dict[str, Any]:
    """Accept a complaint and answer its token. Of device and account ids nothing is kept, nor of files, which the answer says.

    Raises:
        Refused: 403 without a valid key, 429 beyond its pace, 404 for an unknown service, 400 for what is missing or too long.
    """
    key = keys.find(form.get("api_key", ""))
    if key is None:
        raise Refused(_FORBIDDEN, _("Kunci API tidak ada atau tidak berlaku. Tidak ada yang disimpan."))
    complaint = _read(form)
    if not pace.take(key):
        raise Refused(_TOO_FAST, _("Terlalu banyak laporan dalam satu menit. Kirim lagi sebentar lagi."))
    plain = secrets.token_urlsafe(_TOKEN_BYTES)
    case_id = uuid4()
    filing = matters.filing(case_id, complaint, told={"came_by": matters.OPEN311, "partner": key.partner})
    filing = replace(filing, tags=filing.tags | matters.tags_of(complaint.unit))

    def alongside() -> None:
        if not keys.count(key):
            raise _FullDay
        matters.marks(filing, way=matters.OPEN311, secret=False).save(force_insert=True)
        Token.objects.create(hash=keys.hash_of(plain), case_id=case_id, key=key)

    try:
        file_unanswered(matters.regime(), filing, actor=REPORTER, alongside=alongside)
    except _FullDay:
        raise Refused(_TOO_FAST, _("Jatah laporan hari ini untuk kunci API ini sudah habis.")) from None
    except NoRecipient:
        raise Refused(_BAD, _("Saat ini tidak ada petugas yang dapat menerima laporan. Tidak ada yang disimpan.")) from None
    except (DatabaseError, OSError):
        raise Refused(500, _("Laporan BELUM tersimpan karena gangguan. Kirim lagi nanti.")) from None
    return {"token": plain, "service_notice": matters.notice(with_files=with_files), "account_id": None}


def number_of(plain: str) -> str | None:
    """The number of the complaint this token was given for: "" while it is not published, None for no token of ours."""
    found = Token.objects.filter(hash=keys.hash_of(plain)).select_related("case").first()
    if found is None:
        return None
    return found.case.number if matters.is_published(found.case) else ""


def _read(form: QueryDict) -> matters.Complaint:
    code = form.get("service_code", "").strip()
    if not code:
        raise Refused(_BAD, _("“service_code” belum diisi."))
    if code not in matters.topics():
        raise Refused(_NOT_THERE, _("Kode layanan “%(code)s” tidak dikenal.") % {"code": code[:40]})
    place = _place(form)
    description = _text(form, "description", LONGEST)
    if not description:
        raise Refused(_BAD, _("“description” belum diisi."))
    name = " ".join(part for part in (_text(form, "first_name", _SHORT), _text(form, "last_name", _SHORT)) if part)
    contact = ", ".join(part for part in (_text(form, "email", _SHORT), _text(form, "phone", _SHORT)) if part)
    return matters.Complaint(
        topic=code,
        text=description,
        place=place,
        unit=_text(form, "attribute[unit]", _SHORT),
        when=_text(form, "attribute[when]", _SHORT),
        name=name,
        contact=contact,
        more={"media_url": media} if (media := _text(form, "media_url", _ADDRESS)) else None,
    )


def _place(form: Mapping[str, str]) -> str:
    lat, long = form.get("lat", "").strip(), form.get("long", "").strip()
    words = _text(form, "address_string", _SHORT) or _text(form, "address_id", _SHORT)
    if lat or long:
        try:
            at = (float(lat), float(long))
        except ValueError:
            at = (999.0, 999.0)
        if not (-90 <= at[0] <= 90 and -180 <= at[1] <= 180):  # noqa: PLR2004 - the globe
            raise Refused(_BAD, _("“lat” dan “long” harus berupa derajat WGS84, keduanya."))
        return f"{words} ({at[0]:.5f}, {at[1]:.5f})".strip()
    if not words:
        raise Refused(_BAD, _("Tempatnya belum disebut: isi “lat” dan “long”, “address_string”, atau “address_id”."))
    return words


def _text(form: Mapping[str, str], name: str, longest: int) -> str:
    said = form.get(name, "").replace("\x00", "").replace("\r\n", "\n").replace("\r", "\n").strip()
    if len(said) > longest:
        raise Refused(_BAD, _("“%(name)s” paling panjang %(most)d huruf.") % {"name": name, "most": longest})
    return said
