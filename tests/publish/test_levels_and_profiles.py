"""Who is spared, by rule and by a person's word; what a redaction profile changes; where survivors are is not told."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from rawi.errors import RawiError
from rawi.model import Argument, EntityType
from rawi.model.sensitivity import Level
from rawi.publish import for_publication, jsonl
from rawi.publish.nearness import WITHHELD_PLACE, is_small
from rawi.publish.profile import MASKED, Profile, read_profile
from rawi.publish.sensitivity import levels
from rawi.publish.standing import standing

PERSON, GROUP = EntityType.PERSON, EntityType.GROUP

TEXT = """The Halvik Front killed Edda Morn at Lower Quist on 3 May 2016.
Its men wounded Joren Tasby in Lower Quist. The front detained Bela Osk at Lower Quist.
The witness Ivo Karr spoke of it. Mika Sund, a boy aged 14, was recruited by the Halvik Front.
Tomas Reel is a member of the Halvik Front. Its leader Anders Holm commands the Halvik Front.
"""


@pytest.fixture
def known(make):
    c = make()
    d = c.document("report.txt", TEXT, publisher="Coast Post")
    front = Argument("Halvik Front", GROUP)

    def person(name):
        return Argument(name, PERSON)

    c.mention(d, "Lower Quist", EntityType.PLACE)
    first = "The Halvik Front killed Edda Morn at Lower Quist on 3 May 2016."
    c.claim(d, first, front, "killed", person("Edda Morn"), place="Lower Quist")
    c.claim(d, "Its men wounded Joren Tasby in Lower Quist.", front, "wounded", person("Joren Tasby"))
    c.claim(d, "The front detained Bela Osk at Lower Quist.", front, "detained", person("Bela Osk"))
    c.claim(d, "The witness Ivo Karr spoke of it.", person("Ivo Karr"), "said")
    quote = "Mika Sund, a boy aged 14, was recruited by the Halvik Front."
    c.claim(d, quote, person("Mika Sund"), "member_of", front)
    c.claim(d, "Tomas Reel is a member of the Halvik Front.", person("Tomas Reel"), "member_of", front)
    c.claim(d, "Its leader Anders Holm commands the Halvik Front.", front, "led_by", person("Anders Holm"))
    return c


def by_name(knowledge) -> dict[str, tuple[str, ...]]:
    found = levels(knowledge, standing(knowledge).public)
    return {knowledge.name(id): tuple(map(str, own)) for id, own in found.items()}


def said(knowledge, name: str, level: Level):
    """The knowledge after a person has said what somebody is."""
    mention = next(m.id for m in knowledge.mentions if m.name == name)
    return replace(knowledge, sensitivity={mention: level})


def masked(known, knowledge, profile=MASKED) -> str:
    return jsonl(for_publication(knowledge, known.texts.values(), profile).knowledge.kept)


def test_levels_are_read_from_what_is_told(known):
    assert by_name(known.knowledge()) == {
        "Edda Morn": ("victim",),
        "Joren Tasby": ("survivor",),
        "Bela Osk": ("detainee",),
        "Ivo Karr": ("witness",),
        "Mika Sund": ("minor",),
        "Tomas Reel": ("rank and file",),
        "Anders Holm": ("public figure",),
    }


def test_a_masked_copy_keeps_what_was_done_and_hides_to_whom(known):
    out = masked(known, known.knowledge())
    for name in ("Edda Morn", "Joren Tasby", "Bela Osk", "Ivo Karr", "Mika Sund", "Tomas Reel"):
        assert name not in out
        assert name.split()[1] not in out
    assert "Anders Holm" in out
    assert '"predicate":"killed"' in out, "grave claims stay in a copy that is masked and not for publication"
    assert '"predicate":"killed"' not in masked(known, known.knowledge(), Profile()), "publication withholds them"


def test_where_victims_and_survivors_are_is_not_told_below_the_province(known):
    publication = for_publication(known.knowledge(), known.texts.values(), MASKED)
    out = jsonl(publication.knowledge.kept)
    hurt = [line for line in out.splitlines() if '"predicate":"killed"' in line or '"predicate":"wounded"' in line]
    assert hurt and all("Lower Quist" not in line for line in hurt)
    assert all(WITHHELD_PLACE in line for line in hurt)
    assert publication.withheld().places > 0, "and the report counts them"
    assert "Lower Quist" in masked(known, known.knowledge(), replace(MASKED, places=False))


@pytest.mark.parametrize(("name", "small"), [("Lower Quist", True), ("Quist Province", False), ("Syria", False)])
def test_provinces_and_states_are_told(name, small):
    assert is_small(name) is small


def test_a_person_s_word_goes_before_the_rules_both_ways(known):
    knowledge = known.knowledge()
    assert "Anders Holm" not in masked(known, said(knowledge, "Anders Holm", Level.WITNESS))
    assert "Tomas Reel" in masked(known, said(knowledge, "Tomas Reel", Level.PUBLIC_FIGURE))
    assert by_name(said(knowledge, "Tomas Reel", Level.SURVIVOR))["Tomas Reel"] == ("survivor",)


def test_a_claim_that_was_said_to_be_sensitive_stays_behind(known):
    knowledge = known.knowledge()
    led = next(k for k in knowledge.kept if k.claim.predicate == "led_by")
    marked = replace(knowledge, sensitivity={led.claim.id: Level.RELATIVE})
    assert led.claim.id in masked(known, knowledge)
    assert led.claim.id not in masked(known, marked)


def test_a_profile_may_name_rank_and_file_and_hide_others(known, tmp_path):
    file = tmp_path / "profile.toml"
    levels_masked = [level.value for level in Level if level not in (Level.PUBLIC_FIGURE, Level.RANK_AND_FILE)]
    file.write_text(f'mask = {levels_masked}\nnames = ["Anders Holm"]\nunreviewed = true\n', encoding="utf-8")
    profile = read_profile(file)
    assert profile.unmasks == (Level.RANK_AND_FILE,)
    out = masked(known, known.knowledge(), profile)
    assert "Tomas Reel" in out
    assert "Anders Holm" not in out
    assert "Edda Morn" not in out


@pytest.mark.parametrize(
    "content", ['mask = ["nobody"]', "colour = 1", "mask = ", "names = 3", "\x00", 'mask = "victim"']
)
def test_a_profile_that_says_what_none_says_is_refused(tmp_path, content):
    file = tmp_path / "profile.toml"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(RawiError, match=r"profile\.toml"):
        read_profile(file)
    with pytest.raises(RawiError, match="cannot be read"):
        read_profile(tmp_path / "none.toml")
