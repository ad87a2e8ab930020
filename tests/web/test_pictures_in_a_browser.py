"""The pictures in Chromium: an edge opens its evidence, nothing is asked of other hosts, and all without scripts."""

from __future__ import annotations

import pytest

PAGES = ("/network", "/timeline", "/map", "/sources")


def opened(page, server, path: str):  # type: ignore[no-untyped-def]
    page.set_default_timeout(30_000)
    errors: list[str] = []
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(server.entry)
    page.goto(server.url(path))
    return errors


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("path", PAGES)
def test_pages_fit_a_phone_and_break_no_policy(page, server, path: str, language: str) -> None:
    for width in (1440, 390):
        page.set_viewport_size({"width": width, "height": 900})
        errors = opened(page, server, f"{path}?lang={language}")
        assert errors == []
        wider = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        assert page.evaluate(wider) <= 0, f"{path} is wider than {width} pixels"


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("path", (*PAGES, "/network?view=table", "/timeline?view=table", "/map?view=table"))
def test_no_serious_finding_of_axe(page, server, path: str, language: str) -> None:
    from axe_playwright_python.sync_playwright import Axe

    opened(page, server, path + ("&" if "?" in path else "?") + f"lang={language}")
    found = Axe().run(page).response["violations"]
    assert [v["id"] for v in found if v["impact"] in ("serious", "critical")] == []


def test_an_edge_opens_its_evidence(page, server) -> None:
    assert opened(page, server, "/network") == []
    edge = page.locator(".edges a .edge").first
    number = edge.get_attribute("data-edge")
    edge.locator("path").last.dispatch_event("click")
    value = page.locator(f'details[data-edge="{number}"]')
    assert value.evaluate("one => one.open")
    assert value.locator("mark").first.is_visible()


def test_the_network_can_be_moved_about_in(page, server) -> None:
    errors = opened(page, server, "/network")
    page.click('[data-do="live"]')
    page.wait_for_selector("#network.live canvas")
    page.click('[data-do="again"]')
    page.click('[data-do="still"]')
    assert page.locator("#network > svg").is_visible()
    assert errors == []


def test_the_map_can_be_moved_about_in(page, seeds_server) -> None:
    errors = opened(page, seeds_server, "/map")
    page.click('[data-do="live"]')
    page.wait_for_selector("#map .leaflet-interactive")
    assert "Natural Earth" in page.locator(".leaflet-control-attribution").inner_text()
    page.click('[data-do="still"]')
    assert page.locator("#map > svg").is_visible()
    assert errors == []


def test_a_png_of_the_masked_picture_comes_down(page, own_server) -> None:
    assert opened(page, own_server, "/network") == []
    with page.expect_download() as coming:
        page.click("[data-png]")
    with open(coming.value.path(), "rb") as file:
        assert file.read(8) == b"\x89PNG\r\n\x1a\n"


@pytest.mark.parametrize("path", PAGES)
def test_pages_are_whole_without_scripts(page_without_scripts, seeds_server, path: str) -> None:
    page = page_without_scripts
    page.set_default_timeout(30_000)
    page.goto(seeds_server.entry)
    page.goto(seeds_server.url(path))
    assert page.locator("main svg, main table").first.is_visible()
    door = page.locator('main svg a[href^="#"]').first
    if door.count():
        address = door.get_attribute("href")
        page.goto(page.url + address)
        assert page.locator(f"{address} mark").first.is_visible()
