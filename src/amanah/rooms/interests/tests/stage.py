"""Hadi of the testing subdirectorate declares; Gilang above him decides; Maya keeps the register."""

from amanah.engines.cases import services as cases
from amanah.foundation.access import exclusion
from amanah.foundation.vault import services as vault
from amanah.rooms.interests import queries, services
from amanah.rooms.interests.papers import Words
from amanah.rooms.interests.register import About
from amanah.rooms.interests.services import Draft, Measures
from amanah.rooms.interests.workflow import OFFICER
from tests.people import PASSPHRASE, give_keys

SECRET = "Adik kandung saya memiliki perusahaan yang mengajukan lisensi."


def cast(people):
    """Keys for those above Hadi, and an officer of the register."""
    people.add("maya", "Maya Lestari", people.units.secretariat, "Analis kepatuhan", roles=(OFFICER,), keys=True)
    for name in ("hadi", "gilang", "kartika"):
        give_keys(people.accounts[name])


def draft(kind="actual", *, tied=False, source="family", **about):
    words = Words(SECRET, "Adik kandung", (), "Permohonan lisensi" if tied else "", "")
    return Draft(kind, source, tied, words, About(**{name: tuple(value) for name, value in about.items()}))


def declare(people, name="hadi", kind="actual", /, **kwargs):
    return services.declare(draft(kind, **kwargs), viewer=people.viewer(name))


def opened(people, name, interest):
    viewer = people.viewer(name)
    found = queries.find(viewer, interest.number)
    return found and queries.open_interest(viewer, found, vault.unlock(viewer.account, PASSPHRASE))


def measures(people, *kinds, executor=None):
    return Measures(kinds or ("recusal",), people.persons[executor] if executor else None, people.persons["maya"])


def person_tags(people, *names):
    return {exclusion.person_tag(people.persons[name].pk) for name in names}


__all__ = ["SECRET", "cases", "cast", "declare", "draft", "measures", "opened", "person_tags"]
