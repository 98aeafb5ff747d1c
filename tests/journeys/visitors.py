"""Who carries the anti-bribery function of a scope that an external auditor visits, and one proof, in the folder that AMANAH_DATA names.

`python -m tests.journeys.visitors` makes them.
"""

import hashlib

from amanah.cli import say

NAME = "vina"
CLAUSE = "7.3"


def make():
    """Vina, her scope over the K3 directorate, and one requirement that a file proves."""
    say.django()
    from amanah.cli.demo import papers
    from amanah.cli.demo.accounts import cheap_passwords
    from amanah.engines.proofs import services as proofs
    from amanah.foundation.access import services as access
    from amanah.foundation.access.viewer import Viewer
    from amanah.foundation.organisation import services as organisation
    from amanah.foundation.organisation.models import Person, Unit
    from amanah.kernel import clock
    from amanah.rooms.antibribery import services as scopes
    from amanah.rooms.antibribery.requirements import catalogue
    from amanah.rooms.antibribery.requirements import services as requirements
    from amanah.rooms.antibribery.requirements.services import Said
    from tests import people  # late: all of them need Django

    unit, root = Unit.objects.get(code="ITJEN"), Unit.objects.get(code="KEMENTERIAN")
    person = organisation.create_person("Vina Anggraini", nip=f"19800101200501{Person.objects.count() + 1001}", actor="system")
    post = organisation.create_post(unit, "Petugas FKAP pusat", actor="system")
    organisation.assign_post(person, post, since=people.SINCE, actor="system")
    with cheap_passwords():
        account = access.create_account(NAME, person=person, password=people.password(NAME))
    access.grant_role(account, "fkap", root, since=people.SINCE)
    viewer = Viewer.of(account)
    directorate = Unit.objects.get(code="DIT-K3")
    scope = scopes.open_scope(
        title="Pengujian alat K3",
        unit=directorate,
        statement="Pengujian alat K3.",
        top_title="Direktur Pengawasan K3",
        viewer=viewer,
    )
    question = next(one.key for one in catalogue.instrument("2025").questions if one.key.startswith(CLAUSE))
    answer = requirements.answer(scope, "2025", question, Said("met", "Setiap pegawai dilatih setiap tahun.", "", person), viewer=viewer)
    text = "nama;hari\nHadi Susanto;2026-03-02\n"
    draft = proofs.Draft("Daftar hadir pelatihan", clock.today(), upload=papers.sealed("daftar-hadir.csv", "text/csv", text))
    proofs.add(draft, directorate, viewer=viewer, ref=answer.ref)
    say.line(hashlib.sha256(text.encode()).hexdigest())


if __name__ == "__main__":
    make()
