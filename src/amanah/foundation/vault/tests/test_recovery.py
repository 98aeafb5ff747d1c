"""Opening by recovery, rehearsal, rotation and hand-over; and that no sequence of them loses a record."""

from datetime import timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from amanah.foundation.access.models import Account
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.ledger import queries as ledger
from amanah.foundation.vault import custody, queries, services
from amanah.foundation.vault.errors import NoKeys, NothingToOpen, NotNow, SamePerson, SharesError
from amanah.foundation.vault.events import RecoveryCalled, RecoveryDone
from amanah.foundation.vault.models import Keepsake, KeyHolder, RecoveryCall, RecoveryKey, Wrap
from amanah.foundation.vault.services.recovery import HOLDER
from amanah.foundation.vault.services.staff import holder_of
from amanah.kernel import clock, events

pytestmark = pytest.mark.django_db

PASSPHRASE = "sungai gunung pelangi cangkir rembulan sepeda"
NEXT = "telaga rimba pelita gerbang sendok kereta"


class Matters:
    """An owner of records "matter:<n>" that everybody may hold but those it is told of."""

    def __init__(self):
        self.shut = {}

    def may_hold(self, viewer, records):
        return set(records) - self.hidden(viewer, records)

    def hidden(self, viewer, records):
        return self.shut.get(viewer.account.pk, set()) & set(records)

    def due(self, viewer):
        return self.may_hold(viewer, set(Wrap.objects.filter(record__startswith="matter:").values_list("record", flat=True)))

    def due_among(self, viewers, records):
        return {viewer.account.pk: self.may_hold(viewer, records) for viewer in viewers}

    def titles(self, records):
        return {record: record.removeprefix("matter:") for record in records}

    def find(self, text):
        return {f"matter:{text}"}

    def oversees(self, viewer):
        return False


@pytest.fixture
def matters(monkeypatch):
    owner = Matters()
    monkeypatch.setitem(custody._owners, "matter", owner)
    return owner


@pytest.fixture
def shares(matters):
    return set_up(2, 3)


def set_up(threshold, count):
    new = services.prepare_recovery_key(threshold, count, actor="system")
    services.confirm_recovery_key(new.id, actor="system")
    return new.shares


def member(name):
    account = Account.objects.create(username=name)
    return account, services.create_keys(account, PASSPHRASE)


def store(record, *accounts):
    sealed = services.seal_record(record, {"text": record.encode()}, queries.public_keys(accounts) | queries.standing_holders())
    with transaction.atomic():
        services.store(sealed)
    return sealed.content_key


def reads(account, pair, record):
    return services.open_field(record, "text", services.content_key(record, holder_of(account), pair)) == record.encode()


def confirmed(scope, beneficiary, caller, confirmer, **more):
    call = services.call_recovery(scope, beneficiary, "Pemegangnya sakit keras.", caller=caller, **more)
    services.confirm_call(call, viewer=Viewer.of(confirmer))
    return call


def test_a_recovery_is_called_with_a_sealed_reason_confirmed_by_another_and_done_once(shares, monkeypatch):
    heard = []
    publish = events.publish
    monkeypatch.setattr(events, "publish", lambda event: (heard.append(event), publish(event)))
    (ani, _), (budi, pair), (citra, _) = member("ani"), member("budi"), member("citra")
    store("matter:1", ani)
    store("matter:2", ani)
    call = services.call_recovery("case", budi, "Ani sakit keras.", caller=ani, records=["matter:1"])
    assert isinstance(heard[-1], RecoveryCalled)
    assert [entry.kind for entry in ledger.entries(call.ref)] == ["vault.recovery_called"]
    assert "sakit" not in str(ledger.entries(call.ref)[0].facts)
    opened = services.recover(shares[:2])
    assert services.open_field(call.ref, "reason", services.content_key(call.ref, HOLDER, opened)) == b"Ani sakit keras."

    with pytest.raises(NotNow):
        services.open_call(call, opened)
    for same in (ani, budi):
        with pytest.raises(SamePerson):
            services.confirm_call(call, viewer=Viewer.of(same))
    services.confirm_call(call, viewer=Viewer.of(citra))
    handed = services.open_call(call, opened, shares=(3, 1))
    assert (handed.given, handed.unopened, handed.refused) == ({"matter:1"}, set(), set())
    assert isinstance(heard[-1], RecoveryDone)
    assert reads(budi, pair, "matter:1")
    assert not Wrap.objects.filter(record="matter:2", holder=holder_of(budi)).exists()
    assert ledger.entries("matter:1")[-1].kind == "vault.handed_over"
    done = ledger.entries(call.ref)[-1]
    assert (done.kind, done.actor, done.facts["records"], done.facts["shares"]) == ("vault.recovery_done", holder_of(ani), 1, [1, 3])
    with pytest.raises(NotNow):
        services.open_call(call, opened)
    with pytest.raises(NotNow):
        services.withdraw_call(call, viewer=Viewer.of(citra))


