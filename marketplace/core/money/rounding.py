"""The one way in which the house rounds: half up, in whole numbers."""


def rounded_quotient(numerator: int, denominator: int) -> int:
    """Return numerator / denominator as the nearest whole number, a half away from zero.

    So a refund (below zero) mirrors the charge. Raises ZeroDivisionError.
    """
    if denominator < 0:
        numerator, denominator = -numerator, -denominator
    magnitude = (2 * abs(numerator) + denominator) // (2 * denominator)
    return magnitude if numerator >= 0 else -magnitude
