"""The HTML brief in a browser without network: it zooms, an event opens its passages by pointer and by keys, nothing is
asked of anywhere, no error, and axe-core finds nothing serious."""

import pathlib
import sys

from playwright.sync_api import sync_playwright

browser_path, page_path, axe_path = sys.argv[1:4]
errors, requests = [], []


def check(true, said):
    if not true:
        sys.exit(f"FAILED: {said}")


with sync_playwright() as playwright:
    browser = playwright.chromium.launch(executable_path=browser_path, args=["--no-sandbox"])
    page = browser.new_context(viewport={"width": 1200, "height": 900}, bypass_csp=True).new_page()
    page.on("console", lambda m: errors.append(m.text) if m.type == "error" else None)
    page.on("pageerror", lambda e: errors.append(str(e)))
    page.on("request", lambda r: requests.append(r.url))
    page.goto(pathlib.Path(page_path).resolve().as_uri())

    # An event of several countries has a mark in the lane of each; the first of them is the one that keys walk.
    events = page.locator("#tl .ev:not([data-copy])")
    check(page.locator("#tl .ev[data-copy]").count() > 0, "no event stands in two lanes")
    check(page.locator("#tl .ev[data-copy][tabindex]").count() == 0, "the same event is walked twice")
    check(events.count() > 3, "the timeline has no events")
    before = page.locator("#tl-said").inner_text()
    page.locator("#tl-in").click()
    page.locator("#tl-in").click()
    after = page.locator("#tl-said").inner_text()
    check(before != after, "the timeline does not zoom")
    page.locator("#tl-all").click()
    check(page.locator("#tl-said").inner_text() != after, "the timeline does not show all again")

    # Marks that would cover each other are one pill, which lists what it holds.
    covered = page.evaluate('''() => {
      const all = [...document.querySelectorAll('#tl .ev:not(.within), #tl .pill')].filter((e) => e.style.display !== 'none');
      const boxes = all.map((e) => (e.querySelector('.g') || e.querySelector('rect')).getBoundingClientRect());
      const meet = (a, b) => a.left + 3 < b.right && b.left + 3 < a.right && a.top + 3 < b.bottom && b.top + 3 < a.bottom;
      return boxes.filter((a, n) => boxes.slice(n + 1).some((b) => meet(a, b))).length;
    }''')
    check(covered == 0, f"{covered} marks cover others")
    if page.locator("#tl .pill").count():
        held = page.locator("#tl .pill text").first.inner_html()
        page.locator("#tl .pill").first.click()
        listed = page.locator("#tl-choice li button")
        check(listed.count() == int(held) > 1, f"a pill of {held} lists {listed.count()} events")
        page.keyboard.press("Escape")
        check(not page.locator("#tl-choice").is_visible(), "Escape does not close the list")

    number = events.nth(2).get_attribute("data-n")
    told = page.locator(f"#e{number}")
    check(not told.locator("blockquote").first.is_visible(), "the passages are open before anything was clicked")
    events.nth(2).locator(".m").dispatch_event("click")
    check(told.locator("blockquote").first.is_visible(), "a click on an event does not open its passages")

    events.nth(0).focus()
    page.keyboard.press("ArrowRight")
    focused = page.evaluate("document.activeElement.dataset.n")
    check(focused == events.nth(1).get_attribute("data-n"), "the arrow does not lead to the next event")
    page.keyboard.press("Enter")
    check(page.locator(f"#e{focused} details").evaluate("d => d.open"), "Enter does not open the passages")
    check(page.evaluate("document.activeElement.id") == f"e{focused}", "the reader is not led to the event")

    if axe_path and pathlib.Path(axe_path).is_file():
        page.add_script_tag(path=axe_path)
        found = page.evaluate("axe.run()")["violations"]
        serious = [f"{v['id']}: {v['help']} ({len(v['nodes'])})" for v in found if v["impact"] in ("serious", "critical")]
        check(not serious, "axe-core: " + "; ".join(serious))

    check(not errors, f"errors in the console: {errors}")
    outside = [r for r in requests if not r.startswith(("file:", "data:"))]
    check(not outside, f"requests to outside: {outside}")
    browser.close()
print("the HTML brief is well")
