"""Requirements on screen and on paper."""

import io
from datetime import timedelta

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from amanah.foundation.exports.tables import csv_bytes
from amanah.kernel import clock
from amanah.rooms.antibribery import services as rooms
from amanah.rooms.antibribery.requirements import anew, catalogue, replay, services
from amanah.rooms.antibribery.requirements.models import Answer
from amanah.rooms.antibribery.tests.test_desk import browse, text

__all__ = ["browse"]
pytestmark = pytest.mark.django_db


@pytest.fixture
def here(both):
    """Where the pages of the scope are."""
    return f"/desk/smap/{both.number}/"


def test_a_requirement_is_answered_proved_and_checked_on_screen(browse, team, both, here, keys):
    now = keys[0]
    address = f"{here}requirements/2025/{now}/"
    assert "Belum ada yang menjawab" in text(browse("fajar", address))
    text(browse("fajar", f"{address}answer/", {"state": "met", "how": ""}), 400)
    said = {"state": "met", "how": "Dengan prosedur tertulis.", "owner": "Hadi Susanto"}
    assert browse("fajar", f"{address}answer/", said).status_code == 302
    assert "prosedur tertulis" in text(browse("rosa", address))
    assert browse("rosa", f"{address}verify/").status_code == 403
    assert browse("rosa", f"{address}answer/", said).status_code == 403
    text(browse("arif", f"{address}verify/"))
    assert browse("arif", f"{address}verify/", {"verdict": "yes", "note": "Cocok"}).status_code == 302
    assert Answer.objects.get().verified_by == team.persons["arif"]
    twin = f"{here}requirements/2016/{keys[1]}/"
    assert "berlaku juga di sini" in text(browse("rosa", twin))
    for part in ("", "answer/", "verify/", "text/"):
        assert browse("citra", address + part).status_code == 404


def test_what_2025_asks_anew_stands_on_its_pages_with_its_marks(browse, make, both, here, say):
    say(both, "2025", "6.3-a")
    for part, keys in (
        ("context/", ["4.1-f", "4.2-c"]),
        ("changes/", ["6.3-a", "6.3-b"]),
        ("culture/", ["5.1.3-a"]),
        ("interests/", ["8.2-g"]),
    ):
        page = text(browse("rosa", here + part))
        assert all(f"{key}/" in page for key in keys), part
    page = text(browse("rosa", f"{here}changes/"))
    assert page.count("nomor klausul belum diverifikasi") == 2
    assert ">Terpenuhi<" in page.replace(" ", "").replace("\n", "")
    old = make(editions="2016")
    assert "6.3-a" not in text(browse("rosa", f"/desk/smap/{old.number}/changes/"))
    every = {key for places in anew.PLACES.values() for key in places}
    instrument = catalogue.instrument("2025")
    assert every <= set(instrument.by_key) | set(instrument.every_part)


def test_reasons_of_a_clause_lead_to_its_requirements(browse, both, here, say, keys):
    say(both, "2025", keys[0])
    page = text(browse("rosa", f"{here}readiness/"))
    chapter = catalogue.chapter_of(keys[0])
    link = f"{here}requirements/?edition=2025&amp;chapter={chapter}&amp;reason=no_evidence"
    assert link in page
    assert f"{keys[0]} " in text(browse("rosa", link.replace("&amp;", "&")))


def test_lists_narrow_and_unknown_editions_are_not_there(browse, here, say, both, keys):
    say(both, "2025", keys[0])
    page = text(browse("rosa", f"{here}requirements/?state=met"))
    assert f"{keys[0]} " in page
    assert "Tidak ada persyaratan yang cocok" in text(browse("rosa", f"{here}requirements/?state=partly"))
    assert f"{keys[0]} " in text(browse("rosa", f"{here}requirements/?reason=no_evidence"))
    assert browse("rosa", f"{here}requirements/?edition=1999").status_code == 404
    assert browse("rosa", f"{here}requirements/1999/4.1-a/").status_code == 404


def test_a_countdown_only_where_a_day_was_confirmed_with_its_source(browse, team, both, here):
    assert "belum dikonfirmasi" in text(browse("rosa", f"{here}transition/"))
    rooms.confirm_transition(both, clock.today() + timedelta(days=97), "Surat LS-12", viewer=team.viewer("fajar"))
    page = text(browse("rosa", f"{here}transition/"))
    assert "97 hari lagi" in page
    assert "Surat LS-12" in page


