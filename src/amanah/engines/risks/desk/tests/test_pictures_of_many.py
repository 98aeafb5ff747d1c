import re
from datetime import date
from html import unescape

import pytest

from amanah.engines.risks import services
from amanah.engines.risks.desk.queries import course, lists
from amanah.engines.risks.panels import Serving
from amanah.foundation.access.viewer import Viewer

pytestmark = pytest.mark.django_db


@pytest.fixture
def several(team, plan):
    """Enter risks with their places at two stages."""

    def make(*places):
        viewer = team.viewer("rudi")
        made = []
        for n, (kind, inherent, residual) in enumerate(places):
            one = services.enter(plan(title=f"Risiko {n}", kind=kind), viewer)
            services.assess(one, "inherent", *inherent, "Dasar", viewer=viewer)
            if residual:
                services.assess(one, "residual", *residual, "Dasar", viewer=viewer)
            made.append(one)
        return made

    return make


def page_of(browse, address):
    response = browse("rosa", address)
    assert response.status_code == 200, response.content.decode()[:2000]
    return response.content.decode()


def wide(page):
    start = page.index('<svg class="heat wide"')
    return page[start : page.index("</svg>", start)]


def drawn_counts(picture):
    return sorted(int(n) for n in re.findall(r'<text class="count"[^>]*>(\d+)</text>', picture))


def told_counts(page):
    table = page[page.index("Banyaknya risiko menurut kemungkinan dan dampak") :]
    return sorted(int(n) for n in re.findall(r">(\d+)</a>", table[: table.index("</table>")]))


def test_the_map_counts_each_field_and_its_table_says_the_same(browse, several):
    several(("fraud", (5, 5), (3, 3)), ("fraud", (5, 5), (3, 3)), ("general", (4, 4), (1, 1)), ("general", (2, 2), None))
    for address, counts in (("?stage=inherent", [1, 1, 2]), ("", [1, 2]), ("?stage=residual&kind=general", [1])):
        page = page_of(browse, f"/desk/risks/map/{address}")
        assert drawn_counts(wide(page)) == counts
        assert told_counts(page) == counts
    page = page_of(browse, "/desk/risks/map/")
    assert "1 belum dinilai pada tahap ini" in page
    assert wide(page).count('class="level"') >= 25  # each cell names its level, whatever stands there
    assert 'class="appetite"' not in page
    assert 'class="appetite"' in page_of(browse, "/desk/risks/map/?kind=fraud")


def test_a_number_on_the_map_leads_to_exactly_these_risks(browse, several):
    first, second, other = several(("fraud", (5, 5), (3, 3)), ("fraud", (4, 5), (3, 3)), ("fraud", (4, 5), (2, 3)))
    picture = wide(page_of(browse, "/desk/risks/map/"))
    link = next(unescape(found) for found in re.findall(r'<a href="([^"]+)"', picture) if "likelihood=3" in found)
    page = page_of(browse, link)
    assert first.number in page
    assert second.number in page
    assert other.number not in page
    assert "Risiko tersisa pada kemungkinan 3, dampak 3" in page


def test_movement_is_drawn_as_arrows_with_numbers_and_told_in_a_table(browse, several):
    several(("fraud", (5, 5), (3, 3)), ("fraud", (5, 5), (3, 3)), ("fraud", (2, 2), (2, 2)), ("fraud", (1, 1), (2, 2)))
    page = page_of(browse, "/desk/risks/map/?stage=movement")
    picture = wide(page)
    assert picture.count('class="arrow"') == 2
    assert sorted(re.findall(r'<text y="4"[^>]*>(\d+)</text>', picture)) == ["1", "2"]
    assert "2 turun, 1 tetap, 1 naik" in page
    moves = page[page.index("Pergerakan risiko dari petak ke petak") :]
    assert moves[: moves.index("</table>")].count("<tr>") == 3 + 1


def test_coverage_tells_proof_from_belief(browse, several, served):
    proven, stale, failed, bare = several(*[("fraud", (5, 5), (3, 3))] * 4)
    served(
        Serving(proven.pk, "PG-1", "Rotasi", "", "preventive", "effective"),
        Serving(stale.pk, "PG-1", "Rotasi", "", "preventive", "effective", stale=True),
        Serving(failed.pk, "PG-2", "Uji petik", "", "detective", "ineffective"),
    )
    for by in ("", "?by=kind"):
        page = page_of(browse, f"/desk/risks/coverage/{by}")
        for key in ("proven", "unproven", "failed", "none"):
            assert page.count(f'class="share {key}"') == 2  # the legend and the one bar
        assert "25%" in page
    gaps = page[page.index('id="gaps"') :]
    assert proven.number not in gaps
    for one in (stale, failed, bare):
        assert one.number in gaps


def test_quarters_follow_the_assessments_of_then(team, several, at):
    with at(date(2027, 2, 10)):
        (risk,) = several(("fraud", (5, 5), None))
    with at(date(2027, 5, 4)):
        services.assess(risk, "residual", 3, 3, "Pengendalian dipasang", viewer=team.viewer("rudi"))
        services.raise_flag(risk, "signal", "", "Terlihat")
    with at(date(2027, 9, 30)):
        services.close(risk, "Layanan dihapus", team.viewer("rina"))
    with at(date(2027, 11, 23)):
        viewer = Viewer.of(team.accounts["rudi"])
        ended = course.course(lists.narrowed(viewer, lists.Filters(state="every")), 4)
    assert [(one.year, one.quarter) for one in ended] == [(2027, 1), (2027, 2), (2027, 3), (2027, 4)]
    assert [sorted(key for _edition, key in one.levels) for one in ended] == [["very_high"], ["medium"], [], []]
    assert [(one.beyond, one.flags) for one in ended] == [(1, 0), (1, 1), (0, 0), (0, 0)]
    assert ended[-1].until == date(2027, 11, 23)


def test_the_trend_says_the_same_in_picture_and_table(browse, several):
    several(("fraud", (5, 5), (3, 3)), ("general", (1, 1), None))
    page = page_of(browse, "/desk/risks/trend/")
    picture = page[page.index('<svg class="quarters"') : page.index("</svg>", page.index('<svg class="quarters"'))]
    assert re.findall(r'class="total"[^>]*>(\d+)<', picture)[-1] == "2"
    table = page[page.index("Risiko menurut tingkat pada akhir triwulan") :]
    assert re.findall(r"<strong>(\d+)</strong>", table)[-1] == "2"
    assert "1 kini di atas selera" in page
