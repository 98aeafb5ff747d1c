"""Parts of a page that are made once for everybody."""

from django.template import engines
from django.utils import translation


def rendered(template, language="id", **values):
    with translation.override(language):
        return template.render(values)


def test_nothing_of_the_first_visitor_stays_in_a_fixed_part(settings):
    template = engines["django"].from_string("{{ typed }}{% fixed %}[{{ typed }}{{ institution }}]{% endfixed %}")
    assert rendered(template, typed="rahasia") == f"rahasia[{settings.AMANAH_INSTITUTION}]"
    assert rendered(template, typed="lain") == f"lain[{settings.AMANAH_INSTITUTION}]"


def test_a_fixed_part_speaks_the_language_of_the_page_and_names_the_house_as_it_is(settings):
    template = engines["django"].from_string('{% fixed %}{% translate "Privasi" %} {{ institution }}{% endfixed %}')
    settings.AMANAH_INSTITUTION = "Satu"
    assert rendered(template) == "Privasi Satu"
    assert rendered(template, "en") == "Privacy Satu"
    settings.AMANAH_INSTITUTION = "Dua"
    assert rendered(template) == "Privasi Dua"


def test_attributes_of_a_control_are_escaped_and_false_ones_left_out():
    template = engines["django"].from_string("<input{{ attrs|attributes }}>")
    given = {"id": "a", "title": '"><script>', "checked": True, "disabled": False, "rows": 3}
    assert rendered(template, attrs=given) == '<input id="a" title="&quot;&gt;&lt;script&gt;" checked rows="3">'
