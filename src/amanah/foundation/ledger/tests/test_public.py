import base64
import hashlib

import pytest

from amanah.foundation.ledger import queries, services
from amanah.kernel import merkle, notes

pytestmark = pytest.mark.django_db


def fill(count):
    services.append_many([("sample.opened", f"sample:{number}", {}) for number in range(count)], actor="system")


def outsider(get):
    """What somebody with the standards and no code of ours computes: checkpoint, tiles, root."""
    note = get("/ledger/checkpoint").content.decode()
    size, root = int(note.split("\n")[1]), base64.b64decode(note.split("\n")[2])
    leaves = b"".join(get(f"/ledger/{path}").content for path in notes.tiles(size) if path.level == 0)

    def tree(hashes):
        if len(hashes) == 1:
            return hashes[0]
        split = 1
        while split * 2 < len(hashes):
            split *= 2
        return hashlib.sha256(b"\x01" + tree(hashes[:split]) + tree(hashes[split:])).digest()

    return size, tree([leaves[at : at + 32] for at in range(0, len(leaves), 32)]) == root


@pytest.mark.parametrize("count", [0, 1, 254, 255, 256, 700])
def test_an_outsider_computes_the_same_root(intake, count):
    services.publish_checkpoint()
    fill(count)
    services.publish_checkpoint()
    assert outsider(intake.get) == (count + 1, True)


def test_higher_tiles_are_roots_of_full_lower_ones(intake):
    services.publish_checkpoint()
    fill(600)
    services.publish_checkpoint()
    upper = intake.get("/ledger/tile/1/000.p/2").content
    for number in (0, 1):
        lower = intake.get(f"/ledger/tile/0/00{number}").content
        assert upper[32 * number :][:32] == merkle.root([lower[at : at + 32] for at in range(0, len(lower), 32)])


def test_entry_bundles_hash_to_the_leaves_and_hold_nothing_else(intake):
    services.publish_checkpoint()
    fill(300)
    services.publish_checkpoint()
    bundle = intake.get("/ledger/tile/entries/000").content
    leaves = intake.get("/ledger/tile/0/000").content
    assert len(bundle) == 256 * 34
    for number in range(256):
        entry = bundle[34 * number :][:34]
        assert entry[:2] == b"\x00\x20"
        assert merkle.leaf_hash(entry[2:]) == leaves[32 * number :][:32]


def test_nothing_beyond_the_checkpoint_is_served(intake):
    assert intake.get("/ledger/checkpoint").status_code == 404
    services.publish_checkpoint()
    fill(9)
    assert intake.get("/ledger/tile/0/000.p/1").status_code == 200
    for path in ("0/000.p/2", "0/000.p/10", "0/000", "entries/000.p/2", "1/000.p/1", "0/001.p/1", "63/000"):
        assert intake.get(f"/ledger/tile/{path}").status_code == 404
    services.publish_checkpoint()
    assert len(intake.get("/ledger/tile/0/000.p/10").content) == 320
    assert len(intake.get("/ledger/tile/0/000.p/1").content) == 32


@pytest.mark.parametrize(
    "path",
    ["tile/0/0", "tile/0/000.p/0", "tile/0/000.p/256", "tile/64/000", "tile/data/000", "tile/0/x001/x000/000/1", "tile/0/%00", "other"],
)
def test_other_paths_are_not_found(intake, path):
    services.publish_checkpoint()
    assert intake.get(f"/ledger/{path}").status_code == 404


def test_headers_say_what_never_changes(intake):
    services.publish_checkpoint()
    tile, checkpoint = intake.get("/ledger/tile/0/000.p/1"), intake.get("/ledger/checkpoint")
    assert (tile["Content-Type"], "immutable" in tile["Cache-Control"]) == ("application/octet-stream", True)
    assert (checkpoint["Content-Type"], checkpoint["Cache-Control"]) == ("text/plain; charset=utf-8", "no-cache")
    assert intake.post("/ledger/checkpoint").status_code == 405
    assert not tile.cookies


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_page_explains_and_shows_the_key(intake, language):
    intake.cookies["lang"] = language
    assert intake.get("/ledger/").status_code == 200
    services.publish_checkpoint()
    latest = queries.latest_checkpoint()
    page = intake.get("/ledger/").content.decode()
    assert base64.b64encode(latest.root).decode().replace("+", "+") in page
    assert ("What it does not prove" in page) == (language == "en")
