import stat
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from amanah.foundation.ledger import keys, queries, services
from amanah.foundation.ledger.models import Checkpoint
from amanah.foundation.ledger.tests.tampering import triggers_lifted
from amanah.kernel import clock, merkle, notes

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_keys(settings, tmp_path):
    settings.AMANAH_KEYS = tmp_path / "keys"


def at(day, hour, minute=0):
    """A moment by the wall clock in Jakarta."""
    return datetime(2026, 11, day, hour, minute, tzinfo=ZoneInfo("Asia/Jakarta"))


def fill(count):
    services.append_many([("sample.opened", f"sample:{number}", {}) for number in range(count)], actor="system")


def test_the_first_checkpoint_makes_the_key_and_opens_the_log(settings):
    services.publish_checkpoint()
    published = queries.latest_checkpoint()
    (opened,) = queries.entries("ledger:opened")
    folder = Path(settings.AMANAH_KEYS) / "ledger"
    assert published.size == 1
    assert opened.facts == {"key": published.verifier}
    assert [stat.S_IMODE((folder / name).stat().st_mode) for name in ("signing.key", "last-checkpoint")] == [0o600, 0o600]
    assert (folder / "last-checkpoint").read_text() == published.note
    body = notes.open_note(published.note, notes.Verifier.parse(published.verifier))
    assert notes.Checkpoint.parse(body) == notes.Checkpoint("amanah.local/ledger", 1, published.root)


def test_every_checkpoint_extends_the_one_before():
    services.publish_checkpoint()
    fill(40)
    first = services.publish_checkpoint()
    fill(400)
    second = services.publish_checkpoint()
    from amanah.foundation.ledger import tree

    proof = merkle.consistency_proof(first.size, second.size, tree.subtree)
    assert merkle.verify_consistency(first.size, second.size, first.root, second.root, proof)
    assert tree.root_at(second.size) == second.root


def test_nothing_is_signed_after_an_older_copy_was_restored():
    services.publish_checkpoint()
    fill(10)
    services.publish_checkpoint()
    with triggers_lifted() as cursor:
        for table in ("entry", "head", "node", "checkpoint"):
            cursor.execute(f"DELETE FROM ledger_{table}")
    fill(3)
    with pytest.raises(services.RestoredTree, match=r"3 entries.*11 was given out"):
        services.publish_checkpoint()
    fill(30)
    with pytest.raises(services.RestoredTree, match="rewritten"):
        services.publish_checkpoint()
    assert not Checkpoint.objects.exists()


def test_nothing_is_signed_with_a_new_key_in_silence(settings, tmp_path):
    services.publish_checkpoint()
    settings.AMANAH_KEYS = tmp_path / "elsewhere"
    fill(1)
    with pytest.raises(keys.KeyMissing):
        services.publish_checkpoint()
    assert not (tmp_path / "elsewhere/ledger/signing.key").exists()


def test_a_log_keeps_its_name(settings):
    services.publish_checkpoint()
    settings.AMANAH_LEDGER_ORIGIN = "other.example/ledger"
    with pytest.raises(keys.OtherKeyError, match="for life"):
        services.publish_checkpoint()


def test_the_beat_comes_once_a_day():
    with clock.at(at(20, 8)):
        assert services.beat()
    fill(5)
    published = [services.beat(moment) for moment in (at(20, 23, 59), at(21, 5, 59), at(21, 6), at(21, 6, 1), at(23, 7))]
    assert published == [False, False, True, False, True]
    assert [(row.day, row.size) for row in Checkpoint.objects.order_by("id")] == [
        (date(2026, 11, 20), 1),
        (date(2026, 11, 21), 6),
        (date(2026, 11, 23), 6),
    ]


def test_publishing_an_unchanged_tree_again_adds_nothing():
    services.publish_checkpoint()
    services.publish_checkpoint()
    assert Checkpoint.objects.count() == 1


def test_proofs_lead_to_the_checkpoint_and_no_further():
    services.publish_checkpoint()
    fill(700)
    assert queries.entry_proof(5) is None
    services.publish_checkpoint()
    fill(3)
    for index in (0, 1, 255, 256, 600, 700):
        assert queries.entry_proof(index).holds()
    assert queries.entry_proof(701) is None
    assert queries.entry_proof(-1) is None


def test_replaying_reads_one_kind_in_order():
    services.append("sample.opened", "sample:1", {"n": 1}, actor="system")
    services.append("samples.other", "sample:1", {}, actor="system")
    services.append("sample.closed", "sample:1", {"n": 2}, actor="account:3")
    assert [(entry.kind, entry.facts, entry.actor) for entry in queries.replay("sample")] == [
        ("sample.opened", {"n": 1}, "system"),
        ("sample.closed", {"n": 2}, "account:3"),
    ]
    assert [entry.index for entry in queries.latest(2)] == [2, 1]
    assert [entry.index for entry in queries.latest(2, before=1)] == [0]


def test_replaying_keeps_the_order_of_several_kinds_over_the_edges_of_its_portions(monkeypatch):
    monkeypatch.setattr(queries, "_PORTION", 2)
    kinds = ["sample.a", "sample.b", "other.a", "sample.a", "sample.a", "sample.b", "sample.c", "sample.a", "samples.a"]
    services.append_many([(kind, "sample:1", {}) for kind in kinds], actor="system")
    assert [entry.index for entry in queries.replay("sample")] == [0, 1, 3, 4, 5, 6, 7]
    assert [entry.index for entry in queries.replay("sample.a", after=3)] == [4, 7]
    assert not list(queries.replay("nothing"))
