"""What is said of a signed PDF, against documents whose making is known."""

from datetime import date

import pytest

from amanah.foundation.letters import rendering, verdicts
from amanah.foundation.letters.tests import papers
from amanah.foundation.letters.worker import signatures

TODAY = date(2026, 11, 22)


def check(pdf, *roots):
    """As the worker does it, without starting one for each."""
    anchors = [bytes.fromhex(signatures.certificate(papers.issuer(root).pem)["der"]) for root in roots]
    return verdicts.judge(signatures.check(pdf, anchors)["signatures"], on=TODAY, roots=len(anchors))


def test_an_intact_signature_of_an_installed_issuer():
    checked = check(papers.signed(), "Balai Sertifikasi Contoh")
    assert checked.verdict == verdicts.TRUSTED
    (one,) = checked.signatures
    assert (one.signer, one.covers, one.stamped) == ("Lestari Ningsih", "whole", False)
    assert any("menurut penanda tangan sendiri" in sentence for sentence in one.sentences())
    assert verdicts.Checked.from_bytes(checked.to_bytes()) == checked


def test_without_roots_the_issuer_is_not_known():
    checked = check(papers.signed())
    assert checked.verdict == verdicts.UNKNOWN
    assert checked.title == "Tanda tangan utuh, penerbitnya tidak kami kenal"
    assert any("Belum ada sertifikat akar" in limit for limit in checked.limits())


def test_an_issuer_that_only_bears_the_name_is_not_known():
    pretender = papers.signed("Lestari Ningsih", "Balai Sertifikasi Palsu")
    assert check(pretender, "Balai Sertifikasi Contoh").verdict == verdicts.UNKNOWN


def test_a_certificate_that_has_ended():
    assert check(papers.signed(days=30), "Balai Sertifikasi Contoh").verdict == verdicts.EXPIRED


def test_exchanged_bytes_break_it():
    assert check(papers.tampered(papers.signed()), "Balai Sertifikasi Contoh").verdict == verdicts.BROKEN


def test_a_page_changed_afterwards_is_found():
    checked = check(papers.changed_after(papers.signed()), "Balai Sertifikasi Contoh")
    assert checked.verdict == verdicts.CHANGED
    assert any("dokumennya diubah" in sentence for sentence in checked.signatures[0].sentences())


def test_a_second_signature_changes_nothing_but_the_worst_decides():
    both = papers.signed("Ani Rahmawati", "Balai Sertifikasi Lain", field="Tanda2", over=papers.signed())
    checked = check(both, "Balai Sertifikasi Contoh")
    assert [one.verdict for one in checked.signatures] == [verdicts.TRUSTED, verdicts.UNKNOWN]
    assert checked.verdict == verdicts.UNKNOWN


def test_no_signature_is_said():
    assert check(papers.pdf()).verdict == verdicts.NONE


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7 nothing", b"PK\x03\x04"])
def test_what_is_no_pdf_is_refused(data):
    with pytest.raises(ValueError, match="no PDF"):
        check(data)


@pytest.mark.parametrize("data", [b"", b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n", b"abc"])
def test_what_is_no_certificate_is_refused(data):
    with pytest.raises(ValueError, match="no certificate"):
        signatures.certificate(data)


def test_a_person_is_no_issuer():
    with pytest.raises(ValueError, match="no issuer"):
        signatures.certificate(papers.signer().signing_cert.dump())


def test_the_worker_says_the_same_in_its_confinement():
    root = rendering.certificate(papers.issuer("Balai Sertifikasi Contoh").pem)
    assert root["name"] == "Balai Sertifikasi Contoh"
    (one,) = rendering.signatures(papers.signed(), [bytes.fromhex(root["der"])])
    assert one["intact"]
    assert one["trusted"]
    with pytest.raises(rendering.WorkError):
        rendering.signatures(b"%PDF-1.7 nothing", [])
