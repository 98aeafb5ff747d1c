"""The public page of rights: what may be asked and by when, in both languages, light, and without a word from the database."""

import gzip

import pytest

pytestmark = pytest.mark.django_db


def test_everybody_reads_what_they_may_ask_and_by_when(intake, django_assert_num_queries):
    with django_assert_num_queries(0):
        page = intake.get("/personal-data/").text
    assert page.count("72 jam") == 4
    assert "14 hari" in page
    assert "belum dicocokkan dengan naskah resminya" in page
    assert "tidak kami nyatakan kepada siapa pun" in page
    intake.cookies["lang"] = "en"
    page = intake.get("/personal-data/").text
    assert "72 hours" in page
    assert "Your rights over personal data" in page
    assert len(gzip.compress(page.encode())) < 20_000


def test_the_privacy_page_leads_there(intake):
    assert 'href="/personal-data/"' in intake.get("/privacy/").text
