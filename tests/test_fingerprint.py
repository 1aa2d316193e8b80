"""A page is made again exactly when a value differs, so a fingerprint must tell apart whatever a template could."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from qsite.fingerprint import fingerprint

_scalars = (
    st.none() | st.booleans() | st.integers(-(10**9), 10**9) | st.floats(allow_nan=False, allow_infinity=False)
) | (st.text() | st.text().map(Markup))
_values = st.recursive(
    _scalars, lambda inner: st.lists(inner).map(tuple) | st.dictionaries(st.text(min_size=1), inner), max_leaves=12
)


def _typed(value: object) -> object:
    """A value with its types, since to Python 1 is True and 1.0."""
    if isinstance(value, tuple):
        return tuple(_typed(one) for one in value)
    if isinstance(value, dict):
        return [(key, _typed(one)) for key, one in value.items()]
    return type(value), str(value)


@given(_values, _values)
def test_two_values_have_one_fingerprint_exactly_if_they_are_the_same(one: object, other: object) -> None:
    assert (fingerprint(one) == fingerprint(other)) == (_typed(one) == _typed(other))


def test_a_time_is_told_apart_from_the_same_instant_elsewhere() -> None:
    here = datetime(2018, 7, 1, 10, 0, tzinfo=ZoneInfo("Europe/London"))

    assert fingerprint(here) != fingerprint(here.astimezone(ZoneInfo("Europe/Paris")))
    assert fingerprint(here) != fingerprint(here.astimezone(UTC))
    assert fingerprint(date(2018, 7, 1)) != fingerprint(datetime(2018, 7, 1))  # noqa: DTZ001 (a local one, as in content)


@dataclass(frozen=True)
class _Card:
    title: str | Markup


def test_html_is_told_apart_from_text_within_values() -> None:
    assert fingerprint((_Card("a"),)) != fingerprint((_Card(Markup("a")),))


def test_a_type_that_is_not_known_is_refused() -> None:
    with pytest.raises(TypeError, match="no fingerprint is known for object"):
        fingerprint((object(),))
