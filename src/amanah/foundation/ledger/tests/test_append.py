import hashlib
from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from amanah.foundation.ledger import queries, services, triggers
from amanah.foundation.ledger.models import Checkpoint, Entry, Head, Node
from amanah.kernel import canonical, clock, merkle

pytestmark = pytest.mark.django_db


def fill(count, first=0):
    return services.append_many(
        [("sample.opened", f"sample:{number}", {"number": number}) for number in range(first, first + count)], actor="system"
    )


def test_an_entry_commits_to_all_it_says():
    index = services.append("sample.moved", "sample:1", {"to": "open", "count": 2}, actor="account:7")
    row = Entry.objects.get(index=index)
    content = canonical.decode(row.payload)
    assert index == 0
    assert (content["v"], content["kind"], content["ref"], content["actor"], content["index"], content["facts"]) == (
        1,
        "sample.moved",
        "sample:1",
        "account:7",
        0,
        {"to": "open", "count": 2},
    )
    assert len(row.salt) == 16
    assert bytes(row.commitment) == hashlib.sha256(bytes(row.salt) + bytes(row.payload)).digest()
    assert bytes(row.leaf_hash) == merkle.leaf_hash(bytes(row.commitment))


def test_the_head_follows_and_full_tiles_are_kept():
    for number in range(3):
        services.append("sample.opened", f"sample:{number}", {}, actor="reporter")
    fill(600)
    leaves = [bytes(row.leaf_hash) for row in Entry.objects.order_by("index")]
    head = Head.objects.get()
    assert head.size == 603
    assert merkle.Frontier.from_bytes(head.size, bytes(head.frontier)).root() == merkle.root(leaves)
    assert [(node.level, node.position, bytes(node.hash)) for node in Node.objects.order_by("position")] == [
        (0, 0, merkle.root(leaves[:256])),
        (0, 1, merkle.root(leaves[256:512])),
    ]


def test_equal_facts_leave_different_leaves():
    fill(1)
    fill(1)
    first, second = Entry.objects.order_by("index")
    assert first.leaf_hash != second.leaf_hash


@pytest.mark.parametrize(
    ("kind", "ref", "facts", "actor", "error"),
    [
        ("sample.moved", "sample:1", {"at": 1.5}, "system", TypeError),
        ("sample.moved", "sample:1", {"at": "2026-11-22T10:31:00"}, "system", ValueError),
        ("moved", "sample:1", {}, "system", ValueError),
        ("sample.moved", 'sample:"1', {}, "system", ValueError),
        ("sample.moved", "1", {}, "system", ValueError),
        ("sample.moved", "sample:1", {}, "Ani", ValueError),
    ],
)
def test_what_may_not_be_recorded_is_refused(kind, ref, facts, actor, error):
    with pytest.raises(error):
        services.append(kind, ref, facts, actor=actor)
    assert not Entry.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_outside_a_transaction_nothing_is_appended():
    with pytest.raises(services.LedgerError):
        services.append("sample.moved", "sample:1", {}, actor="system")


@pytest.mark.django_db(transaction=True)
def test_what_is_rolled_back_was_never_appended():
    with transaction.atomic():
        fill(3)
    with transaction.atomic():
        fill(5)
        transaction.set_rollback(True)
    assert (Head.objects.get().size, Entry.objects.count()) == (3, 3)


def refused(sql):
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


@pytest.mark.parametrize(
    "sql",
    [
        'DELETE FROM ledger_entry WHERE "index" = 1',
        "UPDATE ledger_entry SET kind = 'x'",
        "UPDATE ledger_entry SET payload = salt",
        "UPDATE ledger_entry SET payload = NULL",
        "UPDATE ledger_entry SET payload = NULL, salt = NULL, ref = 'sample:other'",
        "UPDATE ledger_entry SET payload = NULL, salt = NULL, leaf_hash = commitment",
        'UPDATE ledger_entry SET "index" = "index" + 100',
        "DELETE FROM ledger_node",
        "UPDATE ledger_node SET position = 7",
        "DELETE FROM ledger_checkpoint",
        "UPDATE ledger_checkpoint SET size = 1",
        "DELETE FROM ledger_head",
        "UPDATE ledger_head SET size = 1",
        "UPDATE ledger_head SET size = size",
    ],
)
def test_the_database_itself_refuses_what_is_not_appending(sql):
    fill(300)
    services.publish_checkpoint()
    refused(sql)


def test_replacing_and_emptying_are_refused_too():
    fill(2)
    if connection.vendor == "sqlite":
        refused(
            'INSERT OR REPLACE INTO ledger_entry SELECT 0, kind, ref, payload, salt, commitment, leaf_hash FROM ledger_entry WHERE "index" = 1'
        )
    else:
        for table in ("ledger_entry", "ledger_node", "ledger_checkpoint", "ledger_head"):
            refused(f"TRUNCATE {table}")


def test_every_declared_trigger_is_there():
    assert triggers.missing(connection) == []
    with connection.cursor() as cursor:
        cursor.execute(
            "DROP TRIGGER ledger_node_no_change ON ledger_node"
            if connection.vendor == "postgresql"
            else "DROP TRIGGER ledger_node_no_update"
        )
    assert len(triggers.missing(connection)) == 1


def test_erasing_keeps_the_hashes_and_is_itself_recorded():
    fill(3)
    before = Entry.objects.get(index=1)
    index = services.erase(1, actor="account:4")
    after = Entry.objects.get(index=1)
    assert (after.payload, after.salt, after.leaf_hash, after.commitment) == (None, None, before.leaf_hash, before.commitment)
    (record,) = queries.entries("entry:1")
    assert (record.index, record.kind, record.facts) == (index, "ledger.erased", {"index": 1, "kind": "sample.opened", "ref": "sample:1"})
    assert queries.entries("sample:1")[0].erased
    for again in (1, 3, 99):
        with pytest.raises(services.LedgerError):
            services.erase(again, actor="account:4")


def test_a_lost_head_is_not_quietly_begun_anew():
    from amanah.foundation.ledger.tests.tampering import triggers_lifted

    fill(2)
    with triggers_lifted() as cursor:
        cursor.execute("DELETE FROM ledger_head")
    with pytest.raises(services.LedgerError, match="gone"):
        fill(1)
    assert not Checkpoint.objects.exists()


def test_a_clock_that_went_back_behind_a_checkpoint_is_refused_and_nothing_is_kept():
    services.publish_checkpoint()
    size = queries.size()
    yesterday = clock.now() - timedelta(days=2)
    with clock.at(yesterday), pytest.raises(services.ClockBehind, match="clock"), transaction.atomic():
        services.append("case.opened", "case:1", {}, actor="system")
    with clock.at(yesterday), pytest.raises(services.ClockBehind):
        services.publish_checkpoint()
    assert queries.size() == size
    with clock.at(yesterday), services.invented_days(), transaction.atomic():
        services.append("case.opened", "case:1", {}, actor="system")
    assert queries.size() == size + 1