def test_whoever_is_excluded_gets_nothing_by_recovery_also_when_they_were_not_yet_when_it_was_called(shares, matters):
    (ani, _), (budi, _), (citra, _) = member("ani"), member("budi"), member("citra")
    store("matter:1", ani)
    store("matter:2", ani)
    matters.shut[budi.pk] = {"matter:1"}
    with pytest.raises(NothingToOpen):
        services.call_recovery("case", budi, "alasan", caller=ani, records=["matter:1"])
    with pytest.raises(NothingToOpen):
        services.call_recovery("case", budi, "alasan", caller=ani, records=["unknown:1"])
    call = confirmed("all", budi, ani, citra)
    matters.shut[budi.pk] = {"matter:1", "matter:2"}
    handed = services.open_call(call, services.recover(shares[1:]))
    assert not handed.given
    assert {"matter:1", "matter:2"} <= handed.refused
    assert not Wrap.objects.filter(holder=holder_of(budi), record__startswith="matter:").exists()
    assert not queries.may_see_call(Viewer.of(budi), RecoveryCall(beneficiary=budi, records=["matter:1"]))


def test_a_recovery_for_a_lost_key_gives_what_is_missing_and_no_more(shares):
    (ani, _), (budi, _), (citra, _) = member("ani"), member("budi"), member("citra")
    store("matter:1", ani)
    store("matter:2", ani)
    services.retire_keys(ani, actor="system")
    with pytest.raises(NoKeys):
        services.call_recovery("lost", ani, "alasan", caller=budi)
    pair = services.create_keys(ani, PASSPHRASE)
    assert queries.missing(ani) == {"matter:1", "matter:2"}
    assert [(gap.title, gap.helpers, gap.recoverable) for gap in queries.gaps(ani)] == [("1", (), True), ("2", (), True)]
    assert services.open_call(confirmed("lost", ani, budi, citra), services.recover(shares[:2])).given == {"matter:1", "matter:2"}
    assert reads(ani, pair, "matter:2")
    assert queries.missing(ani) == set()
    with pytest.raises(NothingToOpen):
        services.call_recovery("lost", ani, "alasan", caller=budi)


def test_colleagues_give_what_they_can_open_to_whoever_waits(shares):
    (ani, own), (budi, _) = member("ani"), member("budi")
    store("matter:1", ani, budi)
    store("matter:2", budi)
    services.retire_keys(budi, actor="system")
    assert queries.waiting(Viewer.of(ani)) == []
    pair = services.create_keys(budi, PASSPHRASE)
    assert [(gap.title, gap.helpers) for gap in queries.gaps(budi)] == [("1", (ani,)), ("2", ())]
    assert queries.waiting(Viewer.of(ani)) == [(budi, frozenset({"matter:1"}))]
    assert services.give({"matter:1", "matter:2"}, holder_of(ani), own, budi, actor=holder_of(ani)).unopened == {"matter:2"}
    assert reads(budi, pair, "matter:1")


