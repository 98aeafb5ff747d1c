import threading
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection, transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from amanah.foundation.access.models import Account
from amanah.foundation.ledger import queries as ledger
from amanah.foundation.vault import queries, services
from amanah.foundation.vault.errors import (
    Busy,
    CannotOpen,
    KeyMismatch,
    KeysExist,
    LocatorTaken,
    NoKeys,
    NotAHolder,
    SharesError,
    VaultError,
    WrongPassphrase,
)
from amanah.foundation.vault.kdf import Turnstile
from amanah.foundation.vault.models import Keepsake, KeyHolder, Mailbox, SealedField, Wrap
from amanah.kernel import clock, receipts, sealing

pytestmark = pytest.mark.django_db

PASSPHRASE = "sungai gunung pelangi cangkir rembulan sepeda"
NOON = datetime(2026, 11, 23, 5, 20, tzinfo=UTC)


@pytest.fixture
def account():
    return Account.objects.create(username="ani")


@pytest.fixture
def other():
    return Account.objects.create(username="budi")


def stored(record="case:1", holders=None, **fields):
    sealed = services.seal_record(record, {name: text.encode() for name, text in fields.items()}, holders or {})
    with transaction.atomic():
        services.store(sealed)
    return sealed


def test_a_record_opens_for_its_holders_and_after_a_hand_over_for_the_next(account, other):
    ani, budi = services.create_keys(account, PASSPHRASE), services.create_keys(other, PASSPHRASE)
    stored(holders=queries.public_keys([account]), report="isi laporan")
    key = services.content_key("case:1", f"account:{account.pk}", ani)
    assert services.open_field("case:1", "report", key) == b"isi laporan"
    with pytest.raises(NotAHolder):
        services.content_key("case:1", f"account:{other.pk}", budi)

    with transaction.atomic():
        services.hand_over("case:1", key, f"account:{other.pk}", budi.public, actor=f"account:{account.pk}")
    assert services.open_field("case:1", "report", services.content_key("case:1", f"account:{other.pk}", budi)) == b"isi laporan"
    assert queries.holders("case:1") == sorted([f"account:{account.pk}", f"account:{other.pk}"])
    assert queries.records_of(f"account:{other.pk}", ["case:1", "case:2"]) == {"case:1"}

    with transaction.atomic():
        assert services.drop_holder("case:1", f"account:{account.pk}")
        assert not services.drop_holder("case:1", f"account:{account.pk}")
    with pytest.raises(NotAHolder):
        services.content_key("case:1", f"account:{account.pk}", ani)
    assert [entry.kind for entry in ledger.entries("case:1")] == ["vault.handed_over", "vault.holder_dropped"]


def test_nobody_is_handed_a_key_that_opens_nothing(account):
    stored(report="isi")
    pair = services.create_keys(account, PASSPHRASE)
    for record in ("case:1", "case:none"):
        with pytest.raises(CannotOpen), transaction.atomic():
            services.hand_over(record, sealing.new_key(), f"account:{account.pk}", pair.public)
    assert not Wrap.objects.exists()


def test_fields_have_versions_and_the_latest_is_read():
    sealed = stored(report="satu")
    with transaction.atomic():
        assert services.add_field("case:1", "report", b"dua", sealed.content_key) == 2
        assert services.add_field("case:1", "note/1", b"catatan", sealed.content_key) == 1
    assert services.open_field("case:1", "report", sealed.content_key) == b"dua"
    assert services.open_field("case:1", "report", sealed.content_key, version=1) == b"satu"
    assert services.open_fields("case:1", sealed.content_key) == {"report": b"dua", "note/1": b"catatan"}
    assert services.open_fields("case:1", sealed.content_key, "note/", "file/") == {"note/1": b"catatan"}
    assert queries.fields("case:1") == {"report": 2, "note/1": 1}
    with pytest.raises(CannotOpen):
        services.open_field("case:1", "note/2", sealed.content_key)


