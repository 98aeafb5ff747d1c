"""The screens of sheets: who sees what, one answer at a time, and every way of looking at a sheet."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from amanah.engines.instruments import queries, services
from amanah.engines.instruments.events import ref_of_answer
from amanah.engines.instruments.models import Answer, Note, Sheet
from amanah.engines.proofs import services as proofs
from amanah.foundation.exports.tables import csv_bytes

pytestmark = pytest.mark.django_db

GIFTS = "pengungkit.pemenuhan.PW.1.a"
CAMPAIGN = "pengungkit.pemenuhan.PW"
PAGES = ("", "conditions/", "what-if/", "checks/", "comparison/", "origin/", f"part/{CAMPAIGN}/", f"question/{GIFTS}/")


@pytest.fixture
def zone(opened, team):
    """The placement directorate's sheet for the integrity zone, with one answer and one proof."""
    sheet = opened("integrity-zone")
    services.answer(sheet, "self", GIFTS, "A", viewer=team.viewer("sari"), reason="Kampanye setiap bulan")
    draft = proofs.Draft("Laporan kampanye", date(2026, 2, 1), letter="LAP-3/2026")
    proofs.add(draft, sheet.unit, viewer=team.viewer("sari"), ref=ref_of_answer(sheet.pk, GIFTS))
    return sheet


def page(desk, team, name, path):
    team.sign_in(desk, name)
    return desk.get(f"/desk/sheets/{path}")


def answer(desk, sheet, key, value, *, part=CAMPAIGN, **counts):
    data = {"question": key, f"{key}-answer": value, f"{key}-reason": "Sesuai bukti"}
    data |= {f"{key}-count_{name}": number for name, number in counts.items()}
    return desk.post(f"/desk/sheets/{sheet.number}/part/{part}/", data)


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("language", ["id", "en"])
def test_every_page_of_a_sheet_opens_for_who_fills_it_and_for_nobody_else(desk, team, zone, path, language):
    desk.cookies["lang"] = language
    assert page(desk, team, "sari", f"{zone.number}/{path}").status_code == 200
    assert page(desk, team, "vito", f"{zone.number}/{path}").status_code == 200
    assert page(desk, team, "citra", f"{zone.number}/{path}").status_code == 404
    assert page(desk, team, "gilang", f"{zone.number}/{path}").status_code == 404


def test_the_list_shows_ones_own_and_can_be_narrowed_and_taken_away(desk, team, zone):
    assert zone.number in page(desk, team, "sari", "").content.decode()
    assert zone.number not in page(desk, team, "citra", "").content.decode()
    assert "Tidak ada lembar kerja yang cocok" in page(desk, team, "sari", "?instrument=akip").content.decode()
    assert zone.number in page(desk, team, "vito", "?unit=penempatan&year=2026&state=self").content.decode()
    assert zone.number.encode() in page(desk, team, "sari", "export.csv").content
    assert page(desk, team, "sari", "export.pdf").status_code == 404


def test_a_sheet_is_opened_for_ones_own_unit_only(desk, team):
    team.sign_in(desk, "sari")
    said = {"instrument": "akip", "unit": "DIT-K3", "period_from": "2026-01-01", "period_to": "2026-12-31"}
    refused = desk.post("/desk/sheets/new/", said)
    assert refused.status_code == 400
    assert "Anda tidak mengisi atau memverifikasi lembar kerja unit ini" in refused.content.decode()

    made = desk.post("/desk/sheets/new/", {**said, "unit": "DIT-PENEMPATAN"})
    assert made.url == f"/desk/sheets/{Sheet.objects.get().number}/"
    assert page(desk, team, "citra", "new/").status_code == 403


def test_one_answer_is_kept_and_the_page_comes_back_to_its_question(desk, team, zone):
    team.sign_in(desk, "sari")
    sent = answer(desk, zone, "pengungkit.pemenuhan.PW.1.b", "b")

    assert sent.status_code == 400  # the control only offers the scale's own words
    sent = answer(desk, zone, "pengungkit.pemenuhan.PW.1.b", "B")
    assert sent.url.endswith("?saved=pengungkit.pemenuhan.PW.1.b#q-pengungkit-pemenuhan-PW-1-b")
    kept = Answer.objects.get(question="pengungkit.pemenuhan.PW.1.b")
    assert (kept.value, kept.reason) == ("B", "Sesuai bukti")
    assert desk.get(sent.url).content.decode().count("Tersimpan") == 1


