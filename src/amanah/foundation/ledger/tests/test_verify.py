import hashlib
import os
import random

import pytest
from django.db import connection

from amanah.foundation.ledger import keys, queries, services, tree, verify
from amanah.foundation.ledger.models import Checkpoint, Entry, Head
from amanah.foundation.ledger.tests.tampering import triggers_lifted
from amanah.kernel import merkle, notes
from tests.snapshot import once

pytestmark = pytest.mark.django_db

COLUMNS = "kind, ref, payload, salt, commitment, leaf_hash"


@pytest.fixture
def log():
    """A log of 700 entries with a checkpoint after 300 and one at the end."""
    (keys.folder() / "last-checkpoint").write_bytes(once(("log of 700",), written))


def written():
    for first, count in ((0, 299), (299, 400)):
        services.publish_checkpoint()
        services.append_many(
            [("sample.moved", f"sample:{number}", {"n": number}) for number in range(first, first + count)], actor="system"
        )
    services.publish_checkpoint()
    return (keys.folder() / "last-checkpoint").read_bytes()


def tamper(*statements):
    with triggers_lifted() as cursor:
        for statement in statements:
            cursor.execute(statement, None)


def found(report=None):
    report = report or verify.run()
    return [(finding.code, finding.index, finding.ref) for finding in report.findings if finding.code != "root"]


def test_a_whole_log_is_whole(log):
    report = verify.run(against=queries.latest_checkpoint().note)
    assert report.ok
    assert (report.size, report.destroyed, report.checkpoints) == (700, 0, 5)
    assert str(report).endswith("The ledger is whole.")
    assert report.as_dict()["ok"] is True


def test_an_empty_log_is_whole():
    assert verify.run().ok


def test_entries_after_the_last_checkpoint_are_fine(log):
    note = queries.latest_checkpoint().note
    services.append("sample.moved", "sample:new", {}, actor="system")
    assert verify.run(against=note).ok


@pytest.mark.parametrize("index", [0, 5, 255, 256, 511, 699])
@pytest.mark.parametrize("column", ["payload", "salt", "commitment", "leaf_hash"])
def test_a_changed_row_is_named(log, index, column):
    tamper(
        f'UPDATE ledger_entry SET {column} = ledger_other.payload FROM ledger_entry AS ledger_other WHERE ledger_entry."index" = {index} AND ledger_other."index" = 77'
    )
    report = verify.run()
    assert not report.ok
    assert {finding.index for finding in report.findings if finding.code == "changed"} == {index}


@pytest.mark.skipif(connection.vendor != "sqlite", reason="only SQLite lets text into a column of bytes")
@pytest.mark.parametrize("column", ["payload", "salt", "commitment", "leaf_hash"])
def test_text_in_place_of_bytes_is_named(log, column):
    tamper(f"UPDATE ledger_entry SET {column} = 'abc' WHERE \"index\" = 9")
    assert {index for code, index, _ in found() if code == "changed"} == {9}


@pytest.mark.parametrize("column", ["kind", "ref"])
def test_a_changed_label_is_named(log, column):
    tamper(f"UPDATE ledger_entry SET {column} = 'sample:other' WHERE \"index\" = 400")
    assert [(code, index) for code, index, _ in found()] == [("changed", 400)]


@pytest.mark.parametrize("index", [0, 255, 256, 400])
def test_a_removed_row_is_named(log, index):
    tamper(f'DELETE FROM ledger_entry WHERE "index" = {index}')
    report = verify.run()
    assert [(code, at) for code, at, _ in found(report)] == [("removed", index)]
    assert any(finding.code == "root" for finding in report.findings)


def test_a_removed_tail_is_named(log):
    tamper('DELETE FROM ledger_entry WHERE "index" >= 500')
    report = verify.run()
    assert found(report) == [("removed", 500, "")]
    assert "500 to 699" in str(report)


def test_a_removed_tail_is_seen_even_when_the_head_is_set_back(log):
    frontier = merkle.Frontier()
    for hashed in tree.hashes(0, 0, 500):
        frontier.append(hashed)
    with triggers_lifted():
        Entry.objects.filter(index__gte=500).delete()
        Head.objects.update(size=500, frontier=frontier.to_bytes())
    report = verify.run()
    assert not report.ok
    assert "end at 500" in str(report)


def test_rows_that_close_a_gap_do_not_hide_it(log):
    tamper(
        'DELETE FROM ledger_entry WHERE "index" = 310',
        'UPDATE ledger_entry SET "index" = "index" + 10000 WHERE "index" > 310',
        'UPDATE ledger_entry SET "index" = "index" - 10001 WHERE "index" > 10000',
    )
    assert [(code, index) for code, index, _ in found()] == [("removed", 310)]


def forge(index, ref="sample:forged"):
    """A row that fits itself in every way."""
    entry = services._entry(index, "sample.moved", ref, {}, actor="system", day="2026-01-01")
    entry.save(force_insert=True)


def make_room(index):
    return (
        f'UPDATE ledger_entry SET "index" = "index" + 10000 WHERE "index" >= {index}',
        'UPDATE ledger_entry SET "index" = "index" - 9999 WHERE "index" >= 10000',
    )


@pytest.mark.parametrize("index", [0, 100, 256, 600, 699])
def test_a_row_inserted_in_the_middle_is_named(log, index):
    tamper(*make_room(index))
    with triggers_lifted():
        forge(index)
    assert found() == [("inserted", index, "sample:forged")]


