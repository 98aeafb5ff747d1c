"""Any answers to any questionnaire, as a person could give them on the page."""

from django.http import QueryDict
from hypothesis import strategies as st

from amanah.rooms.whistleblowing.questionnaires.answers import normal
from amanah.rooms.whistleblowing.questionnaires.forms import COUNT, MARK, SHOWN
from amanah.rooms.whistleblowing.questionnaires.questions import CHOICE, ENTRIES, SEVERAL, YES_NO, visible

SPOKEN = ["1-3-2026", "awal Maret 2026", "2 juta", "Rp 1.500.000", "2,5 juta", "sekitar 2 juta per berkas", "<b>& “kutip”", "a\r\nb", "2"]


def value_of(question):
    """What may be typed or chosen for one question that is no repeated entry."""
    keys = [option.key for option in question.options]
    if question.kind in {CHOICE, YES_NO}:
        return st.sampled_from(keys)
    if question.kind == SEVERAL:
        return st.lists(st.sampled_from(keys), min_size=1, unique=True)
    return st.one_of(st.sampled_from(SPOKEN), st.text(min_size=1, max_size=40)).filter(lambda text: normal(question.kind, text))


@st.composite
def typed(draw, questionnaire):
    """Question → what is typed; entries as lists of such tables."""
    given = {}
    for question in questionnaire.questions:
        if draw(st.booleans()):
            continue
        if question.kind == ENTRIES:
            entry = st.fixed_dictionaries({}, optional={one.key: value_of(one) for one in question.fields}).filter(bool)
            given[question.key] = draw(st.lists(entry, min_size=1, max_size=3))
        else:
            given[question.key] = draw(value_of(question))
    return given


def posted(questionnaire, given, *, shown=True):
    """The request of a browser whose page showed everything."""
    data = QueryDict(mutable=True)
    data["questionnaire"] = questionnaire.ref
    data[SHOWN] = " ".join(question.key for question in questionnaire.questions) if shown else ""
    for question in questionnaire.questions:
        value = given.get(question.key)
        if question.kind == ENTRIES:
            data[COUNT + question.key] = str(len(value or [1]))
            for index, entry in enumerate(value or []):
                for key, said in entry.items():
                    data.setlist(f"{MARK}{question.key}-{index}-{key}", said if isinstance(said, list) else [said])
        elif value:
            data.setlist(MARK + question.key, value if isinstance(value, list) else [value])
    return data


def expected(questionnaire, given):
    """What must be kept of it."""

    def kept(question, value):
        if question.kind == ENTRIES:
            fields = {one.key: one for one in question.fields}
            return [{key: kept(fields[key], said) for key, said in entry.items()} for entry in value]
        return normal(question.kind, value) if isinstance(value, str) else value

    values = {key: kept(questionnaire.question(key), value) for key, value in given.items()}
    return {question.key: values[question.key] for question in visible(questionnaire.questions, values) if question.key in values}
