"""A page in a real browser, for what only a browser can tell; needs Chromium and Playwright's Python package."""

import importlib.util
import shutil
from contextlib import contextmanager

CHROMIUM = (
    (shutil.which("chromium") or shutil.which("google-chrome")) if importlib.util.find_spec("playwright") else None
)
"""Path of the browser, or None where it or Playwright is absent."""
_FLAGS = [
    "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update",
    "--disable-sync",
]  # fmt: skip


@contextmanager
def open_page(path, *, width=1280, height=900, scripts=True):
    """A file in a browser that has no network; fails where the page asks for anything or reports an error."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=_FLAGS)
        context = browser.new_context(
            viewport={"width": width, "height": height}, offline=True, java_script_enabled=scripts, bypass_csp=False
        )
        page = context.new_page()
        problems, asked = [], []
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.on("console", lambda message: problems.append(message.text) if message.type == "error" else None)
        page.on("request", lambda request: asked.append(request.url))
        page.goto(path.as_uri())
        yield page
        assert problems == []
        assert [url for url in asked if not url.startswith(("file:", "blob:"))] == []
        browser.close()