def test_a_row_inserted_with_the_head_moved_along_is_named(log):
    tamper(*make_room(100))
    with triggers_lifted():
        forge(100)
        frontier = merkle.Frontier()
        for hashed in tree.hashes(0, 0, 701):
            frontier.append(hashed)
        Head.objects.update(size=701, frontier=frontier.to_bytes())
    assert found() == [("inserted", 100, "sample:forged")]


def test_a_row_added_behind_the_head_is_named(log):
    forge(700)
    assert found() == [("inserted", 700, "sample:forged")]


def test_swapped_rows_are_named(log):
    tamper(
        'UPDATE ledger_entry SET "index" = 9999 WHERE "index" = 20',
        'UPDATE ledger_entry SET "index" = 20 WHERE "index" = 600',
        'UPDATE ledger_entry SET "index" = 600 WHERE "index" = 9999',
    )
    assert [(code, index) for code, index, _ in found()] == [("reordered", 20), ("reordered", 600)]


def rewrite(index):
    with triggers_lifted():
        Entry.objects.filter(index=index).delete()
        forge(index)


def test_a_row_rewritten_with_its_hashes_is_narrowed_down(log):
    rewrite(300)
    report = verify.run()
    assert [(code, index) for code, index, _ in found(report)] == [("rewritten", 256)]
    assert "entries 300 to 699" in str(report)


def test_a_mirror_names_the_rewritten_row(log, tmp_path):
    (tmp_path / "checkpoint").write_text(queries.latest_checkpoint().note)
    for path in notes.tiles(700):
        file = tmp_path / str(path)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(b"".join(tree.hashes(path.level, path.number * 256, path.width)))
    assert verify.run(against=tmp_path).ok
    rewrite(300)
    assert ("changed", 300, "") in found(verify.run(against=tmp_path))


def test_a_checkpoint_kept_elsewhere_catches_who_rewrote_everything(log, tmp_path):
    kept = tmp_path / "checkpoint"
    kept.write_text(queries.latest_checkpoint().note)
    with triggers_lifted():
        for model in (Entry, Head, Checkpoint):
            model.objects.all().delete()
        from amanah.foundation.ledger.models import Node

        Node.objects.all().delete()
    (keys.folder() / "last-checkpoint").unlink()
    services.publish_checkpoint()
    services.append_many([("sample.moved", f"sample:{number}", {}) for number in range(800)], actor="system")
    services.publish_checkpoint()
    assert verify.run().ok
    report = verify.run(against=str(kept))
    assert [finding.code for finding in report.findings] == ["root"]
    assert "elsewhere" in str(report)


def test_a_checkpoint_that_the_log_never_signed_is_told(log):
    own = notes.Checkpoint.parse(queries.latest_checkpoint().note)
    other = notes.Signer(own.origin, os.urandom(32)).sign(own.text())
    assert [finding.code for finding in verify.run(against=other).findings] == ["signature"]


def test_destroyed_is_told_from_missing(log):
    services.erase(10, actor="account:1")
    report = verify.run()
    assert report.ok
    assert report.destroyed == 1
    tamper('UPDATE ledger_entry SET payload = NULL, salt = NULL WHERE "index" = 11')
    assert found() == [("emptied", 11, "sample:10")]


def test_a_relabelled_destroyed_entry_is_told(log):
    services.erase(10, actor="account:1")
    tamper("UPDATE ledger_entry SET ref = 'sample:other' WHERE \"index\" = 10")
    assert found() == [("changed", 10, "sample:other")]


def test_a_checkpoint_row_that_contradicts_its_note_is_told(log):
    tamper("UPDATE ledger_checkpoint SET size = 5 WHERE size = 700")
    assert "checkpoint" in {code for code, _, _ in found()}


def test_a_missing_guard_is_told(log):
    with connection.cursor() as cursor:
        cursor.execute(
            "DROP TRIGGER ledger_node_no_change ON ledger_node"
            if connection.vendor == "postgresql"
            else "DROP TRIGGER ledger_node_no_update"
        )
    assert [code for code, _, _ in found()] == ["guard"]


def test_a_lost_head_is_told(log):
    tamper("DELETE FROM ledger_head")
    assert found() == [("head", None, "")]


def test_an_engine_may_add_its_own_check(log):
    finding = verify.Finding("replay", "case 1 is closed in the table and open in the ledger", ref="sample:1")

    def check():
        yield finding

    verify.register(check)
    verify.register(check)
    try:
        assert verify.run().findings == (finding,)
    finally:
        verify._checks.remove(check)


def test_a_check_that_stumbles_over_tampered_rows_is_a_finding(log):
    def check():
        raise KeyError("seq")

    verify.register(check)
    try:
        assert [code for code, _, _ in found()] == ["check"]
    finally:
        verify._checks.remove(check)


@pytest.mark.parametrize("seed", range(20))
def test_whatever_single_byte_is_changed_is_noticed(log, seed):
    dice = random.Random(seed)
    index = dice.randrange(700)
    column = dice.choice(["payload", "salt", "commitment", "leaf_hash"])
    value = bytearray(getattr(Entry.objects.get(index=index), column))
    at = dice.randrange(len(value))
    value[at] ^= 1 << dice.randrange(8)
    with triggers_lifted():
        Entry.objects.filter(index=index).update(**{column: bytes(value)})
    assert index in {finding.index for finding in verify.run().findings}


def test_commitments_hide_equal_contents(log):
    payload = bytes(Entry.objects.get(index=3).payload)
    assert hashlib.sha256(payload).digest() != bytes(Entry.objects.get(index=3).commitment)
