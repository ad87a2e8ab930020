"""The index finds the names worth a look, whatever their script, and says by which keys."""

import random

from rawi.model import EntityType
from rawi.names import NameIndex, candidate_keys

GROUP, PERSON = EntityType.GROUP, EntityType.PERSON


def ids(index: NameIndex, name: str, kind: EntityType = GROUP) -> list[str]:
    return [candidate.id for candidate in index.candidates(name, kind)]


def test_candidates_in_another_script_or_language() -> None:
    index = NameIndex([("a", "Liwa al-Zarqad", GROUP), ("b", "Nahr Front", GROUP), ("c", "Harakat al-Tahrir", GROUP)])
    assert ids(index, "لواء الزرقد")[0] == "a"
    assert ids(index, "Liberation Movement")[0] == "c"
    (first, *_) = index.candidates("لواء الزرقد", GROUP)
    assert "~SRKT" in first.keys and "<brigade>" in first.keys


def test_an_acronym_finds_its_long_form_and_back() -> None:
    index = NameIndex([("a", "Nahr People's Liberation Front", GROUP), ("b", "QWRT", GROUP)])
    assert ids(index, "NPLF") == ["a"]
    assert "a" in ids(index, "جبهة تحرير شعب نهر")


def test_an_id_is_given_once_and_kinds_do_not_mix() -> None:
    index = NameIndex([("a", "Karim Samir", PERSON), ("a", "Kareem Sameer", PERSON), ("g", "Karim Samir", GROUP)])
    assert ids(index, "Karim Samir", PERSON) == ["a"]
    assert ids(index, "Karim Samir", EntityType.PLACE) == []


def test_among_many_names_of_common_words_the_right_one_is_found() -> None:
    rng = random.Random(3)
    given = ["Ahmad", "Ali", "Hasan", "Karim", "Omar"]
    family = [f"{a}{b}i" for a in ("Nam", "Bak", "Zar", "Tol", "Gam") for b in ("ar", "uf", "el", "ok", "in")]
    index = NameIndex((f"{n}", f"{rng.choice(given)} {rng.choice(family)}", PERSON) for n in range(5000))
    index.add("right", "Ali Gamufi", PERSON)
    assert all(
        candidate.name.split()[0] == "Ali" or "Gamuf" in candidate.name
        for candidate in index.candidates("Aly Gamoufi", PERSON)
    )
    assert index.candidates("Aly Gamoufi", PERSON, limit=3)


def test_nothing_shared_gives_nothing() -> None:
    index = NameIndex([("a", "Liwa al-Zarqad", GROUP)])
    assert ids(index, "Zeta") == [] and ids(index, "") == []
    assert candidate_keys("Liwa al-Zarqad", GROUP) == candidate_keys("Liwa al-Zarqad", GROUP)
