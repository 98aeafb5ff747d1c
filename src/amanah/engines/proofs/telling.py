"""Whoever used a proof hears what became of it. Notices name it by its number only; none is made for who may not see it."""

from collections.abc import Iterable
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from amanah.engines.proofs import addresses
from amanah.engines.proofs.events import ProofReplaced, ProofWithdrawn
from amanah.engines.proofs.models import Proof, Use
from amanah.foundation.access.models import Account
from amanah.foundation.notices import services as notices
from amanah.foundation.notices.codes import NoticeCode, register

REPLACED = register(NoticeCode("proofs.replaced", _("Bukti %(number)s yang Anda pakai diganti dengan yang lebih baru.")))
WITHDRAWN = register(NoticeCode("proofs.withdrawn", _("Bukti %(number)s yang Anda pakai ditarik dan tidak lagi menunjukkan apa pun.")))


def replaced(event: ProofReplaced) -> None:
    """Whoever still uses the old one, because its use was not carried over, hears of the newer one."""
    left = Use.objects.filter(proof_id=event.proof_id, ended_on__isnull=True).values_list("actor_id", flat=True)
    _tell(left, REPLACED, event.proof_id, without=event.actor)


def withdrawn(event: ProofWithdrawn) -> None:
    """Whoever attached it anywhere where it still stands hears of it."""
    actors = Use.objects.filter(proof_id=event.proof_id, ended_on__isnull=True).values_list("actor_id", flat=True)
    _tell(actors, WITHDRAWN, event.proof_id, without=event.actor)


def _tell(accounts: Iterable[UUID], code: NoticeCode, proof_id: UUID, *, without: str) -> None:
    proof = Proof.objects.only("ref", "number").get(pk=proof_id)
    for account in Account.objects.filter(pk__in=list(accounts)).select_related("person").order_by("pk"):
        if f"account:{account.pk}" != without:
            notices.notify(account, code.key, proof.ref, params={"number": proof.number}, url=addresses.of_proof(proof.number))
