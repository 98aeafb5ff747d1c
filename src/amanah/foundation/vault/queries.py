"""What may be asked about keys and sealed content without opening any."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q

from amanah.foundation.access.models import Account
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.ledger import queries as ledger
from amanah.foundation.vault import custody
from amanah.foundation.vault.models import KeyHolder, Mailbox, RecoveryCall, RecoveryKey, SealedField, Wrap
from amanah.foundation.vault.quorum import queries as quorum
from amanah.foundation.vault.roles import RECOVERY_OFFICER
from amanah.foundation.vault.services.handing import living
from amanah.foundation.vault.services.recovery import HOLDER as RECOVERY
from amanah.foundation.vault.services.staff import holder_of
from amanah.foundation.vault.services.staff import public_keys as keys_by_account
from amanah.kernel import sealing

_NAMED = 500
"""Up to so many are named to the database; for more, the whole table is read and sieved here."""


def key_holder(account: Account) -> KeyHolder | None:
    """The account's present key pair."""
    return KeyHolder.objects.filter(account=account, retired_on=None).first()


def public_keys(accounts: Iterable[Account]) -> dict[str, bytes]:
    """Holder name → public key, for those of `accounts` that have keys."""
    return {f"account:{account_id}": public for account_id, public in keys_by_account(account.pk for account in accounts).items()}


def recovery_key() -> RecoveryKey | None:
    """The recovery key in force."""
    return RecoveryKey.objects.filter(retired_on=None).exclude(since=None).first()


def recoverable() -> int:
    """How many records are wrapped for a recovery key."""
    return Wrap.objects.filter(holder=RECOVERY).count()


def prepared_key() -> RecoveryKey | None:
    """A recovery key whose shares are printed and given out, not yet in force."""
    return RecoveryKey.objects.filter(since=None, holders__isnull=False).first()


def calls_before(viewer: Viewer, limit: int = 30) -> list[RecoveryCall]:
    """The newest recoveries that the viewer may know of."""
    rows = RecoveryCall.objects.select_related("caller__person", "beneficiary__person", "confirmed_by__person")
    calls = list(rows[:limit])
    hidden = custody.hidden(viewer.account, {record for call in calls for record in call.records})
    return [call for call in calls if _hears_of(viewer, call) and hidden.isdisjoint(call.records)]


def standing_holders() -> dict[str, bytes]:
    """Whom every record is wrapped for besides people: the recovery key, where one is in force."""
    key = recovery_key()
    return {RECOVERY: bytes(key.public_key)} if key else {}


def mailbox_key(record: str) -> bytes | None:
    """The public key of the record's mailbox, to seal further records for its reporter."""
    row = Mailbox.objects.filter(record=record).first()
    return bytes(row.public_key) if row else None


def holders(record: str) -> list[str]:
    """Who can open `record`, by holder name."""
    return sorted(Wrap.objects.filter(record=record).values_list("holder", flat=True))


def openers(record: str) -> list[Account]:
    """The people among them, whether or not they may sign in."""
    ids = _ids(holder for holder in holders(record) if holder.startswith("account:"))
    return list(Account.objects.filter(pk__in=ids).select_related("person"))


def wrapped_for(record: str, holder: str) -> bytes | None:
    """The record's content key as wrapped for this holder, for whoever opens it elsewhere."""
    row = Wrap.objects.filter(record=record, holder=holder).first()
    return bytes(row.wrapped) if row else None


def ciphertexts(record: str, *prefixes: str) -> list[tuple[str, int, bytes]]:
    """(field, version, ciphertext) of the latest version of every field whose name begins with one of `prefixes`, in one query."""
    wanted = Q()
    for prefix in prefixes:
        wanted |= Q(field__startswith=prefix)
    latest = {row.field: row for row in SealedField.objects.filter(wanted, record=record).order_by("version")}
    return [(row.field, row.version, bytes(row.ciphertext)) for row in latest.values()]


def records_of(holder: str, records: Iterable[str]) -> set[str]:
    """Which of `records` the holder can open."""
    return set(Wrap.objects.filter(holder=holder, record__in=list(records)).values_list("record", flat=True))


def records_of_each(holders: Collection[str], records: Collection[str]) -> dict[str, set[str]]:
    """Which of `records` each of the holders can open."""
    found: dict[str, set[str]] = {holder: set() for holder in holders}
    rows = Wrap.objects.filter(record__in=list(records)) if len(records) <= _NAMED else Wrap.objects.all()
    for holder, record in rows.filter(holder__startswith="account:").values_list("holder", "record"):
        if holder in found and record in records:
            found[holder].add(record)
    return found


def missing(account: Account) -> set[str]:
    """What the account ought to be able to open and cannot: after a lost passphrase, or from before its role began."""
    held = set(Wrap.objects.filter(holder=holder_of(account)).values_list("record", flat=True))
    due = custody.due(account) - held
    # Nobody is meant to hold what is shared: it is no gap.
    return (due & set(Wrap.objects.values_list("record", flat=True).distinct())) - quorum.apart(due) if due else set()


