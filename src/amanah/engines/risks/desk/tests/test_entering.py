import re

import pytest

from amanah.engines.risks import services
from amanah.engines.risks.criteria import in_force
from amanah.engines.risks.library.reading import library
from amanah.engines.risks.models import Risk

pytestmark = pytest.mark.django_db

EVENT = {"title": "Antrean dijual calo", "kind": "bribery", "unit": "", "process": "Penerbitan izin", "stage": "", "objective": ""}


def text(response, status=200):
    assert response.status_code == status, response.content.decode()[:2000]
    return response.content.decode()


def test_a_risk_is_entered_step_by_step_without_a_script(browse, team):
    assert browse("rosa", "/desk/risks/new/").status_code == 403
    assert "Langkah 1 dari 5" in text(browse("rudi", "/desk/risks/new/"))
    text(browse("rudi", "/desk/risks/new/", EVENT), 400)
    foreign = browse("rudi", "/desk/risks/new/", EVENT | {"unit": team.units.placement.code})
    assert "bukan pengelola risiko unit ini" in text(foreign, 400)
    went = browse("rudi", "/desk/risks/new/", EVENT | {"unit": team.units.k3.code})
    risk = Risk.objects.get()
    here = f"/desk/risks/{risk.number}/change/"
    assert went["Location"] == f"{here}how/?walk=1"
    assert "Langkah 2 dari 5" in text(browse("rudi", went["Location"]))
    went = browse("rudi", went["Location"], {"scheme": "Calo menjual nomor antrean.", "fraud_type": "corruption.bribery"})
    assert went["Location"] == f"{here}why/?walk=1"
    rows = {"causes_rows": "3", "consequences_rows": "3", "causes_text_1": "Nomor dapat dipindahtangankan", "causes_sort_1": "process"}
    more = text(browse("rudi", went["Location"], rows | {"more": "causes"}))
    assert 'name="causes_text_5"' in more
    assert "Nomor dapat dipindahtangankan" in more
    assert not risk.causes.exists()
    went = browse("rudi", went["Location"], rows | {"consequences_text_2": "Layanan tidak adil", "impact_areas": ["service"]})
    assert went["Location"] == f"{here}signs/?walk=1"
    went = browse(
        "rudi", went["Location"], {"signs_rows": "3", "signs_note_1": "Nomor habis dalam semenit", "clauses": "ISO 37001:2016 8.2, FCP 4"}
    )
    assert went["Location"] == f"{here}people/?walk=1"
    went = browse("rudi", went["Location"], {"owner": "Tuti Wulandari", "reviewer": "Tuti Wulandari"})
    assert "bukan pemilik risikonya" in text(went, 400)
    went = browse("rudi", f"{here}people/?walk=1", {"owner": "Tuti Wulandari", "reviewer": "Rosa Lestari"})
    assert went["Location"] == f"/desk/risks/{risk.number}/"
    risk.refresh_from_db()
    assert (risk.state, str(risk.owner), risk.clauses) == ("draft", "Tuti Wulandari", ["ISO 37001:2016 8.2", "FCP 4"])
    assert [cause.text for cause in risk.causes.all()] == ["Nomor dapat dipindahtangankan"]
    assert [one.text for one in risk.consequences.all()] == ["Layanan tidak adil"]
    assert risk.red_flags.get().note == "Nomor habis dalam semenit"


def test_a_step_is_filled_with_what_stands_and_an_active_one_takes_a_reason(browse, full):
    here = f"/desk/risks/{full.number}/change/why/"
    page = text(browse("rudi", here))
    kept = full.causes.first()
    assert f'value="{kept.pk}"' in page
    assert "Penguji tidak dirotasi" in page
    said = {
        "causes_rows": "4",
        "consequences_rows": "3",
        "causes_text_1": "Penguji jarang dirotasi",
        "causes_id_1": str(kept.pk),
        "consequences_text_1": "Pekerja celaka",
        "consequences_area_1": "service",
        "consequences_id_1": str(full.consequences.get().pk),
    }
    text(browse("rudi", here, said), 400)
    assert browse("rudi", here, said | {"change_reason": "Dibahas dalam rapat"}).status_code == 302
    assert [(cause.pk, cause.text) for cause in full.causes.all()] == [(kept.pk, "Penguji jarang dirotasi")]
    assert full.steps.last().text == "Dibahas dalam rapat"
    assert "bukan bagian Anda" in text(browse("rosa", here, said | {"change_reason": "Coba", "causes_text_1": "Lain"}), 400)


def test_every_step_of_an_existing_risk_opens_filled_and_saves_unchanged(browse, full):
    for step in ("event", "how", "why", "signs", "people"):
        page = text(browse("rudi", f"/desk/risks/{full.number}/change/{step}/"))
        form = page[page.index('<form method="post" class="write">') :]
        values = {
            name: value
            for name, value in re.findall(r'<input[^>]*name="([^"]+)"[^>]*value="([^"]*)"', form)
            if name != "csrfmiddlewaretoken"
        }
        assert values or step in {"event", "how", "people"}
    assert browse("rudi", f"/desk/risks/{full.number}/change/nothing/").status_code == 404


