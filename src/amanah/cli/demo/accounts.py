"""The demonstration's sign-in names, passwords and vault passphrases: public knowledge, for loopback only."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.contrib.auth.hashers import PBKDF2PasswordHasher

from amanah.cli.demo.institution import SIGN_INS


def password(username: str) -> str:
    """What this person signs in with."""
    return f"peragaan-{username}"


def passphrase(username: str) -> str:
    """What opens this person's vault."""
    return f"kunci peragaan {username}"


def shown() -> list[tuple[str, str]]:
    """User name and what the person does, in the order in which they are introduced."""
    return [(user, title) for user, _unit, title, _head, _roles in SIGN_INS]


@contextmanager
def cheap_passwords() -> Iterator[None]:
    """Hash passwords that everybody knows anyway without the usual labour; Django hashes them anew at the first sign-in."""
    usual = PBKDF2PasswordHasher.iterations
    PBKDF2PasswordHasher.iterations = 1
    try:
        yield
    finally:
        PBKDF2PasswordHasher.iterations = usual
