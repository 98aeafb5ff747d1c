"""The narrow PostgreSQL role for the intake program: it can hand in what a reporter writes and read what a receipt opens.

It can neither change nor delete a line of the ledger, nor read a password, a locked private key or the content of a ledger entry,
nor touch staff work. Sealed content it may read is ciphertext to it as to everyone. Where a whole table would be too much and the
code reads whole rows, a view of the same name stands before it in a schema of the role's own, with the secret columns emptied.
"""

from django.apps import apps
from django.db import connection, models

ROLE = "amanah_intake"
SCHEMA = "amanah_intake"

READ = ("SELECT",)
ADD = ("SELECT", "INSERT")

# model → what the role may do with it; "COLUMNS: a, b" narrows a right to those columns.
RIGHTS: dict[str, tuple[str, ...]] = {
    # What the form asks, and who must not see a report.
    "organisation.Unit": READ,
    "organisation.UnitVersion": READ,
    "organisation.Person": READ,
    "organisation.Post": READ,
    "organisation.Holding": READ,
    "access.Grant": READ,
    # What is handed in, and what the mailbox shows.
    "cases.Case": (*ADD, "UPDATE (due_on, changes, announced)"),
    "cases.Step": ADD,
    "cases.SubjectTag": ("SELECT (id)", "INSERT"),
    "reports.Wish": ADD,
    "cases.CaseDay": ADD,
    "cases.Entry": ADD,
    "cases_cohorts.Stale": ("SELECT (id)", "INSERT"),
    "clocks.Deadline": (*ADD, "UPDATE"),
    "vault.SealedField": ADD,
    "vault.Wrap": ADD,
    "vault.Mailbox": ADD,
    "vault.Keepsake": (*ADD, "UPDATE", "DELETE"),
    "vault.RecoveryKey": READ,
    "whistleblowing.IdentityRequest": ("SELECT (id, case_id, decided_on, purpose, told_on)",),
    "whistleblowing_routing.RoutingRule": READ,
    "vault_quorum.Rule": READ,
    "vault_quorum.Quorum": ("INSERT",),
    "vault_quorum.Share": ("INSERT",),
    "whistleblowing_outside.OutsideRecipient": ("SELECT", "UPDATE (age_key)"),
    "whistleblowing_outside.OutsideMatter": (*ADD, "UPDATE (standing, day, announced)"),
    "whistleblowing_outside.OutsideMessage": ADD,
    "whistleblowing_afterwards.RatingTally": (*ADD, "UPDATE (count)"),
    "whistleblowing_afterwards.RatingGiven": (*ADD, "UPDATE"),
    "whistleblowing_protection.Alarm": ("SELECT (id)", "INSERT"),
    "complaints_exchange.ApiKey": READ,
    "complaints_exchange.KeyDay": (*ADD, "UPDATE (count)"),
    "complaints_exchange.Token": ADD,
    "complaints.Marks": ADD,
    "complaints.Publication": READ,
    "complaints.RatingTally": (*ADD, "UPDATE (count)"),
    "evidence.EvidenceItem": (*ADD, "UPDATE (version)"),  # which also lets it lock the rows of a report while it adds a file
    "evidence.CustodyEvent": ADD,
    # Appending, and the public tiles; the content of entries stays out of reach.
    "ledger.Entry": ("SELECT (index, leaf_hash)", "INSERT"),
    "ledger.Node": ADD,
    "ledger.Head": ("SELECT", "UPDATE"),
    "ledger.Checkpoint": READ,
    "campaigns_pulse.Counter": ("SELECT", "UPDATE (count)"),
    # Courses of business associates, who come by a link and without an account.
    "learning.Topic": READ,
    "learning.Outsider": READ,
    "learning.Record": ADD,
    # Guests of learning by their own links, and certificates without the names on them.
    "learning_sessions.Session": READ,
    "learning_sessions.Edition": READ,
    "learning_sessions.Part": READ,
    "learning_sessions.Seat": (
        "SELECT (id, session_id, outsider_id, state, proposed_on, reason, queued, mailed, token)",
        "SELECT (presence, hours, means, answered, credited)",
        "UPDATE (state, queued, reason, presence, hours, means, answered)",
    ),
    "learning_sessions.PresenceNote": ("SELECT (id)", "INSERT"),
    "learning_sessions.Tally": (*ADD, "UPDATE (count)"),
    "learning_sessions.Words": ("SELECT (id)", "INSERT"),
    "learning_sessions.Certificate": (
        "SELECT (id, seat_id, number, code, salt, name_digest, title, title_en, day, hours, issued_on, withdrawn_on)",
    ),
    "learning_sessions.Tries": (*ADD, "UPDATE (quarter, count)"),
    "learning_quizzes.Question": READ,
    "learning_quizzes.Version": READ,
    "learning_quizzes.Test": READ,
    "learning_quizzes.Attempt": (*ADD, "UPDATE (right, passed, submitted_on)"),
    "learning_quizzes.Drawn": (*ADD, "UPDATE (chosen)"),
    "learning_taking.Invitation": READ,
    "learning_taking.Enrolment": (*ADD, "UPDATE (edition, finished_on, record_id)"),
    "learning_taking.Seen": (*ADD, "UPDATE (digest, read, choice)"),
    # What everybody may read.
    "campaigns_pulse.Pulse": READ,
    "campaigns_pulse.Wave": READ,
    "campaigns_commitments.Commitment": READ,
    "campaigns_commitments.CommitmentText": READ,
    "statistics.Release": READ,
    "public_services.Service": READ,
    "public_services.Edition": READ,
    "public_services.Place": READ,
    "public_services.Fee": READ,
}