def test_a_scheme_of_the_library_fills_the_risk(browse, team):
    scheme = next(iter(library().schemes.values()))
    assert scheme.title.id in text(browse("rudi", "/desk/risks/new/"))
    assert scheme.title.id in text(browse("rudi", f"/desk/risks/new/?scheme={scheme.id}"))
    said = {"title": scheme.title.id, "kind": scheme.kind, "unit": team.units.k3.code, "process": "Lain", "stage": "", "objective": ""}
    assert browse("rudi", f"/desk/risks/new/?scheme={scheme.id}", said).status_code == 302
    risk = Risk.objects.get()
    assert (risk.library, risk.process) == (scheme.id, "Lain")
    assert risk.causes.exists()
    assert risk.consequences.count() == len(scheme.consequences)
    assert browse("rudi", "/desk/risks/new/?scheme=nothing").status_code == 404


def test_a_risk_may_arise_from_a_record_that_one_may_see_and_from_no_other(browse, team, sealed):
    case = sealed()
    assert browse("rudi", f"/desk/risks/new/?source={case.ref}").status_code == 404
    assert browse("rudi", "/desk/risks/new/?source=case:nonsense").status_code == 404


def test_the_score_is_shown_before_it_is_saved(browse, risk):
    here = f"/desk/risks/{risk.number}/assess/inherent/"
    page = text(browse("rudi", here))
    assert "Lebih dari 50 %" in page  # the meaning stands beside the choice
    choice = {"likelihood": "4", "impact": "4", "reason": "Terjadi tiap bulan"}
    page = text(browse("rudi", here, choice | {"look": "1"}))
    assert '<p class="score-now">19</p>' in page
    assert "Di atas selera risiko" in page
    assert not risk.assessments.exists()
    text(browse("rudi", here, choice | {"save": "1"}))  # not seen yet
    seen = f"{in_force().sha256}.4.4"
    text(browse("rudi", here, choice | {"impact": "5", "save": "1", "seen": seen}))  # something else was seen
    assert not risk.assessments.exists()
    assert browse("rudi", here, choice | {"save": "1", "seen": seen}).status_code == 302
    assert risk.assessments.get().score == 19
    text(browse("rudi", here, {"likelihood": "9", "impact": "1", "reason": "x"}), 400)
    assert browse("rudi", f"/desk/risks/{risk.number}/assess/nothing/").status_code == 404
    browse("rosa", here, choice | {"save": "1", "seen": seen})
    assert risk.assessments.count() == 1


def test_the_acts_of_a_risk_on_screen(browse, team, risk):
    here = f"/desk/risks/{risk.number}/"
    assert "Berlakukan risiko" not in text(browse("rudi", here))
    services.assess(risk, "inherent", 4, 4, "Dasar", viewer=team.viewer("rudi"))
    assert "Berlakukan risiko" in text(browse("rudi", here))
    browse("rudi", f"{here}activate/", {})
    text(browse("rudi", f"{here}do/class/", {"bribery_class": "more_than_low"}), 400)
    browse("rudi", f"{here}do/class/", {"bribery_class": "more_than_low", "bribery_reason": "Bertemu pemohon tanpa saksi"})
    page = text(browse("rosa", here))
    assert "Bertemu pemohon tanpa saksi" in page
    assert "Risiko suap di atas batas rendah" in page
    flag = services.raise_flag(risk, "control_failed", "", "Rotasi tidak berjalan")
    assert "Rotasi tidak berjalan" in text(browse("rudi", here))
    assert "Rotasi tidak berjalan" in text(browse("rudi", f"{here}flag/{flag.pk}/"))
    browse("rudi", f"{here}flag/{flag.pk}/", {"reason": "Sudah diperbaiki"})
    assert browse("rudi", f"{here}flag/{flag.pk}/").status_code == 404
    browse("rudi", f"{here}do/review/", {"reason": "Masih sama"})
    browse("rudi", f"{here}do/close/", {"reason": "Layanan dihapus"})
    page = text(browse("rudi", f"{here}history/"))
    for words in ("Sudah diperbaiki", "Masih sama", "Layanan dihapus", "Tanda dijawab"):
        assert words in page
    assert risk.number not in text(browse("rudi", "/desk/risks/"))
    assert risk.number in text(browse("rudi", "/desk/risks/?state=closed"))
    browse("rudi", f"{here}do/reopen/", {"reason": "Layanan dibuka lagi"})
    risk.refresh_from_db()
    assert (risk.state, risk.flagged) == ("active", False)
    assert browse("rudi", f"{here}do/nothing/").status_code == 404
