"""In a browser: from the dossier to the sentence, the founding row with its tellers, the date bar, no scripts needed.

Every test with `page` also holds that no request goes to another host.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import pytest


def dossier_of(page, server, name: str) -> str:  # type: ignore[no-untyped-def]
    """Opens the dossier by searching for its name; returns its address."""
    page.goto(server.entry)
    page.fill("#q", name)
    page.press("#q", "Enter")
    page.click(".hits li:first-child .name")
    page.wait_for_selector(".dossier")
    return str(urlsplit(page.url).path)


def test_one_click_leads_from_the_dossier_to_the_sentence(page, server) -> None:  # type: ignore[no-untyped-def]
    dossier_of(page, server, "Liwa al-Sarim")
    door = page.locator("#founded .doors a").first
    quote = page.locator("#founded .telling mark").first.text_content()
    door.click()
    page.wait_for_selector(".reader")
    lit = page.locator("mark.chosen")
    assert quote in "".join(lit.all_text_contents())
    assert lit.first.is_visible()
    box = lit.first.bounding_box()
    assert 0 <= box["y"] <= 900
    assert page.locator(".card.chosen dl").is_visible()


def test_the_founding_row_shows_every_value_with_its_teller(page, server) -> None:  # type: ignore[no-untyped-def]
    dossier_of(page, server, "Liwa al-Sarim")
    row = page.locator("#founded")
    assert "differs" in row.locator("h3").inner_text()
    told = {
        value.locator(".what").inner_text().strip("▸▾ \n"): value.locator(".told").inner_text()
        for value in row.locator("details.value").all()
    }
    assert "Liwa al-Sarim → Meridian Institute" in told["2008"]
    assert "Sarim Brigade → Openpedia" in told["2009"]
    assert "Sawt al-Sarw → Openpedia" in told["2012"]
    assert row.locator(".review.open").count() >= len(told)


def test_a_value_opens_its_quotes_in_place(page, server) -> None:  # type: ignore[no-untyped-def]
    dossier_of(page, server, "Liwa al-Sarim")
    value = page.locator("#founded details.value").first
    assert not value.locator("blockquote").first.is_visible()
    value.locator(".marks").click()
    assert value.locator("blockquote").first.is_visible()
    assert "Group claims 2008" in value.locator("blockquote").first.inner_text()


def test_everything_is_there_without_scripts(page_without_scripts, server) -> None:  # type: ignore[no-untyped-def]
    page = page_without_scripts
    dossier_of(page, server, "Liwa al-Sarim")
    page.locator("#founded details.value .marks").first.click()
    assert page.locator("#founded blockquote").first.is_visible()
    page.locator("#founded blockquote a.sentence").first.click()
    page.wait_for_selector(".reader")
    assert page.locator("mark.chosen").first.is_visible()
    page.click(".bar nav a >> text=Log")
    assert page.locator(".log > li").count() > 5
    page.click(".languages a")
    assert page.locator("html").get_attribute("dir") == "rtl"


def test_the_date_bar_shows_ally_and_opponent_and_as_known_hides_both(page, seeds_server) -> None:  # type: ignore[no-untyped-def]
    dossier_of(page, seeds_server, "Liwa al-Baqir")
    page.fill("#as_of", "2018-02-20")
    page.press("#as_of", "Enter")
    page.wait_for_url(re.compile("as_of=2018-02-20"))
    for side in ("#allied_with", "#opposed_to"):
        assert "Syrian Democratic Forces" in " ".join(page.locator(f"{side} .what").all_inner_texts())
    page.click(".clocks .clear")
    page.fill("#as_known", "2016-05")
    page.press("#as_known", "Enter")
    page.wait_for_url(re.compile("as_known=2016-05"))
    for side in ("#allied_with", "#opposed_to"):
        assert "Syrian Democratic Forces" not in " ".join(page.locator(f"{side} .what").all_inner_texts())


def test_the_founding_row_of_the_seeds(page, seeds_server) -> None:  # type: ignore[no-untyped-def]
    dossier_of(page, seeds_server, "لواء الباقر")
    values = page.locator("#founded .what").all_inner_texts()
    assert {"2011", "2012", "2015", "since 2012"} <= {value.strip("▸▾ \n") for value in values}
    assert "alSouria.net" in page.locator("#founded").inner_text()


def test_words_that_are_selected_become_a_claim(page, own_server) -> None:  # type: ignore[no-untyped-def]
    page.goto(own_server.entry)
    page.click(".documents a >> nth=0")
    page.wait_for_selector(".reader")
    words = page.evaluate(
        """() => {
            const marks = [...document.querySelectorAll(".body .segment [data-start]")];
            const run = marks.find((one) => one.textContent.trim().length > 30);
            const range = document.createRange();
            range.setStart(run.firstChild, 3);
            range.setEnd(run.firstChild, 25);
            getSelection().removeAllRanges();
            getSelection().addRange(range);
            return range.toString();
        }"""
    )
    page.click(".use-selection")
    assert page.input_value("#quote") == words
    page.fill("#subject", "Liwa al-Sarim")
    page.select_option("#predicate", "allied_with")
    page.fill("#object", "Ansar al-Sahil")
    page.select_option("#object_type", "Group")
    page.fill("#by", "A. Name")
    page.fill("#reason", "read in the original")
    page.click(".by-hand button")
    page.wait_for_selector(".card.chosen")
    assert "by hand" in page.locator(".card.chosen").inner_text()
    assert words.strip() in "".join(page.locator("mark.chosen").all_text_contents())


@pytest.mark.parametrize("width", [1440, 390])
@pytest.mark.parametrize("language", ["en", "ar"])
def test_no_page_is_wider_than_the_screen(page, server, width: int, language: str) -> None:  # type: ignore[no-untyped-def]
    page.set_viewport_size({"width": width, "height": 844})
    address = dossier_of(page, server, "Liwa al-Sarim")
    pages = ["/", "/entities", "/search?q=sarim", address, f"{address}/publication", f"{address}?told_by=itself"]
    pages += [link.get_attribute("href") for link in page.locator(".bar nav a").all()]
    for path in pages:
        page.goto(server.url(path + ("&" if "?" in path else "?") + f"lang={language}"))
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path


def test_a_working_copy_prints_nothing_but_where_to_print(page, server) -> None:  # type: ignore[no-untyped-def]
    address = dossier_of(page, server, "Liwa al-Sarim")
    page.emulate_media(media="print")
    shown = page.locator("body").inner_text()
    assert "not for publication" in shown.lower()
    assert "Founded" not in shown
    page.goto(server.url(f"{address}/publication"))
    page.emulate_media(media="print")
    assert page.locator("#founded").is_visible()
    assert not page.locator(".bar").is_visible()


def test_what_a_page_runs_is_ours_and_not_inline(page, server, requests_made: list[str]) -> None:  # type: ignore[no-untyped-def]
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    address = dossier_of(page, server, "Liwa al-Sarim")
    page.goto(server.url(address))
    assert [line for line in said if "Content Security Policy" in line] == []
    assert requests_made and all(urlsplit(url).port == server.port for url in requests_made)


def test_two_launches_stand_beside_each_other(page, serving: Callable[..., object], case: Path) -> None:  # type: ignore[no-untyped-def]
    one, other = serving(case), serving(case, "ar")
    page.goto(one.entry)  # type: ignore[attr-defined]
    page.goto(other.entry)  # type: ignore[attr-defined]
    assert page.locator("html").get_attribute("lang") == "ar"
    page.goto(one.url("/entities"))  # type: ignore[attr-defined]
    assert page.locator("html").get_attribute("lang") == "en"
    assert page.locator(".listing").is_visible()
