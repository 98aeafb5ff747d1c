"""A small institution with people in it, made through the services, for every test that needs somebody.

Kementerian Contoh (root)            Kartika heads it (the minister)
├── Sekretariat Jenderal             Dewi and Eko, administrators; Indra keeps the identity envelopes
│   └── FKAP                         Fitri, anti-bribery handler
├── Inspektorat Jenderal             Ani, coordinator and handler; Budi, handler and investigator; Lestari heads it
├── Direktorat Pengawasan K3         Gilang heads it: the kind of person reports are about
│   └── Subdirektorat Pengujian K3   Hadi works here
└── Direktorat Penempatan            Citra, with an account and no role: she must see nothing
"""

from dataclasses import dataclass, field
from datetime import date
from types import SimpleNamespace

from amanah.foundation.access import services as access
from amanah.foundation.access.models import Account
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.organisation import services as organisation
from amanah.foundation.organisation.models import Person, Post, UnitKind
from amanah.foundation.vault import services as vault

SINCE = date(2024, 1, 2)

PASSPHRASE = "rahasia-uji kunci brankas enam kata"
"""What unlocks everybody's vault key."""


def password(username):
    """What this person signs in with."""
    return f"rahasia-uji-{username}"


@dataclass
class People:
    """Accounts as attributes (`people.ani`), and the rest by name."""

    accounts: dict[str, Account] = field(default_factory=dict)
    persons: dict[str, Person] = field(default_factory=dict)
    units: SimpleNamespace = field(default_factory=SimpleNamespace)
    posts: dict[str, Post] = field(default_factory=dict)

    def __getattr__(self, name):
        try:
            return self.__dict__["accounts"][name]
        except KeyError:
            raise AttributeError(name) from None

    def viewer(self, name):
        """A fresh viewer, as a new request would have."""
        return Viewer.of(Account.objects.get(username=name))

    def sign_in(self, client, name):
        """Sign this person in at a desk client, without the sign-in page."""
        client.force_login(self.accounts[name], backend="amanah.foundation.access.desk.sign_in.Backend")
        return client

    def add(self, name, full_name, unit, title, *, is_head=False, roles=(), over=None, since=SINCE, keys=False):
        """One more person with a post in `unit`, an account, and `roles` over `over` (the whole institution)."""
        person = organisation.create_person(full_name, nip=f"19800101200501{len(self.persons) + 1001}", actor="system")
        post = organisation.create_post(unit, title, is_head=is_head, actor="system")
        organisation.assign_post(person, post, since=since, actor="system")
        account = access.create_account(name, person=person, password=password(name))
        self.persons[name], self.accounts[name], self.posts[name] = person, account, post
        for role in roles:
            access.grant_role(account, role, over or self.units.root, since=since)
        if keys:
            give_keys(account)
        return account


def give_keys(account):
    """Vault keys, locked with PASSPHRASE."""
    vault.create_keys(account, PASSPHRASE)


def build(*, keys=True):
    """The institution drawn above. With `keys`, those who handle reports have vault keys."""
    people = People()
    units = people.units

    def unit(name, code, parent, kind):
        return organisation.create_unit(name, code, parent=parent, kind=kind, since=SINCE, actor="system")

    units.root = unit("Kementerian Contoh", "KEMENTERIAN", None, UnitKind.INSTITUTION)
    units.secretariat = unit("Sekretariat Jenderal", "SETJEN", units.root, UnitKind.SECRETARIAT_GENERAL)
    units.fkap = unit("Fungsi Kepatuhan Anti Penyuapan", "FKAP", units.secretariat, UnitKind.FUNCTION)
    units.inspectorate = unit("Inspektorat Jenderal", "ITJEN", units.root, UnitKind.INSPECTORATE_GENERAL)
    units.k3 = unit("Direktorat Pengawasan Keselamatan dan Kesehatan Kerja", "DIT-K3", units.root, UnitKind.DIRECTORATE)
    units.k3_testing = unit("Subdirektorat Pengujian K3", "SUBDIT-UJI-K3", units.k3, UnitKind.SUBUNIT)
    units.placement = unit("Direktorat Penempatan Tenaga Kerja", "DIT-PENEMPATAN", units.root, UnitKind.DIRECTORATE)

    administrators = ("access.administrator", "organisation.administrator")
    people.add("kartika", "Kartika Wulandari", units.root, "Menteri", is_head=True)
    people.add("dewi", "Dewi Anggraini", units.secretariat, "Administrator sistem", roles=administrators)
    people.add("eko", "Eko Prasetyo", units.secretariat, "Administrator kepegawaian", roles=administrators)
    people.add("indra", "Indra Gunawan", units.secretariat, "Penyimpan amplop identitas", roles=("whistleblowing.custodian",), keys=keys)
    people.add("fitri", "Fitri Handayani", units.fkap, "Petugas FKAP", roles=("whistleblowing.handler_antibribery",), keys=keys)
    people.add("lestari", "Lestari Ningsih", units.inspectorate, "Inspektur Jenderal", is_head=True)
    handler = "whistleblowing.handler_inspectorate"
    people.add("ani", "Ani Rahmawati", units.inspectorate, "Auditor madya", roles=("whistleblowing.coordinator", handler), keys=keys)
    people.add("budi", "Budi Hartono", units.inspectorate, "Auditor muda", roles=(handler, "whistleblowing.investigator"), keys=keys)
    people.add("gilang", "Gilang Ramadhan", units.k3, "Direktur Pengawasan K3", is_head=True)
    people.add("hadi", "Hadi Susanto", units.k3_testing, "Penguji K3")
    people.add("citra", "Citra Maharani", units.placement, "Pengantar kerja")
    return people