def test_content_is_stored_inside_a_transaction_only(transactional_db):
    sealed = services.seal_record("case:1", {"report": b"x"}, {})
    for act in (
        lambda: services.store(sealed),
        lambda: services.add_field("case:1", "report", b"x", sealed.content_key),
        lambda: services.store_mailbox(services.prepare_mailbox(receipts.generate()), "case:1"),
    ):
        with pytest.raises(VaultError):
            act()


@settings(max_examples=25, deadline=None)
@given(st.sampled_from(["record", "field", "version"]), st.binary(max_size=50), st.binary(max_size=50))
def test_a_row_moved_in_the_database_does_not_open(what, one, two):
    SealedField.objects.all().delete()
    key = sealing.new_key()
    for record, name, version, text in (("case:1", "report", 1, one), ("case:2", "note/1", 2, two)):
        box = sealing.seal(key, text, record=record, field=name, version=version)
        SealedField.objects.create(record=record, field=name, version=version, ciphertext=box, size_bucket=1024)
    place = {"record": "case:1", "field": "report", "version": 1}
    stranger = {"record": "case:3", "field": "note/9", "version": 3}
    SealedField.objects.filter(**place).update(**{what: stranger[what]})
    place[what] = stranger[what]
    with pytest.raises(CannotOpen):
        services.open_field(place["record"], place["field"], key, version=place["version"])


def test_the_size_in_clear_is_a_bucket_and_nothing_in_the_rows_is_plain():
    stored(report="kata rahasia " * 20, note="pendek")
    rows = SealedField.objects.all()
    assert {row.size_bucket for row in rows} == {1024}
    assert not any(b"rahasia" in bytes(row.ciphertext) for row in rows)


def test_the_digest_for_the_ledger_changes_with_any_ciphertext():
    one = services.seal_record("case:1", {"report": b"x"}, {})
    two = services.seal_record("case:1", {"report": b"x"}, {})
    assert one.digest != two.digest
    assert len(one.digest) == 64


def test_destroying_leaves_no_row():
    stored(holders={"mailbox": sealing.generate_key_pair().public}, report="isi")
    with transaction.atomic():
        assert services.destroy("case:1") == 1
    assert not SealedField.objects.exists()
    assert not Wrap.objects.exists()


def test_staff_keys_are_made_once_unlocked_by_their_passphrase_and_changed(account):
    pair = services.create_keys(account, PASSPHRASE)
    assert services.unlock(account, PASSPHRASE) == pair
    with pytest.raises(KeysExist):
        services.create_keys(account, PASSPHRASE)
    with pytest.raises(WrongPassphrase):
        services.unlock(account, PASSPHRASE + "x")
    services.change_passphrase(account, PASSPHRASE, "kata sandi yang baru sama sekali")
    assert services.unlock(account, "kata sandi yang baru sama sekali") == pair
    with pytest.raises(WrongPassphrase):
        services.unlock(account, PASSPHRASE)
    row = queries.key_holder(account)
    assert pair.private not in bytes(row.locked_private)
    entries = ledger.entries(f"account:{account.pk}")
    assert [entry.kind for entry in entries] == ["vault.keys_created", "vault.passphrase_changed"]
    assert entries[0].facts["public_key"] == pair.public.hex()


def test_a_lost_passphrase_ends_in_new_keys_that_open_nothing_old(account):
    old = services.create_keys(account, PASSPHRASE)
    stored(holders=queries.public_keys([account]), report="isi")
    assert services.retire_keys(account, actor="system") == 1
    with pytest.raises(NoKeys):
        services.unlock(account, PASSPHRASE)
    assert services.create_keys(account, PASSPHRASE) != old
    with pytest.raises(NotAHolder):
        services.content_key("case:1", f"account:{account.pk}", old)


def test_an_exchanged_public_key_is_found_out(account, other):
    services.create_keys(account, PASSPHRASE)
    services.create_keys(other, PASSPHRASE)
    recovery = services.prepare_recovery_key(2, 3, actor="system")
    services.confirm_recovery_key(recovery.id, actor="system")
    assert queries.exchanged_keys() == []
    planted = sealing.generate_key_pair().public
    KeyHolder.objects.filter(account=account).update(public_key=planted, fingerprint=sealing.fingerprint(planted))
    assert queries.exchanged_keys() == [f"account:{account.pk}"]
    with pytest.raises(KeyMismatch):
        services.unlock(account, PASSPHRASE)


