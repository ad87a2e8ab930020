"""The page: one file, no scripts, nothing from a document runs, and every value opens to its quotes."""

from __future__ import annotations

from lxml import html

from rawi.model import Value
from rawi.publish import compile_dossier, dossier_page, for_publication
from rawi.publish.page import direction, one_line, safe_url


def page_of(knowledge, entity, **more):
    made = dossier_page(compile_dossier(entity, knowledge, **more))
    return made, html.document_fromstring(made)


def test_every_claim_opens_to_its_quote_in_context(knowledge, named):
    guard = named(knowledge, "Tidewater Guard")
    _, page = page_of(knowledge, guard)
    about = knowledge.about(guard.id)
    figures = page.xpath("//details//figure[@class='telling']")
    assert {f.get("id") for f in figures} == {f"claim-{k.claim.id}" for k in about}
    for k in about:
        [figure] = page.xpath(f"//figure[@id='claim-{k.claim.id}']")
        quote = k.claim.quote
        assert figure.find(".//mark").text_content() == quote.exact
        shown = one_line(quote.prefix) + quote.exact + one_line(quote.suffix)
        assert figure.find("blockquote").text_content() == shown


def test_the_file_stands_alone_and_runs_nothing(knowledge, named):
    made, page = page_of(knowledge, named(knowledge, "Tidewater Guard"))
    assert not page.xpath("//script | //link | //img | //iframe | //object | //@*[starts-with(name(), 'on')]")
    assert "default-src 'none'" in made
    assert "@import" not in made and "url(" not in made


def test_words_of_a_document_are_shown_and_never_run(make, named):
    c = make()
    evil = "Reed <script>alert(1)</script> Column has 300 men <img src=x onerror=alert(2)>"
    said = {"title": "<script>t</script>", "publisher": '"><svg onload=x>', "language": 'en" onclick="x'}
    d = c.document("a<b>.txt", evil, url="javascript:alert(3)", **said)
    c.claim(d, evil, "Reed <script>alert(1)</script> Column", "size", value=Value(text="</details><script>"))
    knowledge = c.knowledge()
    made, page = page_of(knowledge, knowledge.entities[0])
    assert not page.xpath("//script | //img | //svg | //@onerror | //@onload | //@onclick")
    assert "javascript:" not in made
    assert "alert(1)" in page.text_content()


def test_only_web_addresses_become_links():
    assert safe_url("https://x.example/a") == "https://x.example/a"
    for url in ("javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "//x.example", "https://[", "", None):
        assert safe_url(url) is None


def test_names_and_quotes_carry_their_own_direction(knowledge, named):
    _, page = page_of(knowledge, named(knowledge, "Tidewater Guard"))
    arabic = page.xpath("//bdi[contains(., 'لواء المد')]")
    assert arabic and all(element.get("dir") == "auto" for element in arabic)
    assert {quote.get("dir") for quote in page.xpath("//blockquote")} == {"ltr"}, (
        "an Arabic name does not turn an English line"
    )


def test_styles_know_no_left_and_right(knowledge, named):
    made, _ = page_of(knowledge, named(knowledge, "Tidewater Guard"))
    style = made[made.index("<style>") : made.index("</style>")]
    for side in ("margin-left", "margin-right", "padding-left", "padding-right", "text-align: left", "float:"):
        assert side not in style


def test_a_working_copy_says_so_and_how_much_is_unreviewed(knowledge, named):
    guard = named(knowledge, "Tidewater Guard")
    _, page = page_of(knowledge, guard)
    standing = page.xpath("//p[contains(@class, 'standing')]")[0].text_content()
    count = len(knowledge.about(guard.id))
    assert "Working copy, not for publication." in standing and f"{count} of {count} claims unreviewed" in standing


def test_a_published_copy_says_what_it_withheld(case, named):
    knowledge = case.knowledge()
    publication = for_publication(knowledge)
    guard = publication.fit(named(knowledge, "Tidewater Guard"))
    _, page = page_of(publication.knowledge, guard, withheld=publication.withheld(guard.id))
    assert "Working copy" not in page.text_content()
    assert "1 × killed" in page.text_content()
    assert "No claim in this copy has been reviewed by a person." in page.text_content()


def test_headings_ids_and_links_lead_somewhere(knowledge, named):
    _, page = page_of(knowledge, named(knowledge, "Tidewater Guard"))
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {link.removeprefix("#") for link in page.xpath("//a/@href") if link.startswith("#")} <= set(ids)
    assert len(page.xpath("//h1")) == 1
    assert page.xpath("/html/@lang") == ["en"]


def test_inferred_dates_are_marked(make, named):
    c = make()
    d = c.document("a.txt", "Reed Column has 300 men.", date="2020-02", date_inferred="from the days it speaks of")
    c.claim(d, "has 300 men", "Reed Column", "size", value=Value(number=300))
    knowledge = c.knowledge()
    _, page = page_of(knowledge, named(knowledge, "Reed Column"))
    assert "inferred: from the days it speaks of" in page.text_content()


def test_a_quote_runs_as_most_of_its_letters_do():
    assert direction("Tidewater Guard (لواء المد)") == "ltr"
    assert direction("لواء المد (TG)") == "rtl"
    assert direction("2012") == "auto"


def test_each_teller_of_a_chain_is_closed_off_from_the_arrows(make, named):
    c = make()
    d = c.document("a.txt", "Reed Column has 300 men.", publisher="Coast Post")
    c.claim(d, "has 300 men", "Reed Column", "size", value=Value(number=300), tellers=("سمير منصور",))
    knowledge = c.knowledge()
    _, page = page_of(knowledge, named(knowledge, "Reed Column"))
    [told] = page.xpath("//summary//span[@class='told']")
    assert [bdi.text_content() for bdi in told.xpath(".//bdi")] == ["سمير منصور", "Coast Post"]
