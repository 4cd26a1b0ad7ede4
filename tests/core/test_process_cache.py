"""What a process keeps for a moment."""

from itertools import count

from marketplace.core.process_cache import cached, forget


def test_a_thing_is_made_once_until_it_is_too_old_or_forgotten(context):
    numbers = count()

    def make():
        return next(numbers)

    assert [cached("a", make), cached("a", make), cached("b", make)] == [0, 0, 1]
    forget("a")
    assert cached("a", make, seconds=-1) == 2
    assert cached("a", make) == 3