def test_recovery_shares_open_what_was_sealed_for_the_recovery_key():
    assert queries.standing_holders() == {}
    forgotten = services.prepare_recovery_key(2, 2, actor="system")
    new = services.prepare_recovery_key(2, 3, actor="account:1")
    assert queries.standing_holders() == {}
    with pytest.raises(NoKeys):
        services.recover(new.shares[:2])
    services.confirm_recovery_key(new.id, actor="account:1")
    stored(holders=queries.standing_holders(), report="isi laporan")

    pair = services.recover([new.shares[2], new.shares[0]], actor="account:1")
    assert services.open_field("case:1", "report", services.content_key("case:1", "recovery", pair)) == b"isi laporan"
    with pytest.raises(SharesError):
        services.recover(new.shares[:1])
    with pytest.raises(NoKeys):
        services.recover(forgotten.shares)
    with pytest.raises(NoKeys):
        services.confirm_recovery_key(new.id, actor="account:1")
    assert [entry.kind for entry in ledger.entries(f"recovery:{new.id}")] == [
        "vault.recovery_prepared",
        "vault.recovery_confirmed",
        "vault.recovered",
    ]
    assert not any(share.split()[4] in repr(new) for share in new.shares)


def test_an_earlier_recovery_key_still_opens_what_was_sealed_for_it():
    first = services.prepare_recovery_key(2, 3, actor="system")
    services.confirm_recovery_key(first.id, actor="system")
    stored(holders=queries.standing_holders(), report="lama")
    second = services.prepare_recovery_key(3, 5, actor="system")
    services.confirm_recovery_key(second.id, actor="system")
    assert queries.recovery_key().fingerprint == second.fingerprint
    assert services.content_key("case:1", "recovery", services.recover(first.shares[:2]))


def test_a_mailbox_opens_with_its_receipt_and_no_other():
    receipt = services.new_receipt()
    prepared = services.prepare_mailbox(receipt)
    stored(holders={"mailbox": prepared.public_key}, report="isi")
    with transaction.atomic():
        services.store_mailbox(prepared, "case:1")
    opened = services.open_mailbox(receipt)
    assert opened.record == "case:1"
    assert services.content_key("case:1", "mailbox", opened.key_pair)
    assert services.OpenedMailbox.from_bytes(opened.to_bytes()) == opened
    assert queries.mailbox_key("case:1") == prepared.public_key
    assert services.open_mailbox(receipts.Receipt(receipt.locator, receipt.words[::-1])) is None
    assert services.open_mailbox(receipts.Receipt(receipt.locator % 9_000_000 + 1_000_000, receipt.words)) is None
    row = Mailbox.objects.get()
    for value in (row.salt, row.public_key, row.authenticator_hash):
        assert bytes(value) not in (opened.key_pair.private, *(word.encode() for word in receipt.words))


def test_a_locator_is_taken_once_and_the_transaction_goes_on():
    first, second = services.new_receipt(), services.new_receipt()
    with transaction.atomic():
        services.store_mailbox(services.prepare_mailbox(first), "case:1")
        with pytest.raises(LocatorTaken):
            services.store_mailbox(services.prepare_mailbox(receipts.generate(first.locator)), "case:2")
        services.store_mailbox(services.prepare_mailbox(second), "case:2")
    assert Mailbox.objects.count() == 2


def test_whoever_waits_too_long_for_a_derivation_is_told_so():
    turnstile = Turnstile(slots=1, patience=0.01)
    entered, leave = threading.Event(), threading.Event()

    def occupy():
        with turnstile.turn():
            entered.set()
            leave.wait(10)

    thread = threading.Thread(target=occupy)
    thread.start()
    entered.wait(10)
    with pytest.raises(Busy), turnstile.turn():
        pass
    leave.set()
    thread.join()
    with turnstile.turn():
        pass


