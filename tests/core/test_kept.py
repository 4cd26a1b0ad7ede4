"""What a process keeps for a moment."""

from itertools import count

from marketplace.core.kept import forget, kept


def test_a_thing_is_made_once_until_it_is_too_old_or_forgotten(context):
    numbers = count()

    def make():
        return next(numbers)

    assert [kept("a", make), kept("a", make), kept("b", make)] == [0, 0, 1]
    forget("a")
    assert kept("a", make, seconds=-1) == 2
    assert kept("a", make) == 3
