"""Numbers: the office's own, gap-free, or as the official correspondence system gave them."""

from datetime import date
from typing import Any

from django.db import IntegrityError, transaction

from amanah.foundation.access.viewer import Viewer
from amanah.foundation.ledger import services as ledger
from amanah.foundation.letters import numbering
from amanah.foundation.letters.errors import Refused
from amanah.foundation.letters.models import Counter, Letter, Scheme
from amanah.foundation.letters.services.drafting import DOCX, MEDIA, keep_file, made, parts_of, sealed_file
from amanah.foundation.letters.services.opened import OpenMatter
from amanah.kernel import clock


def make_scheme(
    name: str,
    pattern: str,
    *,
    classification: str = "",
    unit: str = "",
    per_kind: bool = False,
    per_unit: bool = False,
    yearly: bool = True,
    viewer: Viewer,
) -> Scheme:
    """Let letters be numbered like this. Raises Refused("pattern"), also for a name that is taken."""
    try:
        numbering.check(pattern, per_kind=per_kind, per_unit=per_unit, yearly=yearly)
    except numbering.PatternError as error:
        raise Refused("pattern") from error
    if not (numbering.fits(classification) and numbering.fits(unit)):
        raise Refused("pattern")
    scheme = Scheme(
        name=name,
        pattern=pattern,
        classification=classification,
        unit=unit,
        per_kind=per_kind,
        per_unit=per_unit,
        yearly=yearly,
        since=clock.today(),
    )
    try:
        with transaction.atomic():
            scheme.save(force_insert=True)
            facts = {"name": name, "pattern": pattern, "class": classification, "unit": unit}
            counted = {"per_kind": per_kind, "per_unit": per_unit, "yearly": yearly}
            ledger.append("letters.scheme_made", f"scheme:{scheme.pk}", {**facts, **counted}, actor=viewer.actor)
    except IntegrityError:
        raise Refused("pattern") from None
    return scheme


def end_scheme(scheme: Scheme, *, viewer: Viewer) -> None:
    """Number nothing more like this; what was numbered keeps its number. Raises Refused("scheme")."""
    with transaction.atomic():
        if not Scheme.objects.filter(pk=scheme.pk, ended_on=None).update(ended_on=clock.today()):
            raise Refused("scheme")
        ledger.append("letters.scheme_ended", f"scheme:{scheme.pk}", {"day": clock.today()}, actor=viewer.actor)


def give_number(matter: OpenMatter, letter: Letter, scheme: Scheme, *, dated: date, unit: str = "") -> str:
    """The next number of the scheme, and the document with it, kept for good.

    Number, document and ledger entry are one transaction: either all of them stand, or the number is still the next one.

    Raises:
        Refused: "state"; "scheme"; "future" and "order" for a date; "rendering".
    """
    _not_future(dated)
    with transaction.atomic():
        found = matter.locked(letter, Letter.State.DRAFT)
        standing = Scheme.objects.filter(pk=scheme.pk, ended_on=None).first()
        if standing is None:
            raise Refused("scheme")
        unit = unit or standing.unit
        if not numbering.fits(unit):
            raise Refused("number")
        counted: dict[str, Any] = {"per_kind": standing.per_kind, "per_unit": standing.per_unit, "yearly": standing.yearly}
        bucket = numbering.bucket(dated=dated, unit=unit, kind=found.kind, **counted)
        running = _next(standing, bucket, dated)
        found.number = numbering.number(
            standing.pattern, running=running, dated=dated, classification=standing.classification, unit=unit, kind=found.kind
        )
        found.scheme, found.bucket, found.running, found.dated = standing, bucket, running, dated
        _settle(matter, found, scheme=str(standing.pk), bucket=bucket, running=running)
    return found.number


def take_number(matter: OpenMatter, letter: Letter, number: str, *, dated: date) -> str:
    """Note the number that another system gave the letter. Raises Refused: "state", "number", "future", "rendering"."""
    _not_future(dated)
    try:
        number = numbering.typed(number)
    except numbering.PatternError as error:
        raise Refused("number") from error
    with transaction.atomic():
        found = matter.locked(letter, Letter.State.DRAFT)
        found.number, found.dated = number, dated
        _settle(matter, found, scheme="")
    return number


def _settle(matter: OpenMatter, letter: Letter, **facts: Any) -> None:
    docx = made(matter, letter, parts_of(matter, letter))
    letter.state = Letter.State.NUMBERED
    letter.save()
    keep_file(matter, letter, DOCX, sealed_file(docx, f"{letter.number.replace('/', '-')}.docx", MEDIA))
    matter.note("numbered", letter, number=letter.number, dated=letter.dated, **facts)


def _next(scheme: Scheme, bucket: str, dated: date) -> int:
    """The next number of the bucket, its counter locked until the transaction ends. Letters of one row are dated in its order."""
    Counter.objects.bulk_create([Counter(scheme=scheme, bucket=bucket)], ignore_conflicts=True)
    counter = Counter.objects.select_for_update().get(scheme=scheme, bucket=bucket)
    if counter.dated is not None and dated < counter.dated:
        raise Refused("order")
    counter.last, counter.dated = counter.last + 1, dated
    counter.save(update_fields=["last", "dated"])
    return counter.last


def _not_future(dated: date) -> None:
    if dated > clock.today():
        raise Refused("future")