def test_the_way_over_is_for_who_comes_from_2016(browse, make):
    made = make(editions="2025")
    assert browse("rosa", f"/desk/smap/{made.number}/transition/").status_code == 404
    assert browse("rosa", f"/desk/smap/{made.number}/transition.pdf").status_code == 404


def bring(browse, name, rows, headers=("Klausul", "Edisi", "Keadaan", "Uraian", "Alasan", "Penanggung jawab", "Bukti")):
    upload = SimpleUploadedFile("jawaban.csv", csv_bytes(headers, rows), "text/csv")
    return browse(name, "/desk/smap/answers/import/", {"table": upload})


def test_answers_are_brought_in_as_a_table_all_or_none(browse, team, both, keys):
    now, then, new = keys
    hadi = team.persons["hadi"]
    number = hadi.nip or hadi.other_number
    rows = [
        (now, "2025", "Dipenuhi", "Setiap triwulan dibahas.", "", number, "Notula triwulan I"),
        (new, "ISO 37001:2025", "tidak berlaku", "", "Tidak ada kegiatan itu", "", ""),
    ]
    wrong = [
        (then, "2016", "dipenuhi", "Sama", "", "", ""),
        ("4.1", "2025", "dipenuhi", "Semua", "", "", ""),
        ("99.9", "", "dipenuhi", "", "", "", ""),
        ("4.1-b", "", "dipenuhi", "", "", "000", ""),
        ("4.1-c", "1999", "entah", "", "", "", ""),
    ]
    shown = bring(browse, "fajar", [*rows, *wrong])
    errors = [dict(found) for _number, _key, _scope, found in shown.context["wrong"]]
    assert [sorted(one) for one in errors] == [
        ["klausul"],
        ["klausul"],
        ["klausul"],
        ["bagaimana_dipenuhi", "nip_penanggung_jawab"],
        ["edisi", "keadaan"],
    ]
    assert "baris lain" in errors[0]["klausul"]
    assert "4.1-a, 4.1-b" in errors[1]["klausul"]
    assert (shown.context["plan"], Answer.objects.count()) == ("", 0)
    plan = bring(browse, "fajar", rows).context["plan"]
    assert browse("fajar", "/desk/smap/answers/import/apply/", {"plan": plan}).status_code == 302
    made = {one.question: one for one in Answer.objects.select_related("owner")}
    assert (made[now].owner, made[now].state) == (hadi, "met")
    assert made[now].how.endswith("Bukti yang disebut: Notula triwulan I")
    assert made[new].reason == "Tidak ada kegiatan itu"
    again = bring(browse, "fajar", [(now, "2025", "Dipenuhi", "Setiap triwulan dibahas.", "", "", "Notula triwulan I")])
    assert again.context["unchanged_count"] == 1
    assert replay.check() == []
    assert browse("citra", "/desk/smap/answers/import/").status_code == 404
    assert browse("rosa", "/desk/smap/answers/import/").status_code == 404


def test_papers_hold_every_requirement_and_never_the_licensed_text(browse, team, both, say, keys):
    here = f"/desk/smap/{both.number}/"
    say(both, "2025", keys[0], state="not_applicable", reason="Tidak ada kegiatan itu")
    services.keep_text("2025", catalogue.find("2025", keys[0])[1].key, "NASKAH-BERLISENSI", viewer=team.viewer("fajar"))
    assert "NASKAH-BERLISENSI" in text(browse("rosa", f"{here}requirements/2025/{keys[0]}/"))
    for address in ("applicability/2025", "transition"):
        book = browse("rosa", f"{here}{address}.xlsx").content
        cells = [str(cell) for row in openpyxl.load_workbook(io.BytesIO(book)).active.values for cell in row]
        assert len([cell for cell in cells if cell]) > len(catalogue.instrument("2025").questions)
        assert not any("NASKAH-BERLISENSI" in cell for cell in cells)
        assert browse("rosa", f"{here}{address}.pdf").content.startswith(b"%PDF-")
        assert browse("citra", f"{here}{address}.pdf").status_code == 404
    assert browse("rosa", f"{here}applicability/2025.csv").status_code == 404
