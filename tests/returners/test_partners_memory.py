"""A long list from a partner takes no more memory than a short one."""

import tracemalloc

from returners import partners
from tests.returners.partner_lists import REFERENCE, RULES, as_csv


def test_long_list_takes_no_more_memory_than_a_short_one():
    def peak(people):
        lines = iter([as_csv(), *(as_csv(person).partition("\r\n")[2] for person in people)])
        tracemalloc.start()
        for _ in partners.decide(Source(lines), rules=RULES, reference=REFERENCE):
            pass
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return most

    short, long = ([{"id": f"P{n}", "field": "law" * (n % 2)} for n in range(length)] for length in (500, 5_000))

    peak(short)
    assert peak(long) < peak(short) + 100_000


class Source:
    """A file that holds no more than the line that is asked for."""

    def __init__(self, lines):
        self.lines = lines

    def readline(self, limit):
        return next(self.lines, "")