def test_counts_are_kept_and_wrong_ones_are_named_where_they_were_typed(desk, team, zone):
    team.sign_in(desk, "sari")
    key, part = "pengungkit.reform.PW.2.a", "pengungkit.reform.PW"
    wrong = answer(desk, zone, key, "", part=part, settled="3")
    assert wrong.status_code == 400
    assert "Isi semua jumlahnya" in wrong.content.decode()
    assert not Answer.objects.filter(question=key).exists()

    answer(desk, zone, key, "", part=part, settled="3", due="4")
    assert Answer.objects.get(question=key).worth == pytest.approx(0.75)


def test_nobody_writes_in_a_column_whose_turn_it_is_not(desk, team, zone):
    team.sign_in(desk, "vito")
    answer(desk, zone, GIFTS, "C")

    assert Answer.objects.get(question=GIFTS).value == "A"
    assert f'name="{GIFTS}-answer"' not in desk.get(f"/desk/sheets/{zone.number}/part/{CAMPAIGN}/").content.decode()


def test_from_submitting_to_sending_back_with_a_note_and_agreeing(desk, team, zone):
    team.sign_in(desk, "sari")
    desk.post(f"/desk/sheets/{zone.number}/do/submit/", {"text": ""})
    team.sign_in(desk, "vito")
    here = f"/desk/sheets/{zone.number}/"
    noted = desk.post(f"{here}note/", {"text": "Mana laporan Juni?", "question": GIFTS, "next": f"{here}part/{CAMPAIGN}/#q"})
    assert noted.url == f"{here}part/{CAMPAIGN}/#q"
    assert desk.post(f"{here}note/", {"text": "x", "next": "https://jahat.example/"}).url == here
    desk.post(f"{here}do/send_back/", {"text": "Lengkapi bukti."})
    zone.refresh_from_db()
    assert zone.state == "returned"

    team.sign_in(desk, "sari")
    shown = desk.get(here).content.decode()
    assert "Lengkapi bukti." in shown
    assert "Mana laporan Juni?" in desk.get(f"{here}part/{CAMPAIGN}/").content.decode()
    desk.post(f"{here}do/resubmit/", {"text": "Sudah."})
    team.sign_in(desk, "vito")
    desk.post(f"{here}agree/", {"question": GIFTS})
    note = Note.objects.get(question=GIFTS)
    desk.post(f"{here}note/{note.pk}/resolve/")
    desk.post(f"{here}do/verify/", {"text": ""})
    zone.refresh_from_db()
    assert (zone.state, Answer.objects.get(column="internal", question=GIFTS).value) == ("external", "A")
    note.refresh_from_db()
    assert note.resolved_on is not None


def test_a_verdict_a_lock_and_two_people_to_open_it_again(desk, team, zone):
    here = f"/desk/sheets/{zone.number}/"
    services.submit(zone, viewer=team.viewer("sari"))
    services.agree(zone, viewer=team.viewer("vito"))
    services.verify(zone, viewer=team.viewer("vito"))
    team.sign_in(desk, "rani")
    desk.post(f"{here}do/verdict/", {"verdict": "none", "on": "2026-11-20", "total": "41,50", "text": "LHE-2"})
    desk.post(f"{here}do/lock/", {"text": ""})
    zone.refresh_from_db()
    assert (zone.state, str(zone.verdict_total)) == ("locked", "41.50")
    desk.post(f"{here}do/reopen/", {"text": "Ada bukti baru."})
    desk.post(f"{here}approve/")
    zone.refresh_from_db()
    assert zone.state == "locked"
    team.sign_in(desk, "vera")
    assert "Ada bukti baru." in desk.get(here).content.decode()
    desk.post(f"{here}approve/")
    zone.refresh_from_db()
    assert zone.state == "internal"


