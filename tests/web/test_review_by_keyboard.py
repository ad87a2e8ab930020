"""The review session in a browser: fifty suggestions without the mouse, and all of it without JavaScript as well."""

from __future__ import annotations

from pathlib import Path

from rawi.workspace import Workspace

FIFTY = 50


def come_in(page, server, name: str = "Rana") -> None:  # type: ignore[no-untyped-def]
    page.goto(server.entry)
    page.goto(server.url("/review?order=grave"))
    page.fill("#decider-name", name)
    page.press("#decider-name", "Enter")
    page.wait_for_selector(".suggestion")


def press(page, key: str) -> None:  # type: ignore[no-untyped-def]
    with page.expect_navigation():
        page.keyboard.press(key)
    page.wait_for_load_state()


def test_fifty_suggestions_by_one_key_each(page, own_server, own_case: Path) -> None:
    come_in(page, own_server)
    for number in range(FIFTY):
        press(page, "r" if number % 7 == 3 else "a")
    press(page, "u")
    with Workspace.open(own_case) as workspace:
        laid = workspace.decisions()
        standing = workspace.in_force()
    assert [one.by for one in laid] == ["Rana"] * (FIFTY + 1)
    assert len({one.target for one in standing}) == FIFTY - 1
    page.goto(own_server.url("/review/sittings"))
    assert f"{FIFTY + 1} decisions" in page.inner_text("main")


def test_the_quote_is_in_view_and_keys_write_in_fields(page, own_server, own_case: Path) -> None:
    come_in(page, own_server)
    inside = "(q => { const t = q.closest('.text').getBoundingClientRect(), r = q.getBoundingClientRect();"
    assert page.eval_on_selector("#quote", inside + " return r.top >= t.top && r.top < t.bottom })")
    page.keyboard.press("e")
    page.keyboard.type("raum")  # four keys that would each decide, if they did not write
    assert page.input_value("#e-subject") == "raum"
    with Workspace.open(own_case) as workspace:
        assert workspace.decisions() == []
    with page.expect_navigation():
        page.keyboard.press("Enter")
    with Workspace.open(own_case) as workspace:
        assert workspace.decisions()[0].change["subject"] == "raum"


def test_who_is_who_by_keys(page, own_server, own_case: Path) -> None:
    come_in(page, own_server)
    page.goto(own_server.url("/review/identity"))
    while page.locator("[data-key~=r]").count() == 0:  # names are compared beside the pages
        page.wait_for_timeout(500)
        page.reload()
    press(page, "r")
    press(page, "p")
    press(page, "u")
    with Workspace.open(own_case) as workspace:
        assert [one.action for one in workspace.decisions()] == ["keep apart", "possibly the same", "undo"]


def test_all_of_it_without_javascript(page_without_scripts, own_server, own_case: Path) -> None:
    page = page_without_scripts
    come_in(page, own_server)
    with page.expect_navigation():
        page.click("button.accept")
    assert "Rana" in page.inner_text(".just-done")
    page.click("details[data-opens=e] summary")
    page.fill("#e-time", "2015")
    with page.expect_navigation():
        page.click("details[data-opens=e] button")
    with page.expect_navigation():
        page.click(".undo button")
    with Workspace.open(own_case) as workspace:
        assert [one.action for one in workspace.decisions()] == ["accept", "edit", "undo"]


def test_where_the_keyboard_is_can_be_seen(page, server) -> None:
    page.goto(server.entry)
    page.goto(server.url("/review"))
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#content"
    # A field in a frame of its own (the search box) shows it on the frame.
    bare = """(() => { const e = document.activeElement;
        const seen = [e, e.parentElement].some((one) => one && getComputedStyle(one).outlineStyle !== 'none'
            && getComputedStyle(one).outlineWidth !== '0px');
        return e !== document.body && !seen ? e.outerHTML : '' })()"""
    for _ in range(12):
        assert page.evaluate(bare) == ""
        page.keyboard.press("Tab")
