"""What is remembered of used tickets."""

import os

from amanah.rooms.campaigns.pulse.used import Used


def test_a_ticket_is_remembered_until_its_end():
    used = Used(100)
    assert used.add("one", until=50, now=10)
    assert not used.add("one", until=50, now=50)
    assert used.add("two", until=50, now=10)
    assert used.add("one", until=90, now=51)
    used.remove("one")
    assert used.add("one", until=90, now=51)


def test_where_all_is_full_what_ends_first_is_forgotten():
    used = Used(4)  # eight places, all of them near to any
    assert all(used.add(str(end), until=end, now=0) for end in range(10, 19))
    assert used.add("10", until=99, now=0)
    assert not used.add("18", until=99, now=0)


def test_processes_share_it():
    used = Used(100)
    child = os.fork()
    if not child:
        os._exit(0 if used.add("one", until=50, now=10) else 1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    assert not used.add("one", until=50, now=10)