def test_what_if_shows_total_and_conditions_and_keeps_nothing(desk, team, zone):
    team.sign_in(desk, "sari")
    here = f"/desk/sheets/{zone.number}/what-if/"
    tried = desk.post(here, {"column": "self", "t:hasil.BERSIH.1.a": "3,6"}).content.decode()

    assert "15,75" in tried
    assert Answer.objects.filter(sheet=zone).count() == 1
    assert desk.post(here, {"column": "self", "t:hasil.BERSIH.1.a": "lima"}).status_code == 400
    aimed = desk.post(here, {"column": "self", "aim": "WBK"}).content.decode()
    assert "WBK: semua syarat terpenuhi" in aimed
    assert "WBBM: belum semua terpenuhi" in aimed


def test_checks_name_the_claim_without_proof(desk, team, zone):
    services.answer(zone, "self", "pengungkit.pemenuhan.PW.1.b", "A", viewer=team.viewer("sari"))
    shown = page(desk, team, "vito", f"{zone.number}/checks/?kind=unproven").content.decode()

    assert shown.count("Jawabannya A, tetapi belum ada bukti.") == 1


def test_a_hidden_proof_still_counts(desk, team, zone):
    from amanah.engines.instruments.desk import loading
    from amanah.engines.proofs.models import Proof

    Proof.objects.update(source="case:0")
    assert queries.unfold(team.viewer("sari"), zone).lines()[0] is not None
    shown = loading.shown(team.viewer("sari"), zone)[GIFTS]
    assert [one.since for one in shown] == [date(2026, 2, 1)]


def test_where_a_number_comes_from_goes_down_to_the_proof(desk, team, zone):
    shown = page(desk, team, "sari", f"{zone.number}/origin/").content.decode()

    assert "nilai 1,00 × bobot 0,75 = 0,75 poin" in shown
    assert "Laporan kampanye" in shown
    assert zone.edition_id in shown


def test_the_next_round_stands_beside_the_last(desk, team, zone):
    services.submit(zone, viewer=team.viewer("sari"))
    services.agree(zone, viewer=team.viewer("vito"))
    services.verify(zone, viewer=team.viewer("vito"))
    team.sign_in(desk, "sari")
    made = desk.post(f"/desk/sheets/{zone.number}/next/", {"period_from": "2027-01-01", "period_to": "2027-12-31"})
    assert made.status_code == 302
    answer(desk, Sheet.objects.get(previous=zone), GIFTS, "B")
    shown = desk.get(f"{made.url}comparison/?column=self&with={zone.number}").content.decode()
    assert "−0,38" in shown
    assert "2027" in shown
    assert page(desk, team, "sari", f"{zone.number}/comparison/?with=LK-26-XXXXXX").status_code == 404


def test_a_proof_of_the_last_round_is_offered_and_used_again(desk, team, zone):
    services.submit(zone, viewer=team.viewer("sari"))
    services.agree(zone, viewer=team.viewer("vito"))
    services.verify(zone, viewer=team.viewer("vito"))
    further = services.next_round(zone, date(2027, 1, 1), date(2027, 12, 31), viewer=team.viewer("sari"))
    shown = page(desk, team, "sari", f"{further.number}/question/{GIFTS}/").content.decode()
    assert "Pakai juga di sini" in shown
    number = queries.reusable(team.viewer("sari"), further, GIFTS)[0].shown.proof.number
    desk.post(f"/desk/sheets/{further.number}/question/{GIFTS}/reuse/", {"proof": number})
    assert queries.reusable(team.viewer("sari"), further, GIFTS) == []


def test_units_roll_up_for_who_sees_them(desk, team, zone):
    shown = page(desk, team, "vito", "units/?instrument=integrity-zone&year=2026&column=self").content.decode()
    assert "Direktorat Penempatan Tenaga Kerja" in shown
    assert "0,75" in shown
    assert page(desk, team, "sari", "units/?instrument=integrity-zone&unit=DIT-K3").status_code == 404
    assert "Belum ada lembar kerja untuk Anda" in page(desk, team, "citra", "units/").content.decode()


def workbook(rows):
    return SimpleUploadedFile("isi.csv", csv_bytes(["Kode", "Jawaban unit", "Penjelasan unit"], rows), content_type="text/csv")


def plan_of(response):
    return response.context["kept"]


