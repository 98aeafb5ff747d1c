"""A risk that arose from a sealed case is in no workshop and no review for whom the case is about."""

import pytest

from amanah.engines.risks.models import Risk
from amanah.engines.risks.workshops import queries
from amanah.foundation.access import exclusion

pytestmark = pytest.mark.django_db


def test_whom_the_case_is_about_sees_neither_risk_nor_workshop(call, team, active, other, sealed, desk):  # noqa: PLR0917
    workshop = call(persons=("hadi", "rosa", "tuti", "gilang"))
    case = sealed([exclusion.person_tag(team.persons["gilang"].pk)])
    Risk.objects.filter(pk=active.pk).update(source=case.ref)
    gilang = team.viewer("gilang")
    assert [item.risk_id for item in queries.items(gilang, workshop)] == [other.pk]
    assert queries.listing(gilang).rows[0].risks == 1
    team.sign_in(desk, "gilang")
    here = f"/desk/risks/workshops/{workshop.number}/"
    assert active.title not in desk.get(here).content.decode()
    hidden = workshop.items.get(risk=active)
    for part in ("", "score/", "recuse/", "settle/", "leave/"):
        assert desk.get(f"{here}{hidden.pk}/{part}").status_code == 404
    assert desk.post(f"{here}{hidden.pk}/note/", {"text": "x"}).status_code == 404
    Risk.objects.filter(pk=other.pk).update(source=case.ref)
    assert queries.listing(team.viewer("gilang")).rows == []
    assert desk.get(here).status_code == 404
    assert workshop.number not in desk.get("/desk/").content.decode()
    assert len(queries.items(team.viewer("hadi"), workshop)) == 2


def test_strangers_find_nothing(call, team, desk):
    workshop = call()
    for name in ("citra", "pandu", "budi"):
        team.sign_in(desk, name)
        assert workshop.number not in desk.get("/desk/risks/workshops/").content.decode()
        assert desk.get(f"/desk/risks/workshops/{workshop.number}/").status_code == 404
        assert desk.post(f"/desk/risks/workshops/{workshop.number}/open/").status_code == 404
    assert desk.get("/desk/risks/workshops/new/").status_code == 403