# model → columns that the role sees empty.
EMPTIED = {
    "access.Account": {"password": "''", "email": "''", "last_login": "NULL::timestamptz"},
    "vault.KeyHolder": {"locked_private": "''::bytea"},
}


def sql(role: str = ROLE) -> str:
    """One script, to be run as the owner of the tables with psql; running it again brings the rights up to date.

    The role must exist or be created with a password: `CREATE ROLE amanah_intake LOGIN PASSWORD '…';`. It is stated as a comment,
    because a password does not belong into a script.
    """
    database = connection.ops.quote_name(str(connection.settings_dict["NAME"]))
    lines = [
        f"-- CREATE ROLE {role} LOGIN PASSWORD '…';   once, by hand; then DATABASE_URL_INTAKE=postgresql://{role}:…@…/…",
        "BEGIN;",
        f"REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {role}, PUBLIC;",
        f"REVOKE ALL ON SCHEMA public FROM {role}, PUBLIC;",
        f"GRANT USAGE ON SCHEMA public TO {role};",
        f"DROP SCHEMA IF EXISTS {SCHEMA} CASCADE;",
        f"CREATE SCHEMA {SCHEMA};",
        f"GRANT USAGE ON SCHEMA {SCHEMA} TO {role};",
        f"ALTER ROLE {role} IN DATABASE {database} SET search_path = {SCHEMA}, public;",
    ]
    for label, rights in RIGHTS.items():
        model = apps.get_model(label)
        table = model._meta.db_table  # noqa: SLF001 - Django's documented name
        lines += [f'GRANT {right} ON public."{table}" TO {role};' for right in map(_quoted, rights)]
        lines += _sequence(model, table, role) if any(right.startswith("INSERT") for right in rights) else []
    for label, emptied in EMPTIED.items():
        lines += _view(apps.get_model(label), emptied, role)
    return "\n".join([*lines, "COMMIT;"])


def _quoted(right: str) -> str:
    """`SELECT (index, leaf_hash)` with its columns quoted; some are words of SQL."""
    verb, found, columns = right.removesuffix(")").partition(" (")
    quoted = ", ".join(f'"{column.strip()}"' for column in columns.split(","))
    return f"{verb} ({quoted})" if found else verb


def _sequence(model: type[models.Model], table: str, role: str) -> list[str]:
    key = model._meta.pk  # noqa: SLF001 - Django's documented name
    if isinstance(key, models.AutoField | models.BigAutoField):
        return [f'GRANT USAGE ON SEQUENCE public."{table}_{key.column}_seq" TO {role};']
    return []


def _view(model: type[models.Model], emptied: dict[str, str], role: str) -> list[str]:
    table = model._meta.db_table  # noqa: SLF001 - Django's documented name
    columns = [field.column for field in model._meta.concrete_fields]  # noqa: SLF001 - Django's documented name
    listed = ", ".join(f'{emptied[column]} AS "{column}"' if column in emptied else f'"{column}"' for column in columns)
    return [
        f'CREATE VIEW {SCHEMA}."{table}" AS SELECT {listed} FROM public."{table}";',  # noqa: S608 - names of our own models
        f'GRANT SELECT ON {SCHEMA}."{table}" TO {role};',
    ]