def test_a_workbook_leaves_and_comes_back_whole_or_not_at_all(desk, team, zone):
    here = f"/desk/sheets/{zone.number}/"
    team.sign_in(desk, "sari")
    left = desk.get(f"{here}sheet.xlsx")
    assert left.content.startswith(b"PK")
    rows = [(GIFTS, "B", ""), ("pengungkit.pemenuhan.PW.1.b", "Z", "")]
    wrong = desk.post(f"{here}import/", {"table": workbook(rows)})
    assert (wrong.status_code, plan_of(wrong)) == (400, "")
    assert "bukan jawaban butir ini" in wrong.content.decode()

    rows[1] = ("pengungkit.pemenuhan.PW.1.b", "C", "Belum berjalan")
    right = desk.post(f"{here}import/", {"table": workbook(rows)})
    assert Answer.objects.count() == 1
    assert desk.post(f"{here}import/apply/", {"plan": plan_of(right)}).url == here
    assert dict(Answer.objects.values_list("question", "value")) == {GIFTS: "B", "pengungkit.pemenuhan.PW.1.b": "C"}


def test_a_preview_that_is_old_or_somebody_elses_is_not_carried_out(desk, team, zone):
    here = f"/desk/sheets/{zone.number}/"
    team.sign_in(desk, "sari")
    plan = plan_of(desk.post(f"{here}import/", {"table": workbook([(GIFTS, "B", "")])}))
    services.answer(zone, "self", GIFTS, "C", viewer=team.viewer("sari"))
    assert "Data sudah berubah" in desk.post(f"{here}import/apply/", {"plan": plan}).content.decode()
    team.sign_in(desk, "pandu")
    assert desk.post(f"{here}import/apply/", {"plan": plan}).url == f"{here}import/"
    assert Answer.objects.get().value == "C"
    team.sign_in(desk, "vito")
    assert desk.get(f"{here}import/").status_code == 404


def test_pages_ask_the_database_little(desk, team, zone, django_assert_max_num_queries):
    team.sign_in(desk, "sari")
    for path, most in (("", 20), (f"part/{CAMPAIGN}/", 22), ("origin/", 18)):
        with django_assert_max_num_queries(most):
            desk.get(f"/desk/sheets/{zone.number}/{path}")


def test_the_list_asks_the_same_however_long_it_is(desk, team, zone, opened, django_assert_max_num_queries):
    opened()
    team.sign_in(desk, "sari")
    with django_assert_max_num_queries(12):
        desk.get("/desk/sheets/")


@pytest.mark.parametrize("language", ["id", "en"])
def test_a_standard_shows_its_clauses_what_it_asks_and_what_is_new_or_unchecked(desk, team, opened, language):
    sheet = opened("iso-37001-2025")
    desk.cookies["lang"] = language
    for key, value in (("5.1.3-a", "Terpenuhi"), ("5.1.3-b", "Tidak berlaku")):
        said = answer(desk if key != "5.1.3-a" else (team.sign_in(desk, "sari") or desk), sheet, key, value, part="5.1")
        assert said.status_code == 302

    whole = page(desk, team, "sari", f"{sheet.number}/").content.decode()
    culture = page(desk, team, "sari", f"{sheet.number}/part/5.1/").content.decode()
    review = page(desk, team, "sari", f"{sheet.number}/question/9.3.2-c/").content.decode()
    for path in ("conditions/", "what-if/?part=4.1", "checks/", "comparison/", "origin/", "sheet.xlsx", "part/4.1/", "part/7.2.2/"):
        assert page(desk, team, "sari", f"{sheet.number}/{path}").status_code == 200, path

    english = language == "en"
    assert ("5.1.3 Anti-bribery culture" if english else "5.1.3 Budaya anti penyuapan") in culture
    assert ("new in this edition" if english else "baru pada edisi ini") in culture
    assert ("Not applicable" if english else "Tidak berlaku") in culture
    assert ("place not verified" if english else "letak belum diverifikasi") in review
    assert ("number of the clause not verified" if english else "nomor klausul belum diverifikasi") in page(
        desk, team, "sari", f"{sheet.number}/part/9.2/"
    ).content.decode()
    assert f"/part/{'4.5'}/" in whole
    assert f"{sheet.number}/part/4/" not in whole
