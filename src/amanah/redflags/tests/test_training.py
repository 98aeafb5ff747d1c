from datetime import date

from amanah.redflags import nearness
from amanah.redflags.tests.hand import ask_of, data_of

NIK = "3173010101800001"


def trainee(centre: str, first: int, last: int, nik: str = NIK) -> dict:
    return {"trainee_nik": nik, "trainee": "Dewi", "centre_id": centre, "begins": date(2026, 3, first), "finishes": date(2026, 3, last)}


def test_one_trainee_at_two_centres() -> None:
    answer, hits = ask_of(
        "BLK-01", data_of(trainees=[trainee("B1", 1, 10), trainee("B2", 8, 20), trainee("B3", 1, 9, "3173010101800002")]), "en"
    )

    assert (answer.fired, answer.clear, hits.rows[0]["value"]) == (1, 1, 3)
    assert "enrolled at B1 and B2 together for 3 days from 2026-03-08; 2 courses in all" in hits.rows[0]["explanation"]


def test_one_after_the_other_is_clear_and_a_short_number_is_none() -> None:
    assert ask_of("BLK-01", data_of(trainees=[trainee("B1", 1, 10), trainee("B2", 11, 20)]))[0].status == "clear"
    assert ask_of("BLK-01", data_of(trainees=[trainee("B1", 1, 10, "12")]))[0].status == "not available"


def marked(*vectors: str) -> list[dict]:
    return [{"trainee_nik": NIK, "centre_id": "B1", "course": "Las", "attendance": vector} for vector in vectors]


def test_nine_of_ten_with_the_same_list() -> None:
    answer, hits = ask_of("BLK-02", data_of(trainees=marked(*["11011"] * 9, "11111")), "en")

    # Wilson for 9 of 10
    assert (answer.fired, hits.rows[0]["value"]) == (1, 0.9)
    assert "9 of 10 trainees (90.0%; 95% interval 59.6%–98.2%)" in hits.rows[0]["explanation"]
    assert hits.rows[0]["explanation"].endswith("over 5 days; 1 were there every day.")


def test_different_lists_are_clear_and_small_classes_say_nothing() -> None:
    assert ask_of("BLK-02", data_of(trainees=marked(*["11011"] * 8, "11111", "01111")))[0].status == "clear"
    assert ask_of("BLK-02", data_of(trainees=marked(*["11011"] * 9)))[0].status == "not available"


GRANT = {"centre_id": "B1", "centre": "BLK Maju", "granted": 100_000_000_00, "trainees": 100, "account": "111-222-333", "head": "Tono"}


def test_two_centres_with_one_account() -> None:
    other = GRANT | {"centre_id": "B2", "centre": "LPK Jaya", "account": "111222333", "head": "Tono"}

    answer, hits = ask_of("BLK-03", data_of(grants=[GRANT, other]), "en")

    assert (answer.fired, hits.subjects) == (2, ["account: 111222333", "head: TONO"])
    assert [row["severity"] for row in hits.rows] == [3, 1]
    assert ask_of("BLK-03", data_of(grants=[GRANT, GRANT]))[0].status == "clear"
    assert ask_of("BLK-03", data_of(grants=[{"centre_id": "B1", "granted": 1}]))[0].status == "not available"


TEXT = "pelatihan las listrik bagi pemuda desa selama dua puluh hari dengan instruktur bersertifikat dan alat yang memadai di bengkel kami"


def paper(centre: str, text: str | None = None, picture: str | None = None, name: str = "proposal") -> dict:
    return {"centre_id": centre, "document": name, "content": text, "image_hash": picture}


def test_a_proposal_copied_with_another_name_in_front() -> None:
    papers = [
        paper("B1", TEXT),
        paper("B2", "Kepada " + TEXT.upper()),
        paper("B1", TEXT, name="salinan"),
        paper("B3", "laporan lain sama sekali"),
    ]

    answer, hits = ask_of("BLK-04", data_of(grant_documents=papers), "en")

    # 20 words make 16 runs of five, one more word in front makes 17: 16/17 = 94.1 %
    assert (answer.fired, hits.subjects) == (2, ["B1/proposal + B2/proposal", "B1/salinan + B2/proposal"])
    assert round(hits.rows[0]["value"], 9) == round(16 / 17, 9)
    assert hits.rows[0]["explanation"] == "B1/proposal and B2/proposal: share of words in common 94.1%; bits of the picture that differ –."


def test_a_photo_used_again_different_papers_and_none() -> None:
    photos = [paper("B1", picture="ffff00001234abcd"), paper("B2", picture="ffff00001234abcf")]
    assert ask_of("BLK-04", data_of(grant_documents=photos))[1].rows[0]["value"] == 1
    assert ask_of("BLK-04", data_of(grant_documents=[paper("B1", TEXT), paper("B2", "laporan lain")]))[0].status == "clear"
    assert ask_of("BLK-04", data_of(grant_documents=[paper("B1")]))[0].status == "not available"


def test_texts_come_out_the_same_twice() -> None:
    rows = [(str(number), f"{TEXT} nomor {number % 7} tahun {number}") for number in range(60)]

    assert nearness.texts(rows, 0.7) == nearness.texts(reversed(rows), 0.7)
    assert nearness.texts(rows, 0.7).num_rows == 60 * 59 // 2


def test_a_centre_that_costs_ten_times_as_much() -> None:
    # per trainee 1.0 … 1.6 million and 10 million: median 1.35, deviations from it have the median 0.25
    grants = [GRANT | {"centre_id": f"B{k}", "granted": (100 + 10 * k) * 1_000_000_00} for k in range(7)]
    grants.append(GRANT | {"centre_id": "B9", "granted": 1_000_000_000_00})

    answer, hits = ask_of("BLK-05", data_of(grants=grants), "en")

    assert (answer.fired, answer.clear, hits.rows[0]["value"]) == (1, 7, 10_000_000)
    assert "10,000,000 per trainee, usually 1,350,000" in hits.rows[0]["explanation"]
    assert ask_of("BLK-05", data_of(grants=grants[:7]))[0].not_available == 7
    assert ask_of("BLK-05", data_of(grants=grants[:7]), minimum=7)[0].status == "clear"


def test_a_supplier_of_half_the_centres() -> None:
    spending = [{"centre_id": f"B{k}", "supplier": "Toko A" if k < 5 else f"Toko {k}", "spent": 100} for k in range(8)]

    hits = ask_of("BLK-05", data_of(grants=[GRANT], grant_spending=spending), "en")[1]

    assert [(row["subject_type"], row["value"]) for row in hits.rows] == [("supplier", 5 / 8)]
