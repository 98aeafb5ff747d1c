"""Forms as a screen reader meets them."""

import re
from pathlib import Path

import pytest
from django import forms
from django.template import engines

import amanah
from amanah.ui.forms import with_hint
from amanah.ui.styleguide import Sample


def control(html, name):
    return re.search(rf'<(?:input|textarea|select)[^>]*name="{name}"[^>]*>', html).group(0)


def describedby(tag):
    return re.search(r'aria-describedby="([^"]+)"', tag).group(1).split()


@pytest.fixture
def fresh():
    return str(Sample())


@pytest.fixture
def sent():
    return str(Sample({}))


def test_every_control_has_its_label(fresh):
    for name in ("title", "place", "when", "office", "story", "proof", "agree"):
        assert f'id="id_{name}"' in control(fresh, name)
        assert f'for="id_{name}"' in fresh


def test_required_is_said_to_machines_and_judged_by_the_server(fresh):
    assert 'aria-required="true"' in control(fresh, "title")
    assert not re.search(r"\srequired[\s>]", fresh)


def test_optional_is_said_in_words(fresh):
    assert fresh.count("(boleh dikosongkan)") == 4
    label = re.search(r'<label class="label" for="id_place">.*?</label>', fresh, re.DOTALL).group(0)
    assert "(boleh dikosongkan)" in label


def test_hint_and_error_belong_to_the_control(sent):
    tag = control(sent, "story")
    assert describedby(tag) == ["id_story_helptext", "id_story_error"]
    for target in describedby(tag):
        assert sent.count(f'id="{target}"') == 1
    assert 'aria-invalid="true"' in tag


def test_a_group_is_a_fieldset_with_its_question(sent):
    group = re.search(r"<fieldset[^>]*>.*?name=\"kind\".*?</fieldset>", sent, re.DOTALL).group(0)
    assert '<legend class="label">Apa yang terjadi?' in group
    assert "id_kind_error" in re.search(r"<fieldset[^>]*>", group).group(0)
    assert group.count('type="radio"') == 2
    assert "Diminta membayar di luar tarif resmi." in group


def test_no_identity_twice(sent):
    ids = re.findall(r'\sid="([^"]+)"', sent)
    assert len(ids) == len(set(ids))


def test_the_summary_leads_to_every_wrong_control(sent):
    summary = re.search(r'<div class="error-summary".*?</div>', sent, re.DOTALL).group(0)
    targets = re.findall(r'href="#([^"]+)"', summary)
    assert targets == ["id_title", "id_when", "id_kind_0", "id_story", "id_agree"]
    for target in targets:
        assert f'id="{target}"' in sent
    assert "Pokok laporan:" in summary


def test_a_fresh_form_has_no_summary(fresh):
    assert "error-summary" not in fresh


def test_what_was_typed_stays():
    html = str(Sample({"title": 'Uang <b>"rokok"</b>', "kind": "levy", "signs": ["photo"]}))
    assert "Uang &lt;b&gt;&quot;rokok&quot;&lt;/b&gt;" in control(html, "title")
    assert "checked" in re.search(r'<input[^>]*value="levy"[^>]*>', html).group(0)
    assert "checked" in re.search(r'<input[^>]*value="photo"[^>]*>', html).group(0)


def test_labels_of_choices_are_escaped():
    class Evil(forms.Form):
        pick = forms.ChoiceField(widget=forms.RadioSelect, choices=[("a", with_hint("<b>", "<i>")), ("b", "<u>")])

    html = str(Evil())
    assert "&lt;b&gt;" in html
    assert "&lt;i&gt;" in html
    assert "&lt;u&gt;" in html


def render(source, **values):
    from django_cotton.compiler_regex import CottonCompiler

    return engines["django"].from_string(CottonCompiler().process(source)).render(values)


def test_attributes_of_components_are_escaped_once():
    html = render('<c-alert title="{{ text }}">{{ text }}</c-alert>', text="<script> & co")
    assert html.count("&lt;script&gt; &amp; co") == 2
    assert "<script>" not in html
    assert "&amp;amp;" not in html


def test_a_component_passes_other_attributes_on():
    html = render('<c-button name="act" value="{{ v }}" data-print>Kirim</c-button>', v='"><x')
    assert 'name="act"' in html
    assert "data-print" in html
    assert "<x" not in html


def test_no_page_says_twice_what_is_wrong():
    """A form written whole (`{{ form }}`) begins with its summary of errors; a page that adds another one says everything twice."""
    for path in (Path(amanah.__file__).parent).rglob("templates/**/*.html"):
        for one in re.split("</form>", path.read_text()):
            for name in re.findall(r'<c-error-summary :form="([\w.]+)"', one):
                assert not re.search(rf"{{{{ *{re.escape(name)} *}}}}", one), path
