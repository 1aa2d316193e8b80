"""The index of words: which texts have which, and how that is written down."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qsite.pages.search_words import MOST_PARTS, Text, index_of, part_of, parts_for, words_in


def read(groups: str) -> tuple[list[int], list[int], list[int]]:
    """What a browser makes of an entry of the index."""
    found = []
    for group in groups.split("|"):
        numbers, number = [], 0
        for step in group.split(".") if group else []:
            number += int(step, 36)
            numbers.append(number)
        found.append(numbers)
    name, often, once = found
    return name, often, once


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("A Day in BATH", ["day", "in", "bath"]),
        ("Marion's list, Marion’s list", ["marions", "list", "marions", "list"]),
        ("Café Höhe Ångström", ["cafe", "hohe", "angstrom"]),
        ("run-chart: 10.5 %, e-mail_address", ["run", "chart", "10", "mail", "address"]),
        ("ﬁnal ² Ⅳ", ["final", "iv"]),
        ("Ysbyty Gwynedd; 東京 Ελλάδα", ["ysbyty", "gwynedd", "東京", "ελλαδα"]),
        ("", []),
    ],
)
def test_words_are_folded(text: str, words: list[str]) -> None:
    assert words_in(text) == words


def test_a_word_counts_by_where_it_stands() -> None:
    texts = [
        Text("Tea", ("milk",), ("<p>Tea, tea, tea and <b>sugar</b></p>",)),
        Text("Milk", (), ("<p>tea&amp;milk tea tea</p>",)),
        Text("None", ("sugar",), ("",)),
        *[Text("Other", (), ())] * 40,
        Text("Late", ("tea",), ()),
    ]

    (index,) = index_of(texts, 1)

    assert read(index["tea"]) == ([0], [1], [43])
    assert read(index["milk"]) == ([1], [], [0])
    assert read(index["sugar"]) == ([], [], [0, 2])
    assert index["tea"] == "0|1|17"
    assert "amp" not in index
    assert list(index) == sorted(index)


def test_what_begins_alike_is_in_one_part() -> None:
    parts = index_of([Text("improve improving improvement im", (), ("story stories storm",))], 8)

    assert sorted(parts[part_of("im", 8)]) == ["im", "improve", "improvement", "improving"]
    assert set(parts[part_of("st", 8)]) >= {"stories", "storm", "story"}


@pytest.mark.parametrize(("pages", "parts"), [(1, 1), (16, 1), (17, 2), (200, 16), (100_000, MOST_PARTS)])
def test_parts_grow_with_the_site(pages: int, parts: int) -> None:
    assert parts_for(pages) == parts


@settings(deadline=None)
@given(st.lists(st.tuples(st.text(max_size=20), st.text(max_size=60)), max_size=12), st.sampled_from([1, 4, 16]))
def test_every_word_is_found_in_its_part_and_nowhere_else(pages: list[tuple[str, str]], parts: int) -> None:
    index = index_of([Text(name, (words,), ()) for name, words in pages], parts)

    for number, (name, words) in enumerate(pages):
        for word in {*words_in(name), *words_in(words)}:
            groups = read(index[part_of(word, parts)][word])
            assert sum(number in group for group in groups) == 1
            assert (number in groups[0]) == (word in words_in(name))
    assert sum(map(len, index)) == len({word for part in index for word in part})