def test_nothing_is_taken_from_the_last_living_person(shares):
    (ani, _), (budi, _) = member("ani"), member("budi")
    store("matter:1", ani, budi)
    store("matter:2", ani)
    with transaction.atomic():
        assert services.let_go(["matter:1", "matter:2"], ani, actor="system") == {"matter:2"}
    assert queries.holders("matter:1") == sorted([holder_of(budi), HOLDER])
    Account.objects.filter(pk=budi.pk).update(is_active=False)
    assert services.living(["matter:1", "matter:2"]) == {"matter:2": {holder_of(ani)}}


def test_a_rehearsal_proves_the_shares_and_opens_nothing(shares):
    key = services.rehearse([shares[2], shares[0]], actor="account:1")
    assert queries.rehearsed_on(key) == clock.today()
    entry = ledger.entries(f"recovery:{key.pk}")[-1]
    assert (entry.kind, entry.facts["shares"]) == ("vault.recovery_rehearsed", [1, 3])
    with pytest.raises(SharesError):
        services.rehearse(shares[:1], actor="account:1")
    strange = services.prepare_recovery_key(2, 3, actor="system")
    with pytest.raises(NoKeys):
        services.rehearse(strange.shares[:2], actor="account:1")


def test_rotating_the_recovery_key_makes_the_old_sheets_worthless(shares):
    ani, _ = member("ani")
    store("matter:1", ani)
    old = services.recover(shares[:2])
    new = services.prepare_recovery_key(3, 5, actor="system")
    services.name_share_holders(new.id, [f"Pejabat {number}" for number in range(1, 6)])
    with pytest.raises(ValueError, match="one holder"):
        services.name_share_holders(new.id, ["Pejabat 1"])
    assert services.rotate_recovery_key(new.id, old, actor="system") == (1, 0)
    assert queries.recovery_key().fingerprint == new.fingerprint
    assert [holder.name for holder in queries.recovery_key().holders.all()][::4] == ["Pejabat 1", "Pejabat 5"]
    with pytest.raises(services.CannotOpen):
        services.content_key("matter:1", HOLDER, old)
    assert services.content_key("matter:1", HOLDER, services.recover(new.shares[2:]))
    with pytest.raises(NoKeys):
        services.rotate_recovery_key(new.id, old, actor="system")
    assert queries.exchanged_keys() == []


def test_rotating_ones_own_key_wraps_everything_anew_in_one_act(shares):
    ani, old = member("ani")
    store("matter:1", ani)
    with pytest.raises(services.WrongPassphrase):
        services.rotate_keys(ani, "bukan frasa ini sama sekali", NEXT)
    new = services.rotate_keys(ani, PASSPHRASE, NEXT)
    assert services.unlock(ani, NEXT) == new
    assert reads(ani, new, "matter:1")
    with pytest.raises(services.CannotOpen):
        services.content_key("matter:1", holder_of(ani), old)
    assert queries.exchanged_keys() == []
    assert KeyHolder.objects.filter(account=ani, retired_on=None).count() == 1


def test_shares_are_gathered_one_by_one_for_a_quarter_of_an_hour_under_the_cookie_alone(shares):
    now = clock.now()
    with clock.at(now):
        gathering = services.begin("account:1", "rehearse")
        assert (gathering.needed, gathering.complete) == (None, False)
        with pytest.raises(services.ShareRefused, match="mistyped"):
            services.add_share(gathering, shares[0].replace(" ", " keliru ", 1))
        gathering = services.add_share(gathering, f"  {shares[1].upper()} ")
        assert (gathering.numbers, gathering.needed, gathering.complete) == ((2,), 2, False)
        with pytest.raises(services.ShareRefused, match="twice"):
            services.add_share(gathering, shares[1])
        with pytest.raises(services.ShareRefused, match="foreign"):
            services.add_share(gathering, services.prepare_recovery_key(2, 3, actor="system").shares[0])
    with clock.at(now + timedelta(minutes=14)):
        kept = services.gathered(gathering.token, "account:1", "rehearse")
        assert services.add_share(kept, shares[0]).complete
        assert services.gathered(gathering.token, "account:2", "rehearse") is None
        assert services.gathered(gathering.token, "account:1", "open-1") is None
        row = bytes(Keepsake.objects.get().ciphertext)
        assert not any(word.encode() in row for word in shares[0].split()[3:])
        assert " ".join(shares[0].split()[5:8]) not in repr(kept)
    with clock.at(now + timedelta(minutes=15, seconds=1)):
        assert services.gathered(gathering.token, "account:1", "rehearse") is None


