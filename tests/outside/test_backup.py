"""Backup and restore, with the keys kept apart."""

import io
import json
import shutil
import tarfile

import psycopg
import pytest

from amanah.cli.bench.server import Server
from amanah.cli.bench.visitor import Visitor, open_mailbox, write_report

pytestmark = pytest.mark.outside


@pytest.fixture(scope="module")
def receipt(place):
    data, url = place
    with Server(data, database_url=url) as server:
        visitor = Visitor(server.url)
        _, form = write_report(visitor, "Petugas meminta uang. ")
        return visitor.send(form).receipt


@pytest.fixture(scope="module")
def backup(place, receipt, amanah, tmp_path_factory):
    """Made once; nobody here changes it."""
    file = tmp_path_factory.mktemp("backup") / "backup.tar"
    done = amanah(place, "backup", str(file), "--json")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["bytes"] == file.stat().st_size
    return file


def test_a_backup_restored_elsewhere_with_the_keys_serves_on(place, receipt, backup, bare, amanah):
    data, _ = place
    elsewhere, url = bare
    shutil.copytree(data / "keys", elsewhere / "keys")
    done = amanah(bare, "restore", str(backup), "--json")
    assert done.returncode == 0, done.stdout + done.stderr
    assert json.loads(done.stdout)["ledger"]["ok"]
    with Server(elsewhere, database_url=url) as server:
        assert open_mailbox(server.url, receipt)


def test_a_backup_holds_no_key_and_no_time_of_a_file(place, backup):
    data, _ = place
    secrets = [path.read_bytes().strip() for path in (data / "keys").rglob("*") if path.is_file() and "checkpoint" not in path.name]
    content = backup.read_bytes()
    assert secrets
    assert not [secret for secret in secrets if secret in content]
    with tarfile.open(backup) as tar:
        assert {member.mtime for member in tar} == {0}
    assert backup.stat().st_mode & 0o077 == 0


def test_nothing_is_ever_overwritten(place, backup, amanah):
    assert amanah(place, "backup", str(backup)).returncode == 3
    done = amanah(place, "restore", str(backup))
    assert done.returncode == 3
    assert "never overwrites" in done.stderr


def harm(backup, damage, harmed):
    """Write the backup to `harmed` with that damage."""
    content = bytearray(backup.read_bytes())
    if damage == "flip":
        content[len(content) // 2] ^= 1
    elif damage == "cut":
        del content[len(content) // 2 :]
    harmed.write_bytes(content)
    if damage in {"stranger", "escape"}:
        with tarfile.open(backup) as tar, tarfile.open(harmed, "w") as out:
            name = "files/../../stranger" if damage == "escape" else "stranger"
            extra = tarfile.TarInfo(name)
            extra.size = 1
            out.addfile(extra, io.BytesIO(b"x"))
            for member in tar:
                out.addfile(member, tar.extractfile(member))


def test_a_damaged_backup_is_refused_and_nothing_is_changed(backup, bare, amanah_with_each, tmp_path):
    data, url = bare
    harmed = [tmp_path / damage for damage in ("flip", "cut", "stranger", "escape")]
    for file in harmed:
        harm(backup, file.name, file)
    codes, done = amanah_with_each(bare, "restore", *map(str, harmed))
    assert codes == [3] * len(harmed), done.stdout
    assert done.stderr.count("\namanah: ") + done.stderr.startswith("amanah: ") == len(harmed), done.stderr
    assert "Traceback" not in done.stderr
    assert not (data / "amanah.sqlite3").exists()
    assert not [path for path in data.rglob("*") if path.is_file() and data / "keys" not in path.parents]
    assert not [*data.parent.rglob("*stranger*")]
    if url:
        with psycopg.connect(url) as database:
            assert database.execute("SELECT count(*) FROM information_schema.tables WHERE table_schema = 'public'").fetchone() == (0,)
