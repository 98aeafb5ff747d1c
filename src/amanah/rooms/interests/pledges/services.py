"""Publishing a text and signing it."""

from datetime import date

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from amanah.engines.cases import superiors
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.ledger import services as ledger
from amanah.foundation.vault import queries as vault_queries
from amanah.foundation.vault import services as vault
from amanah.kernel import canonical, clock
from amanah.kernel.refusal import Refusal
from amanah.rooms.interests.pledges import queries
from amanah.rooms.interests.pledges.models import Kind, Means, PledgeText, Signature
from amanah.rooms.interests.services import unit_of

_POST = 400


class Refused(Refusal):
    """It is not published or not signed, and nothing was changed."""

    sentences = {
        "role": _("Peran Anda tidak mencakup seluruh instansi."),
        "since": _("Sudah ada naskah yang berlaku mulai hari itu atau sesudahnya. Pilih hari yang lebih kemudian."),
        "text": _("Belum ada naskah yang dapat ditandatangani."),
        "changed": _("Naskah baru saja diganti. Baca naskah yang baru, lalu tanda tangani."),
        "signed": _("Anda sudah menandatanganinya untuk tahun ini."),
        "proof": _("Tidak cocok. Tanda tangan belum tersimpan."),
        "person": _("Akun Anda belum terhubung dengan data pegawai. Hubungi administrator kepegawaian."),
    }


@transaction.atomic
def publish(kind: str, title: str, body: str, since: date, *, viewer: Viewer) -> PledgeText:
    """Publish the next version of a text. Versions follow each other: none begins on or before the day on which an earlier one does.

    Raises:
        Refused: "role" or "since".
    """
    if not queries.may_publish(viewer):
        raise Refused("role")
    if PledgeText.objects.filter(kind=kind, since__gte=since).exists():
        raise Refused("since")
    version = (PledgeText.objects.filter(kind=kind).aggregate(last=Max("version"))["last"] or 0) + 1
    digest = canonical.digest([kind, version, title, body]).hex()
    text = PledgeText.objects.create(
        kind=kind,
        version=version,
        title=title,
        body=body,
        since=since,
        digest=digest,
        published_by=viewer.account,
        published_on=clock.today(),
    )
    facts = {"kind": kind, "version": version, "since": since, "digest": digest}
    ledger.append("pledge.published", f"pledge:{text.pk}", facts, actor=viewer.actor)
    return text


def sign(kind: str, *, read: str, proof: str, means: str, viewer: Viewer) -> Signature:
    """Sign the text in force for this year.

    Args:
        kind: which pledge.
        read: the digest of the text that was on the screen, so that nobody signs another one than they read.
        proof: the password that signs in, or the passphrase of the vault key, as `means` says.
        means: one of `Means`.
        viewer: who signs, for themself alone.

    Raises:
        Refused: "person", "text", "changed", "signed" or "proof".
    """
    person, year = viewer.person, clock.today().year
    if person is None:
        raise Refused("person")
    text = queries.in_force(kind)
    if text is None:
        raise Refused("text")
    if text.digest != read:
        raise Refused("changed")
    if not _proven(viewer, proof, means):
        raise Refused("proof")
    with transaction.atomic():
        signature, made = Signature.objects.get_or_create(
            kind=Kind(kind),
            year=year,
            person=person,
            defaults={
                "text": text,
                "account": viewer.account,
                "unit": unit_of(person),
                "post": superiors.post_of(person)[:_POST],
                "means": means,
                "day": clock.today(),
            },
        )
        if not made:
            raise Refused("signed")
        facts = {"kind": kind, "year": year, "text": text.digest, "means": means, "day": signature.day}
        ledger.append("pledge.signed", f"signature:{signature.pk}", facts, actor=viewer.actor)
    return signature


def means_of(viewer: Viewer) -> list[Means]:
    """How this person can prove themself: by the password they sign in with; where they have none, by the vault's passphrase."""
    found = [Means.PASSWORD] if viewer.account.has_usable_password() else []
    return [*found, Means.VAULT] if vault_queries.key_holder(viewer.account) is not None else found


def _proven(viewer: Viewer, proof: str, means: str) -> bool:
    if means not in means_of(viewer):
        return False
    if means == Means.PASSWORD:
        return viewer.account.check_password(proof)
    try:
        vault.unlock(viewer.account, proof)
    except vault.WrongPassphrase:
        return False
    return True
