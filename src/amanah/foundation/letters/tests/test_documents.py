"""Templates: what is found in them, what is refused, and the documents that come of them."""

import io
import zipfile

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from amanah.foundation.letters import kinds, rendering
from amanah.foundation.letters.queries import look_at
from amanah.foundation.letters.worker import docx as worker


def document(*paragraphs):
    made = docx.Document()
    for pieces in paragraphs:
        paragraph = made.add_paragraph()
        for piece in pieces if isinstance(pieces, tuple) else (pieces,):
            paragraph.add_run(piece)
    return made


def saved(made):
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def filled(made, **values):
    data = worker.fill(saved(made), values, title="Judul", author="Kementerian Contoh", day="2026-11-22")
    return docx.Document(io.BytesIO(data))


def texts(made):
    return [paragraph.text for paragraph in made.paragraphs]


@pytest.mark.parametrize("kind", kinds.all_kinds(), ids=lambda kind: kind.key)
def test_every_shipped_template_asks_for_what_is_filled_in_and_for_nothing_else(kind):
    found = worker.inspect(kind.shipped.read_bytes())
    assert found["stray"] == []
    assert set(found["placeholders"]) <= set(kind.placeholders)
    asked = {one.key for one in kind.asked if one.required and not one.rows and not one.key.startswith("signer_")}
    assert asked | {"number"} <= set(found["placeholders"])


def test_a_place_that_the_editor_cut_into_pieces_is_one_place():
    made = filled(document(("Nomor {", "{ num", "ber }", "} tanggal {{date}}")), number="7/X", date="22 November 2026")
    assert texts(made) == ["Nomor 7/X tanggal 22 November 2026"]


def test_paragraphs_repeat_vanish_and_keep_their_lines():
    made = filled(document("{{ body }}", "Tembusan: {{ copies }}", "Tetap"), body="satu\nbaris dua\n\ntiga", copies="")
    assert texts(made) == ["satu\nbaris dua", "tiga", "Tetap"]


def test_values_are_text_and_never_looked_through_again():
    made = filled(document("{{ a }} {{ b }}"), a="{{ b }}", b="<w:p/>&")
    assert texts(made) == ["{{ b }} <w:p/>&"]


def test_rows_headers_and_properties():
    made = document()
    grid = made.add_table(rows=2, cols=2)
    for cell, text in zip(grid.rows[0].cells, ("Nama", "NIP"), strict=True):
        cell.text = text
    for cell, text in zip(grid.rows[1].cells, ("{{ team.name }}", "{{ team.nip }}"), strict=True):
        cell.text = text
    made.sections[0].header.paragraphs[0].text = "{{ institution }}"
    made.core_properties.author = "Juru Ketik"
    got = filled(made, team=[{"name": "Ani", "nip": "1"}, {"name": "Budi", "nip": "2"}], institution="Kementerian Contoh")
    assert [[cell.text for cell in row.cells] for row in got.tables[0].rows] == [["Nama", "NIP"], ["Ani", "1"], ["Budi", "2"]]
    assert got.sections[0].header.paragraphs[0].text == "Kementerian Contoh"
    assert (got.core_properties.author, got.core_properties.last_modified_by) == ("Kementerian Contoh", "")


def test_a_name_that_nobody_fills_in_is_told():
    look = look_at(kinds.REVIEW_NOTE, saved(document("{{ facts }} {{ salary }} {% if x %}")))
    assert (look.unknown, look.wrong) == (("salary",), True)
    assert "{%" in look.stray
    assert "analysis" in look.missing


def with_part(data, name, content):
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as given, zipfile.ZipFile(out, "w") as made:
        for entry in given.namelist():
            made.writestr(entry, content(given.read(entry)) if entry == name else given.read(entry))
    return out.getvalue()


def relation(kind, target, *, external):
    mode = ' TargetMode="External"' if external else ""
    new = f'<Relationship Id="rId99" Type="http://x/{kind}" Target="{target}"{mode}/></Relationships>'.encode()
    return with_part(saved(document("x")), "word/_rels/document.xml.rels", lambda data: data.replace(b"</Relationships>", new))


def field(instruction):
    made = document("x")
    piece = OxmlElement("w:instrText")
    piece.text = instruction
    made.paragraphs[0].runs[0]._r.append(piece)
    return saved(made)


def simple_field(instruction):
    made = document("x")
    piece = OxmlElement("w:fldSimple")
    piece.set(qn("w:instr"), instruction)
    made.paragraphs[0]._p.append(piece)
    return saved(made)


ENTITY = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><w:document>&a;</w:document>'


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (relation("vbaProject", "vbaProject.bin", external=False), "runs"),
        (relation("oleObject", "embeddings/x.bin", external=False), "runs"),
        (relation("attachedTemplate", "http://luar.example/x.dotm", external=True), "runs"),
        (relation("image", "http://luar.example/pelacak.png", external=True), "fetches"),
        (field('INCLUDETEXT "http://luar.example/x"'), "fetches"),
        (field('DDEAUTO c:\\\\x "y"'), "fetches"),
        (simple_field("INCLUDEPICTURE x"), "fetches"),
        (with_part(saved(document("x")), "word/document.xml", lambda _data: ENTITY), "broken"),
        (b"PK\x03\x04 nothing", "broken"),
        (b"", "broken"),
    ],
)
def test_what_runs_or_fetches_is_refused(data, code):
    with pytest.raises(worker.Unfit) as refused:
        worker.inspect(data)
    assert refused.value.code == code


def test_the_worker_fills_in_its_confinement():
    data = rendering.fill(saved(document("{{ number }}")), {"number": "1/X"}, title="t", author="a", day="2026-11-22")
    assert texts(docx.Document(io.BytesIO(data))) == ["1/X"]
    with pytest.raises(rendering.WorkError) as refused:
        rendering.inspect(b"")
    assert refused.value.code == "broken"
