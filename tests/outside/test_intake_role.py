"""Intake under its narrow PostgreSQL role: everything that a reporter does works, and nothing else."""

import os

import psycopg
import pytest

from amanah.cli.bench import server as servers
from amanah.cli.bench.pages import public_pages
from amanah.cli.bench.server import Server
from amanah.cli.bench.visitor import Visitor, write_report

pytestmark = [
    pytest.mark.outside,
    pytest.mark.skipif(not os.environ.get("DATABASE_URL", "").startswith("postgres"), reason="SQLite knows no roles"),
]
PASSWORD = "kata-sandi-uji"


@pytest.fixture(scope="module")
def role_url(place):
    data, url = place
    script = servers.run("amanah.cli", "check", "--grants", data=data, database_url=url)
    with psycopg.connect(url, autocommit=True) as owner:
        if not owner.execute("SELECT 1 FROM pg_roles WHERE rolname = 'amanah_intake'").fetchone():
            owner.execute(f"CREATE ROLE amanah_intake LOGIN PASSWORD '{PASSWORD}'")
        owner.execute(script)
        owner.execute(script)  # running it again is harmless
    assert "postgres@" in url or ":" in url
    head, _, tail = url.partition("://")
    return f"{head}://amanah_intake:{PASSWORD}@{tail.split('@', 1)[1]}"


def test_a_reporter_can_do_everything_and_every_public_page_opens(place, role_url):
    data, url = place
    server = Server(data, database_url=url, extra={"DATABASE_URL_INTAKE": role_url})
    with server:
        assert len(public_pages(server.url)) > 5
        visitor = Visitor(server.url)
        _, form = write_report(visitor, "Budi Hartono meminta uang. ", files={"bukti.txt": b"isi berkas"})
        receipt = visitor.send(form).receipt
        assert receipt
        visitor = Visitor(server.url)
        mailbox = visitor.get("/mailbox/")
        mailbox = visitor.send(mailbox.posting(under="/mailbox/"), receipt=receipt)
        message = visitor.send(mailbox.posting(under="/mailbox/message/"), text="Pesan susulan.")
        assert message.status == 200
        assert "Pesan susulan." in message.text
        with psycopg.connect(url, autocommit=True) as owner:
            owner.execute("UPDATE cases_case SET state = 'awaiting' WHERE state = 'received'")
        answered = visitor.send(message.posting(under="/mailbox/message/"), text="Jawaban atas pertanyaan.")
        assert answered.status == 200
        assert "sedang disampaikan kepada petugas" in answered.text
        assert visitor.send(message.posting(under="/mailbox/contact/")).status == 200
        for path in ("/ledger/checkpoint", "/ledger/", "/health"):
            assert visitor.get(path).status == 200
        assert "ERROR" not in "".join(server.output)


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT password FROM public.access_account",
        "SELECT locked_private FROM public.vault_keyholder",
        "SELECT payload FROM ledger_entry",
        "SELECT tag FROM cases_subjecttag",
        "UPDATE ledger_entry SET payload = NULL",
        "DELETE FROM ledger_entry",
        "DELETE FROM cases_case",
        "UPDATE cases_case SET state = 'closed'",
        "UPDATE vault_sealedfield SET version = 9",
        "DELETE FROM vault_wrap",
        "INSERT INTO access_grant DEFAULT VALUES",
        "UPDATE access_account SET username = 'x'",
        "SELECT * FROM django_session",
        "CREATE TABLE public.mine (id int)",
        "TRUNCATE vault_keepsake",
    ],
)
def test_everything_else_is_refused_by_the_database(role_url, statement):
    with psycopg.connect(role_url) as intake, pytest.raises(psycopg.errors.InsufficientPrivilege):
        intake.execute(statement)


def test_where_it_reads_accounts_their_secrets_are_empty(role_url):
    with psycopg.connect(role_url) as intake:
        assert {row[0] for row in intake.execute("SELECT password FROM access_account")} == {""}
        assert {bytes(row[0]) for row in intake.execute("SELECT locked_private FROM vault_keyholder")} == {b""}
