"""A key in shares: fewer than k open nothing, any k open, and no sequence of hand-overs loses a matter or lets an excluded person in."""

from datetime import timedelta
from itertools import combinations
from uuid import uuid4

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from amanah.foundation.access.models import Account
from amanah.foundation.ledger import queries as ledger
from amanah.foundation.vault import services as vault
from amanah.foundation.vault.errors import CannotOpen, NotAHolder
from amanah.foundation.vault.models import KeyHolder, SealedField, Wrap
from amanah.foundation.vault.quorum import queries
from amanah.foundation.vault.quorum import services as quorum
from amanah.foundation.vault.quorum.errors import AskedAlready, HoldsOne, NoShare, Over, TooFew
from amanah.foundation.vault.quorum.models import Part, Share
from amanah.foundation.vault.quorum.services.splitting import joined, read_share
from amanah.foundation.vault.services.staff import holder_of
from amanah.kernel import clock, sealing

pytestmark = pytest.mark.django_db
TEXT = b"yang hanya dibaca bersama"


class Circle:
    """Some people with keys, of whom the first `n` hold a share of one matter."""

    def __init__(self, people=5, n=3, k=2, **options):
        self.pairs = {}
        self.people = [self.person() for _ in range(people)]
        self.matter, self.second = f"case:{uuid4()}", f"work:{uuid4()}"
        self.recovery = sealing.generate_key_pair()
        self.split(self.people[:n], k, **options)

    def person(self):
        account = Account.objects.create(username=f"orang-{uuid4().hex[:12]}")
        self.pairs[account.pk] = pair = sealing.generate_key_pair()
        facts = {"public_key": pair.public, "locked_private": b"-", "fingerprint": sealing.fingerprint(pair.public)}
        KeyHolder.objects.create(account=account, since=clock.today(), **facts)
        return account

    def public(self, people):
        return {holder_of(account): self.pairs[account.pk].public for account in people}

    def split(self, people, k, **options):
        prepared = quorum.prepare(self.matter, self.public(people), k, **options)
        holders = {prepared.holder: prepared.public_key, "recovery": self.recovery.public}
        records = [vault.seal_record(record, {"report": TEXT}, holders) for record in (self.matter, self.second)]
        with transaction.atomic():
            quorum.store(prepared)
            for record in records:
                vault.store(record)

    @property
    def now(self):
        return queries.in_force(self.matter)

    def pair(self, account):
        return self.pairs[account.pk]

    def reads(self, account):
        try:
            key = vault.content_key(self.matter, holder_of(account), self.pair(account))
        except NotAHolder:
            return False
        return vault.open_field(self.matter, "report", key) == TEXT

    def keys(self, account):
        return {record: vault.content_key(record, holder_of(account), self.pair(account)) for record in (self.matter, self.second)}

    def opened_by(self, asker, givers):
        opening = quorum.ask(self.now, asker, "alasan yang cukup")
        for giver in givers:
            quorum.contribute(opening, giver, self.pair(giver))
        quorum.open_now(opening, self.pair(asker))
        return opening


@pytest.mark.parametrize(("k", "n"), [(2, 2), (2, 3), (3, 4)])
def test_any_k_shares_open_and_fewer_give_nothing(k, n):
    circle = Circle(n + 1, n, k)
    split = circle.now
    words = {}
    for share in queries.shares(split):
        key = vault.content_key(share.ref, holder_of(share.account), circle.pair(share.account))
        words[share.number] = read_share(vault.open_field(share.ref, "share", key), split, share.number)
    for some in combinations(words, k):
        assert joined(split, {number: words[number] for number in some}).public == bytes(split.public_key)
    for few in combinations(words, k - 1):
        with pytest.raises(CannotOpen):
            joined(split, {number: words[number] for number in few})


def test_nobody_holds_the_whole_until_k_came_together_and_nobody_after_the_end():
    circle = Circle()
    ani, budi, cici, dodi, _ = circle.people
    assert queries.apart([circle.matter, circle.second]) == {circle.matter, circle.second}
    assert not Wrap.objects.filter(record=circle.matter, holder__startswith="account:").exists()
    opening = quorum.ask(circle.now, ani, "alasan yang cukup")
    assert quorum.reason(opening, budi, circle.pair(budi)) == "alasan yang cukup"
    assert quorum.reason(opening, dodi, circle.pair(dodi)) == ""
    with pytest.raises(TooFew):
        quorum.open_now(opening, circle.pair(ani))
    with pytest.raises(NoShare):
        quorum.contribute(opening, dodi, circle.pair(dodi))
    with pytest.raises(AskedAlready):
        quorum.ask(circle.now, ani, "sekali lagi")
    quorum.contribute(opening, budi, circle.pair(budi))
    with pytest.raises(Over):
        quorum.contribute(opening, budi, circle.pair(budi))
    with pytest.raises(NoShare):
        quorum.contribute(opening, ani, circle.pair(ani))
    quorum.open_now(opening, circle.pair(ani))
    assert [circle.reads(person) for person in (ani, budi, cici)] == [True, False, False]
    assert not Part.objects.exists()
    assert not SealedField.objects.filter(record__startswith="quorum-part:").exists()
    with clock.at(clock.now() + timedelta(days=queries.rule().days + 1)):
        assert quorum.lapse() == 1
    assert not circle.reads(ani)
    assert len(queries.usable(circle.now)) == 3
    kinds = [entry.kind for entry in ledger.entries(circle.matter)]
    wanted = ["vault.quorum_asked", "vault.quorum_contributed", "vault.quorum_opened", "vault.quorum_ended"]
    assert [kind for kind in kinds if kind.startswith("vault.quorum")] == wanted


