"""The signed PDF comes back: kept, its signature checked, and no more said of it than was checked."""

import hashlib
from datetime import date

from django.db import IntegrityError, transaction

from amanah.foundation.access.viewer import Viewer
from amanah.foundation.evidence.uploads import SealedUpload
from amanah.foundation.ledger import services as ledger
from amanah.foundation.letters import rendering, verdicts
from amanah.foundation.letters.errors import Refused
from amanah.foundation.letters.models import Anchor, Letter
from amanah.foundation.letters.services.drafting import files_of, keep_file
from amanah.foundation.letters.services.opened import OpenMatter
from amanah.foundation.letters.verdicts import Checked
from amanah.kernel import clock

SIGNED, CHECK = "signed", "check"


def attach_signed(matter: OpenMatter, letter: Letter, upload: SealedUpload) -> Checked:
    """Keep the signed PDF of a numbered letter with what the check of its signature said; a later one takes the place of an earlier.

    Raises Refused: "state", and "pdf" where it is none; the caller then discards the file.
    """
    checked = _checked(b"".join(files_of(upload)))
    with transaction.atomic():
        found = matter.locked(letter, Letter.State.NUMBERED, Letter.State.SIGNED)
        found.state, found.signed_on, found.verdict = Letter.State.SIGNED, clock.today(), checked.verdict
        found.save(update_fields=["state", "signed_on", "verdict"])
        keep_file(matter, found, SIGNED, upload)
        matter.store.put(found, CHECK, checked.to_bytes())
        matter.note("signed", found, sealed_sha256=upload.ciphertext_sha256, verdict=checked.verdict, signatures=len(checked.signatures))
    return checked


def recheck(matter: OpenMatter, letter: Letter) -> Checked:
    """Check the kept PDF again, with the roots that are installed now. Raises Refused: "state", "pdf"."""
    kept = matter.store.get(letter)
    if SIGNED not in kept:
        raise Refused("state")
    checked = _checked(b"".join(files_of(SealedUpload.from_bytes(kept[SIGNED]))))
    with transaction.atomic():
        found = matter.locked(letter, Letter.State.SIGNED)
        found.verdict = checked.verdict
        found.save(update_fields=["verdict"])
        matter.store.put(found, CHECK, checked.to_bytes())
        matter.note("rechecked", found, verdict=checked.verdict, signatures=len(checked.signatures))
    return checked


def install_anchor(certificate: bytes, *, viewer: Viewer) -> Anchor:
    """Trust what this issuer's certificate stands above. Raises Refused("certificate"), also for one that is installed already."""
    try:
        said = rendering.certificate(certificate)
    except rendering.WorkError as error:
        raise Refused("certificate") from error
    der = bytes.fromhex(said["der"])
    anchor = Anchor(
        name=said["name"][:200],
        der=der,
        sha256=hashlib.sha256(der).hexdigest(),
        ends_on=date.fromisoformat(said["ends_on"]),
        installed_by=viewer.account,
        day=clock.today(),
    )
    try:
        with transaction.atomic():
            anchor.save(force_insert=True)
            ledger.append("letters.anchor_installed", f"anchor:{anchor.pk}", {"sha256": anchor.sha256}, actor=viewer.actor)
    except IntegrityError:
        raise Refused("certificate") from None
    return anchor


def withdraw_anchor(anchor: Anchor, *, viewer: Viewer) -> None:
    """Trust it no longer; what was checked with it before stays as it was said then. Raises Refused("state")."""
    with transaction.atomic():
        if not Anchor.objects.filter(pk=anchor.pk, withdrawn_on=None).update(withdrawn_on=clock.today()):
            raise Refused("state")
        ledger.append("letters.anchor_withdrawn", f"anchor:{anchor.pk}", {"sha256": anchor.sha256}, actor=viewer.actor)


def _checked(pdf: bytes) -> Checked:
    roots = [bytes(anchor.der) for anchor in Anchor.objects.filter(withdrawn_on=None)]
    try:
        said = rendering.signatures(pdf, roots)
    except rendering.WorkError as error:
        raise Refused("pdf") from error
    return verdicts.judge(said, on=clock.today(), roots=len(roots))
