from typing import TypeVar

Value = TypeVar("Value")


def known(value: Value | None) -> Value:
    """A value that may be empty on other records and never on this one, such as the moment of a
    version that was handed in."""
    if value is None:
        raise ValueError("Wat hier altijd bekend is, ontbreekt.")
    return value
