"""The chat page in a real browser, with a scripted model behind the real server."""

import shutil

import pytest

from tests.chat.server.conftest import Model, service, serving
from tests.chat.server.test_server import DANGER

pytestmark = pytest.mark.slow

DESKTOP, PHONE = {"width": 1280, "height": 800}, {"width": 390, "height": 844}
SERIOUS = ("serious", "critical")


@pytest.fixture(scope="module")
def browser():
    playwright = pytest.importorskip("playwright.sync_api", reason="pip install -e '.[browser]'")
    program = next(
        (found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), None
    )
    if not program:
        pytest.skip("there is no Chromium here")
    with playwright.sync_playwright() as running:
        started = running.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture
def open_page(browser):
    contexts, complaints = [], []

    def opened(url, **options):
        context = browser.new_context(**{"viewport": DESKTOP} | options)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on(
            "request",
            lambda asked: complaints.append(asked.url) if not asked.url.startswith((url, "data:", "blob:")) else None,
        )
        page.goto(url)
        page.wait_for_selector("#persona:enabled", state="attached")
        return page

    yield opened
    for context in contexts:
        context.close()
    assert complaints == [], "errors, or something was loaded from elsewhere"


def say(page, text):
    page.locator("#message").fill(text)
    page.keyboard.press("Enter")


def finished(page):
    page.wait_for_selector("#stop", state="hidden")
    page.locator(".turn.them .thinking").first.wait_for(state="detached")


def replies(page):
    return page.locator("#messages > li.them .bubble").all_inner_texts()


def test_a_conversation(open_page, url):
    page = open_page(url)
    say(page, "My cat died")
    finished(page)
    assert replies(page) == ["I hear you, My cat died. It sounds sad. How are you?"]
    assert "grief" in page.locator("#emotions").inner_text().lower()
    assert "Question" in page.locator("#strategy").inner_text()
    page.locator("#message").fill("two")
    page.keyboard.press("Shift+Enter")
    page.keyboard.type("lines")
    page.keyboard.press("Enter")
    finished(page)
    assert len(replies(page)) == 2
    assert page.locator("#messages > li.you .bubble").last.inner_text() == "two\nlines"


def test_a_card_stands_before_any_word_of_the_reply(open_page):
    model = Model()
    model.may_answer.clear()
    with serving(service(model, region="GB")) as (url, _):
        page = open_page(url)
        say(page, DANGER)
        card = page.locator("#messages .help[role=alert] .card")
        card.wait_for()
        assert not model.may_answer.is_set(), "the model is still thinking"
        assert "116 123" in card.inner_text()
        assert card.locator("a.call").first.get_attribute("href") == "tel:116123"
        model.may_answer.set()
        finished(page)
        order = page.evaluate(
            "(() => { const li = document.querySelector('#messages > li.them');"
            " return li.querySelector('.card').compareDocumentPosition(li.querySelector('.bubble')); })()"
        )
        assert order & 4, "the reply follows the card"
        assert "killing yourself" in replies(page)[-1]
        page.reload()
        page.wait_for_selector("#persona:enabled", state="attached")
        assert "116 123" in page.locator("#messages .card").inner_text(), "it is still there after a reload"


def test_help_can_be_had_before_anything_is_said(open_page):
    with serving(service(region="AU")) as (url, _):
        page = open_page(url)
        for region, number in (("AU", "000"), ("US", "988")):
            page.locator("#region").select_option(region)
            page.locator("#help").click()
            page.locator("#help-dialog", has_text=number).wait_for()
            page.keyboard.press("Escape")


def test_a_persona_is_asked_for(open_page):
    model = Model()
    with serving(service(model)) as (url, _):
        page = open_page(url)
        page.locator("#persona").select_option("coach")
        page.locator("#tone").select_option("calm")
        say(page, "Hi")
        finished(page)
    assert {one.style for one in model.asked} == {"<tone:calm><persona:coach>"}


def test_a_reload_keeps_the_conversation_and_forgetting_clears_it(open_page, url):
    page = open_page(url)
    say(page, "remember me")
    finished(page)
    page.reload()
    page.wait_for_selector("#persona:enabled", state="attached")
    assert "remember me" in page.locator("#messages").inner_text()
    page.locator("#forget").click()
    page.get_by_role("button", name="Forget it").click()
    page.reload()
    page.wait_for_selector("#persona:enabled", state="attached")
    assert "remember me" not in page.content()


def test_stopping_stops_the_model(open_page):
    model = Model()
    model.may_answer.clear()
    with serving(service(model)) as (url, _):
        page = open_page(url)
        say(page, "Hi")
        assert model.began.wait(30)
        page.keyboard.press("Escape")
        assert model.left.wait(30)
        finished(page)
        model.may_answer.set()
        page.get_by_role("button", name="Try again").click()
        finished(page)
        assert replies(page) == ["I hear you, Hi. It sounds sad. How are you?"]


def test_a_key_is_asked_for(open_page, browser):
    with serving(service(), key="s3cret") as (url, _):
        context = browser.new_context(viewport=PHONE)
        page = context.new_page()
        page.goto(url)
        page.get_by_label("Key", exact=True).fill("s3cret")
        page.keyboard.press("Enter")
        page.wait_for_selector("#persona:enabled", state="attached")
        say(page, "Hi")
        finished(page)
        assert replies(page) == ["I hear you, Hi. It sounds sad. How are you?"]
        context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [DESKTOP, PHONE, {"width": 320, "height": 600}], ids=["desktop", "phone", "narrow"])
def test_everybody_can_use_it(browser, size, scheme, tmp_path):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="pip install -e '.[browser]'")
    with serving(service(region="GB")) as (url, _):
        context = browser.new_context(viewport=size, color_scheme=scheme, bypass_csp=True)
        page = context.new_page()
        page.goto(url)
        page.wait_for_selector("#persona:enabled", state="attached")
        found = axe.Axe().run(page).response["violations"]
        for text in ("My cat died", DANGER, "I took all my pills and I want to die"):
            say(page, text)
            finished(page)
        found += axe.Axe().run(page).response["violations"]
        assert [each["id"] for each in found if each["impact"] in SERIOUS] == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "nothing is cut off at the side"
        page.screenshot(path=tmp_path / f"{size['width']}-{scheme}.png", full_page=True)
        context.close()


def test_thirty_words_a_second_do_not_depend_on_how_the_network_cuts_them(open_page, url):
    """Events are put together again from pieces of any size."""
    page = open_page(url)
    told = page.evaluate(
        """async () => {
            const real = window.fetch;
            window.fetch = async (...args) => {
                const response = await real(...args);
                if (!response.headers.get('content-type').startsWith('text/event-stream')) return response;
                const bytes = new Uint8Array(await response.arrayBuffer());
                const cut = new ReadableStream({ start(out) {
                    for (let at = 0; at < bytes.length; at += 1 + (at * 7919) % 13) {
                        out.enqueue(bytes.slice(at, at + 1 + (at * 7919) % 13));
                    }
                    out.close();
                } });
                return new Response(cut, { headers: response.headers });
            };
            const { chunksOf } = await import('/web/api.js');
            let said = '';
            const body = { model: 'tiny', stream: true, messages: [{ role: 'user', content: 'naïve 👩‍👧 café' }] };
            for await (const chunk of chunksOf(body, null)) said += chunk.choices[0]?.delta.content ?? '';
            return said;
        }"""
    )
    assert told == "I hear you, naïve 👩‍👧 café. It sounds sad. How are you?"