@dataclass(frozen=True)
class Gap:
    """One matter that somebody cannot open, and the colleagues who can give its key; none means: recovery only."""

    title: str
    records: frozenset[str]
    helpers: tuple[Account, ...]
    recoverable: bool


def gaps(account: Account, *, losing: bool = False) -> list[Gap]:
    """What the account cannot open, matter by matter; with `losing`, what it could not open any more if its key ended now."""
    own = Wrap.objects.filter(holder=holder_of(account)).values_list("record", flat=True)
    records = custody.may_hold(account, own) if losing else missing(account)
    names, people = custody.titles(records), living(records)
    helpers = Account.objects.filter(pk__in=_ids(holder for some in people.values() for holder in some)).select_related("person")
    accounts = {holder_of(one): one for one in helpers}
    recoverable = records_of(RECOVERY, records)
    matters: dict[str, set[str]] = {}
    for record in records:
        matters.setdefault(str(names.get(record, record)), set()).add(record)
    return [
        Gap(
            title,
            frozenset(some),
            tuple(
                sorted(
                    (
                        accounts[holder]
                        for holder in set.intersection(*(people.get(record, set()) for record in some)) - {holder_of(account)}
                    ),
                    key=str,
                )
            ),
            some <= recoverable,
        )
        for title, some in sorted(matters.items())
    ]


def alike(found: list[Gap]) -> list[tuple[Gap, list[str]]]:
    """The same, those with the same helpers together: one of them to say who helps, and the titles of all."""
    groups: dict[tuple[tuple[Account, ...], bool], list[Gap]] = {}
    for gap in found:
        groups.setdefault((gap.helpers, gap.recoverable), []).append(gap)
    return [(some[0], [gap.title for gap in some]) for some in groups.values()]


def waiting(viewer: Viewer) -> list[tuple[Account, frozenset[str]]]:
    """The colleagues with keys who miss what the viewer can open, and what that is: as many queries for many colleagues as for two."""
    mine = set(Wrap.objects.filter(holder=viewer.actor).values_list("record", flat=True))
    mine -= quorum.apart(mine)
    rows = KeyHolder.objects.filter(retired_on=None).exclude(account=viewer.account).select_related("account__person")
    colleagues = Viewer.of_many(row.account for row in rows if row.account.may_sign_in())
    due, held = custody.due_among(colleagues, mine), records_of_each([one.actor for one in colleagues], mine)
    people = ((one.account, frozenset(due[one.account.pk] - held[one.actor])) for one in colleagues)
    return sorted(((account, records) for account, records in people if records), key=lambda pair: str(pair[0]))


def may_see_call(viewer: Viewer, call: RecoveryCall) -> bool:
    """Officers, overseers and whoever gains by it; nobody whom the case in question concerns."""
    return _hears_of(viewer, call) and not custody.hidden(viewer.account, call.records)


def _hears_of(viewer: Viewer, call: RecoveryCall) -> bool:
    return viewer.has(RECOVERY_OFFICER.key) or custody.oversees(viewer) or viewer.account.pk == call.beneficiary_id


def rehearsed_on(key: RecoveryKey) -> date | None:
    """The day on which enough shares were last proven to open this key."""
    entries = [entry for entry in ledger.entries(f"recovery:{key.pk}") if entry.kind == "vault.recovery_rehearsed"]
    return entries[-1].day if entries else None


def titled(records: Collection[str]) -> list[str]:
    """The matters that these records belong to, by title."""
    return titled_each([records])[0]


def titled_each(several: Collection[Collection[str]]) -> list[list[str]]:
    """The matters that each of these sets of records belong to, by title."""
    names = custody.titles({record for records in several for record in records})
    return [sorted({str(names[record]) for record in records if record in names}) for records in several]


def matters(records: Collection[str]) -> int:
    """How many matters these records belong to."""
    return len(titled(records))


def openable(account: Account) -> int:
    """How many records the account's key can open: what a rotation will wrap anew."""
    return Wrap.objects.filter(holder=holder_of(account)).count()


def _ids(holders: Iterable[str]) -> set[UUID]:
    return {UUID(holder.removeprefix("account:")) for holder in holders}


def fields(record: str) -> Mapping[str, int]:
    """The record's fields and the latest version of each."""
    rows = SealedField.objects.filter(record=record).order_by("version").values_list("field", "version")
    return dict(rows)


def exchanged_keys() -> list[str]:
    """Holders whose stored public key is not the one that the ledger saw being made: sealing for them would betray the content."""
    witnessed: dict[str, str] = {}
    for kind in ("vault.keys_created", "vault.recovery_prepared"):
        witnessed.update((entry.ref, entry.facts["public_key"]) for entry in ledger.replay(kind) if entry.facts)
    stored = {holder_of(row.account): row for row in KeyHolder.objects.filter(retired_on=None).select_related("account")}
    rows: dict[str, KeyHolder | RecoveryKey] = {
        **stored,
        **{f"recovery:{row.pk}": row for row in RecoveryKey.objects.filter(retired_on=None)},
    }
    return sorted(
        ref
        for ref, row in rows.items()
        if witnessed.get(ref) != bytes(row.public_key).hex() or sealing.fingerprint(bytes(row.public_key)) != row.fingerprint
    )
