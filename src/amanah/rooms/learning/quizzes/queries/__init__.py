"""Reading the bank, the tests, and what came of them. What somebody answered is given to nobody but them."""

from amanah.rooms.learning.quizzes.queries.attempts import best, last, mine, open_of, result
from amanah.rooms.learning.quizzes.queries.bank import Filters, listing, pool
from amanah.rooms.learning.quizzes.queries.given import find_test, tests
from amanah.rooms.learning.quizzes.queries.judging import Item, items

__all__ = ["Filters", "Item", "best", "find_test", "items", "last", "listing", "mine", "open_of", "pool", "result", "tests"]
