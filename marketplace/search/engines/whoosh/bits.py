"""Sets of document numbers as whole numbers, one bit a document: fast without any library."""

from collections.abc import Iterable, Iterator


def bits_of(numbers: Iterable[int], size: int) -> int:
    """Return the set of document numbers below `size`."""
    octets = bytearray(size // 8 + 1)
    for number in numbers:
        octets[number >> 3] |= 1 << (number & 7)
    return int.from_bytes(octets, "little")


def numbers_in(bits: int) -> Iterator[int]:
    """Yield the document numbers of a set, in order."""
    octets = bits.to_bytes((bits.bit_length() + 7) // 8, "little")
    for place, octet in enumerate(octets):
        if octet:
            yield from (place * 8 + bit for bit in _BITS[octet])


_BITS = tuple(tuple(bit for bit in range(8) if octet >> bit & 1) for octet in range(256))


def in_at_least(sets: Iterable[int], least: int) -> int:
    """Return the documents that are in at least `least` of the sets."""
    enough = [0] * (least + 1)
    for bits in sets:
        for count in range(least, 1, -1):
            enough[count] |= enough[count - 1] & bits
        enough[1] |= bits
    return enough[least]