ACTS = st.one_of(
    st.tuples(st.just("give"), st.integers(0, 2), st.integers(0, 2)),
    st.tuples(st.just("let_go"), st.integers(0, 2), st.integers(0, 3)),
    st.tuples(st.just("rotate"), st.integers(0, 2)),
    st.tuples(st.just("lose"), st.integers(0, 2)),
    st.tuples(st.just("leave"), st.integers(0, 2)),
    st.tuples(st.just("recover"), st.integers(0, 2), st.sampled_from(["lost", "all"])),
    st.tuples(
        st.just("rotate_recovery"),
    ),
    st.tuples(
        st.just("new_recovery"),
    ),
)


class House:
    """Three people, four records, and the sheets; what each act of a random life does to them."""

    def __init__(self):
        self.shares = [set_up(2, 3)]
        self.people = [member(name) for name in ("ani", "budi", "citra")]
        self.records = [f"matter:{number}" for number in range(4)]
        for number, record in enumerate(self.records):
            store(record, self.people[number % 3][0])

    def give(self, giver, getter):
        account, pair = self.people[giver]
        services.give(self.records, holder_of(account), pair, self.people[getter][0], actor=holder_of(account))

    def let_go(self, who, record):
        with transaction.atomic():
            services.let_go([self.records[record]], self.people[who][0], actor="system")

    def rotate(self, who):
        account, _ = self.people[who]
        self.people[who] = account, services.rotate_keys(account, PASSPHRASE, PASSPHRASE)

    def lose(self, who):
        account, _ = self.people[who]
        services.retire_keys(account, actor="system")
        self.people[who] = account, services.create_keys(account, PASSPHRASE)

    def leave(self, who):
        self.give(who, (who + 1) % 3)
        with transaction.atomic():
            services.let_go(self.records, self.people[who][0], actor="system")

    def recover(self, who, scope):
        gaining, caller, confirmer = (self.people[(who + step) % 3][0] for step in range(3))
        try:
            call = confirmed(scope, gaining, caller, confirmer)
        except NothingToOpen:
            return
        for sheets in self.shares:
            pair = services.recover(sheets[:2])
            services.give(self.records, HOLDER, pair, gaining, actor="system")
        services.open_call(call, services.recover(self.shares[-1][1:]))

    def rotate_recovery(self):
        new = services.prepare_recovery_key(2, 3, actor="system")
        services.rotate_recovery_key(new.id, services.recover(self.shares[-1][:2]), actor="system")
        self.shares.append(new.shares)

    def new_recovery(self):
        self.shares.append(set_up(2, 3))

    def opens(self, record):
        for account, pair in self.people:
            if Wrap.objects.filter(record=record, holder=holder_of(account)).exists() and reads(account, pair, record):
                return True
        return self.recoverable(record)

    def recoverable(self, record):
        for sheets in self.shares:
            try:
                key = services.content_key(record, HOLDER, services.recover(sheets[:2]))
            except services.CannotOpen:
                continue
            return services.open_field(record, "text", key) == record.encode()
        return False


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=st.lists(ACTS, min_size=1, max_size=12))
def test_whatever_is_done_in_whatever_order_every_record_still_opens(matters, acts):
    with transaction.atomic():
        house = House()
        for name, *numbers in acts:
            getattr(house, name)(*numbers)
            for record in house.records:
                assert house.opens(record)
                assert house.recoverable(record)
            # Nobody is listed as a holder whose key does not open: what the screens say is true.
            for account, pair in house.people:
                for record in queries.records_of(holder_of(account), house.records):
                    assert reads(account, pair, record)
        assert RecoveryKey.objects.filter(retired_on=None).count() <= 1
        transaction.set_rollback(True)