def test_somebody_without_a_share_needs_k_others_and_so_does_whoever_asks_for_an_identity():
    circle = Circle()
    _, budi, cici, dodi, _ = circle.people
    opening = quorum.ask(circle.now, dodi, "alasan yang cukup")
    quorum.contribute(opening, budi, circle.pair(budi))
    with pytest.raises(TooFew):
        quorum.open_now(opening, circle.pair(dodi))
    quorum.contribute(opening, cici, circle.pair(cici))
    quorum.open_now(opening, circle.pair(dodi))
    assert circle.reads(dodi)
    strict = Circle(besides_asker=True)
    with pytest.raises(TooFew):
        strict.opened_by(strict.people[0], [strict.people[1]])


def test_shares_of_another_matter_and_replayed_parts_are_refused():
    one, other = Circle(), Circle()
    ani, budi, *_ = one.people
    opening = quorum.ask(one.now, ani, "alasan yang cukup")
    part = quorum.contribute(opening, budi, one.pair(budi))
    used = {
        "field": bytes(SealedField.objects.get(record=part.ref).ciphertext),
        "wrap": bytes(Wrap.objects.get(record=part.ref).wrapped),
    }
    quorum.open_now(opening, one.pair(ani))
    quorum.end(opening, actor="system")
    again = quorum.ask(one.now, ani, "alasan kedua")
    fresh = quorum.contribute(again, budi, one.pair(budi))
    SealedField.objects.filter(record=fresh.ref).update(ciphertext=used["field"])
    Wrap.objects.filter(record=fresh.ref).update(wrapped=used["wrap"])
    with pytest.raises(CannotOpen):
        quorum.open_now(again, one.pair(ani))
    assert not one.reads(ani)
    # A whole share row of another matter, moved with its sealed record.
    foreign = other.now.shares.get(number=1)
    own = one.now.shares.get(account=budi)
    own.delete()
    Share.objects.filter(pk=foreign.pk).update(quorum=one.now, number=own.number, account=foreign.account)
    stranger = Account.objects.get(pk=foreign.account_id)
    with pytest.raises(CannotOpen):
        quorum.contribute(again, stranger, other.pair(stranger))


def test_a_share_moves_whole_and_nobody_ever_has_two():
    circle = Circle()
    ani, budi, cici, dodi, _ = circle.people
    with pytest.raises(HoldsOne):
        quorum.move_share(circle.matter, ani, budi, circle.pair(ani))
    quorum.move_share(circle.matter, ani, dodi, circle.pair(ani))
    with pytest.raises(NoShare):
        quorum.move_share(circle.matter, ani, dodi, circle.pair(ani))
    circle.opened_by(dodi, [budi])
    assert circle.reads(dodi)
    new = quorum.resplit(circle.matter, circle.public([budi, cici]), circle.keys(dodi), actor="system")
    assert circle.now == new
    assert {share.account for share in queries.usable(new)} == {budi, cici}
    assert circle.reads(dodi)  # what lasts goes on until its day
    quorum.lapse()
    circle.opened_by(budi, [cici])
    assert circle.reads(budi)


steps = st.lists(
    st.tuples(st.sampled_from(["move", "drop", "resplit", "open"]), st.integers(0, 4), st.integers(0, 4)), min_size=3, max_size=9
)


@settings(max_examples=4, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps)
def test_after_any_hand_overs_a_report_opens_for_its_holders_or_by_recovery_and_never_for_who_was_shut_out(steps):
    circle = Circle()
    shut_out = set()
    for act, one, two in steps:
        first, second = circle.people[one], circle.people[two]
        holders = [share.account for share in queries.usable(circle.now)]
        if act == "move" and first in holders and second not in {*holders, *shut_out}:
            quorum.move_share(circle.matter, first, second, circle.pair(first))
        elif act == "drop":
            with transaction.atomic():
                quorum.drop_share(circle.matter, holder_of(first), actor="system")
            shut_out.add(first)
        elif len(holders) >= circle.now.threshold:
            opening = circle.opened_by(holders[0], holders[1:2])
            fit = [person for person in circle.people if person not in shut_out]
            if act == "resplit" and len(fit) >= 2:
                quorum.resplit(circle.matter, circle.public(fit), circle.keys(holders[0]), actor="system")
            opening.refresh_from_db()
            quorum.end(opening, actor="system")
        assert not any(circle.reads(person) for person in circle.people)
    assert not {share.account for share in queries.shares(circle.now)} & shut_out
    holders = [share.account for share in queries.usable(circle.now)]
    if len(holders) >= circle.now.threshold:
        opening = circle.opened_by(holders[0], holders[1:])
        assert circle.reads(holders[0])
        quorum.end(opening, actor="system")
    key = vault.content_key(circle.matter, "recovery", circle.recovery)
    assert vault.open_field(circle.matter, "report", key) == TEXT
    outsider = circle.person()
    wish = quorum.ask(circle.now, outsider, "alasan")
    for person in shut_out:
        assert not circle.reads(person)
        with pytest.raises(NoShare):
            quorum.contribute(wish, person, circle.pair(person))


def test_a_split_that_one_person_could_open_is_not_made():
    circle = Circle()
    with pytest.raises(TooFew):
        quorum.prepare("case:x", circle.public(circle.people[:1]), 2)
    with pytest.raises(TooFew):
        quorum.prepare("case:x", circle.public(circle.people), 1)
