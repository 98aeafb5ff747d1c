"""What may be asked about shared keys without opening any. Who may know of a matter is asked of the part that owns it."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from amanah.foundation.vault.models import KeyHolder, Wrap
from amanah.foundation.vault.quorum.models import Opening, Quorum, Rule, Share

DEFAULT = Rule(threshold=2, most=7, days=14)  # not a rule: the institution decides how long an opening lasts
"""Two people of at most seven, for two weeks: what counts until the institution has decided otherwise."""
PREFIX = "quorum:"


def rule() -> Rule:
    """How a key is split today."""
    return Rule.objects.first() or DEFAULT


def in_force(matter: str) -> Quorum | None:
    """The matter's present split, if its key is shared."""
    return Quorum.objects.filter(matter=matter, retired_on=None).first()


def first(quorum: Quorum) -> bool:
    """Whether the matter's key was never split anew."""
    return not Quorum.objects.filter(matter=quorum.matter, retired_on__isnull=False).exists()


def apart(records: Collection[str]) -> set[str]:
    """Those of `records` whose content key is shared: they are wrapped for nobody but in an opening."""
    rows = Wrap.objects.filter(holder__startswith=PREFIX)
    if len(records) < 500:  # noqa: PLR2004 - what every database takes as a list
        rows = rows.filter(record__in=list(records))
    return set(rows.values_list("record", flat=True)) & set(records)


def shares(quorum: Quorum) -> list[Share]:
    """Every share with its holder, also those that nobody can use any more."""
    return list(quorum.shares.select_related("account__person").order_by("number"))


def usable(quorum: Quorum) -> list[Share]:
    """The shares whose holders may sign in and have the key that they are wrapped for."""
    found = shares(quorum)
    wrapped = set(Wrap.objects.filter(record__in=[share.ref for share in found]).values_list("record", "holder"))
    keyed = set(
        KeyHolder.objects.filter(account__in=[share.account_id for share in found], retired_on=None).values_list("account", flat=True)
    )
    return [
        share
        for share in found
        if (share.ref, f"account:{share.account_id}") in wrapped and share.account_id in keyed and share.account.may_sign_in()
    ]


def matters_of(account_id: UUID) -> set[str]:
    """The matters of which this person holds a share."""
    return set(Share.objects.filter(account=account_id, quorum__retired_on=None).values_list("quorum__matter", flat=True))


def live(quorum: Quorum, account_id: UUID) -> Opening | None:
    """This person's opening that waits or lasts."""
    return quorum.openings.filter(asker=account_id).exclude(state=Opening.State.ENDED).first()


@dataclass(frozen=True)
class Progress:
    """How far an opening has come: who has given, how many are there with the asker's own, and how many are needed."""

    opening: Opening
    givers: tuple[str, ...]
    given_by: frozenset[UUID]
    there: int
    needed: int

    @property
    def enough(self) -> bool:
        """Whether the asker can open now."""
        return self.there >= self.needed


def progress(opening: Opening) -> Progress:
    """How far it has come."""
    parts = list(opening.parts.select_related("giver__person"))
    own = not opening.quorum.besides_asker and any(share.account_id == opening.asker_id for share in usable(opening.quorum))
    return Progress(
        opening,
        tuple(str(part.giver) for part in parts),
        frozenset(part.giver_id for part in parts),
        len(parts) + own,
        opening.quorum.threshold,
    )


def waiting_for(account_id: UUID) -> list[Opening]:
    """The openings to which this person could still give a share. The caller leaves out what concerns them."""
    mine = Share.objects.filter(account=account_id, quorum__retired_on=None).values("quorum")
    rows = Opening.objects.filter(quorum__in=mine, state=Opening.State.ASKED).exclude(asker=account_id).exclude(parts__giver=account_id)
    return list(rows.select_related("quorum", "asker__person"))