def test_a_keepsake_opens_with_its_token_for_its_purpose_until_its_end():
    with clock.at(NOON):
        token = services.keep("draft", b"rancangan", timedelta(hours=2))
        assert services.recall("draft", token) == b"rancangan"
        assert services.recall("mailbox", token) is None
        for wrong in ("", "x", token[:-1], "é" * 43, "A" * 43):
            assert services.recall("draft", wrong) is None
        row = Keepsake.objects.get()
        assert row.ends_in_hour == datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
        assert token not in row.id
        assert b"rancangan" not in bytes(row.ciphertext)
    with clock.at(NOON + timedelta(hours=1, minutes=59)):
        assert services.rekeep("draft", token, b"lanjutan", timedelta(hours=2))
        assert services.recall("draft", token) == b"lanjutan"
    with clock.at(NOON + timedelta(hours=3, minutes=59)):
        assert services.recall("draft", token) is None
        assert services.sweep() == 0
    with clock.at(NOON + timedelta(hours=4, minutes=40)):
        assert not services.rekeep("draft", token, b"mati", timedelta(hours=2))
        assert services.sweep() == 1
        assert not services.rekeep("draft", token, b"mati", timedelta(hours=2))


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL lets many wait for the disk together")
@pytest.mark.django_db(transaction=True)
def test_what_a_visitor_types_does_not_wait_for_the_disk_and_what_belongs_to_a_report_does():
    full, normal = 2, 1
    connection.ensure_connection()
    raw, seen = connection.connection, []

    def look(run, *given):
        seen.append((given[0].split()[0], raw.execute("PRAGMA synchronous").fetchone()[0]))
        return run(*given)

    usual = raw.execute("PRAGMA synchronous").fetchone()[0]
    raw.execute(f"PRAGMA synchronous={full}")
    try:
        with connection.execute_wrapper(look):
            token = services.keep("draft", b"rancangan", timedelta(hours=2))
            assert services.rekeep("draft", token, b"lanjutan", timedelta(hours=2))
            with transaction.atomic():
                assert services.rekeep("draft", token, b"terkirim", timedelta(hours=2))
            services.forget("draft", token)
    finally:
        raw.execute(f"PRAGMA synchronous={usual}")
    writes = [(verb, waits) for verb, waits in seen if verb in {"INSERT", "UPDATE", "DELETE"}]
    assert writes == [("INSERT", normal), ("UPDATE", normal), ("UPDATE", full), ("DELETE", full)]


def test_a_keepsake_is_refreshed_only_when_that_gains_a_step():
    quarter = timedelta(minutes=15)
    with clock.at(NOON):
        token = services.keep("staff-key", b"kunci", quarter)
        before = bytes(Keepsake.objects.get().ciphertext)
    with clock.at(NOON + timedelta(seconds=30)):
        assert services.refresh("staff-key", token, quarter, step=timedelta(minutes=1)) == b"kunci"
        assert bytes(Keepsake.objects.get().ciphertext) == before
    with clock.at(NOON + timedelta(minutes=14)):
        assert services.refresh("staff-key", token, quarter, step=timedelta(minutes=1)) == b"kunci"
    with clock.at(NOON + timedelta(minutes=28)):
        assert services.recall("staff-key", token) == b"kunci"
    with clock.at(NOON + timedelta(minutes=29)):
        assert services.refresh("staff-key", token, quarter, step=timedelta(minutes=1)) is None


def test_a_forgotten_or_exchanged_keepsake_is_gone():
    one, two = (services.keep("draft", text, timedelta(hours=2)) for text in (b"satu", b"dua"))
    first, second = Keepsake.objects.order_by("id")
    first.ciphertext, second.ciphertext = second.ciphertext, first.ciphertext
    first.save()
    second.save()
    assert services.recall("draft", one) is services.recall("draft", two) is None
    services.forget("mailbox", one)
    assert Keepsake.objects.count() == 2
    services.forget("draft", one)
    assert Keepsake.objects.count() == 1
