import json
import subprocess
import sys

import pytest
from django.utils.translation import override

from amanah.foundation.exports import pdf
from amanah.foundation.ledger import services

pytestmark = pytest.mark.django_db

LETTER = {"title": "Pemberitahuan", "paragraphs": ["Satu.\n\nDua.", "Tiga"], "to": ["Kepada Pelapor"], "facts": [["Hasil", "Terbukti"]]}
MARKUP = '#panic("x") *b* _i_ $x$ @y <z> `r` #include "/etc/passwd" \\ [ ] { } // /* "'


@pytest.fixture(autouse=True)
def checkpoint():
    services.publish_checkpoint()


@pytest.mark.parametrize("language", ["id", "en"])
def test_a_letter_is_archivable_and_accessible(language):
    with override(language):
        document = pdf.pdf_bytes("letter.typ", LETTER)
    assert document.startswith(b"%PDF-1.7")
    assert b"pdfaid" in document
    assert b"pdfuaid" in document


def test_the_same_day_gives_the_same_bytes():
    assert pdf.pdf_bytes("letter.typ", LETTER) == pdf.pdf_bytes("letter.typ", LETTER)


def test_data_is_never_markup():
    pdf.pdf_bytes("letter.typ", {"title": MARKUP, "paragraphs": [MARKUP], "to": [MARKUP], "facts": [[MARKUP, MARKUP]], "number": MARKUP})
    section = {
        "heading": MARKUP,
        "text": MARKUP,
        "columns": [{"title": MARKUP}, {"title": "n", "align": "right"}],
        "rows": [[MARKUP, "1"]],
        "note": MARKUP,
    }
    pdf.pdf_bytes("report.typ", {"title": MARKUP, "lead": MARKUP, "sections": [section]})


def test_signs_that_no_font_has_still_give_a_document():
    assert b"pdfaid" not in pdf.pdf_bytes("letter.typ", LETTER | {"title": "Pungli 😀 中文"})


def test_without_a_checkpoint_there_is_a_document_too():
    from amanah.foundation.ledger.tests.tampering import triggers_lifted

    with triggers_lifted() as cursor:
        cursor.execute("DELETE FROM ledger_checkpoint")
    assert pdf.pdf_bytes("letter.typ", LETTER).startswith(b"%PDF")


@pytest.mark.parametrize("name", ["missing.typ", "../pdf.py", "/etc/passwd"])
def test_only_templates_are_rendered(name):
    with pytest.raises(pdf.RenderingError, match="no template"):
        pdf.pdf_bytes(name, LETTER)


def test_a_failure_names_the_template_and_nothing_of_its_data():
    with pytest.raises(pdf.RenderingError) as error:
        pdf.pdf_bytes("letter.typ", {"title": "rahasia", "paragraphs": 5})
    assert str(error.value) == "rendering letter.typ failed"


def test_the_worker_can_write_no_file(tmp_path):
    script = f"import runpy; w = runpy.run_path({str(pdf._WORKER)!r}); w['confine'](); open({str(tmp_path / 'leak')!r}, 'w').write('rahasia' * 9999)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=False)
    assert done.returncode != 0
    assert not (tmp_path / "leak").exists() or (tmp_path / "leak").read_bytes() == b""


def test_a_template_reaches_no_file_of_the_machine():
    job = {"files": {"main": "I2xldCB4ID0gcmVhZCgiL2V0Yy9ob3N0bmFtZSIpCiN4"}, "standards": [], "timestamp": 0}  # reads /etc/hostname
    done = subprocess.run([sys.executable, "-I", pdf._WORKER], input=json.dumps(job).encode(), capture_output=True, check=False)
    assert done.returncode != 0
    assert done.stdout == b""
