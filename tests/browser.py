"""A Chromium without a window, driven over a pipe by the DevTools protocol: no driver, no package."""

from __future__ import annotations

import base64
import fcntl
import json
import os
import shutil
import subprocess
import tempfile
import time
from pathlib import Path
from typing import Any

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
FLAGS = (
    "--headless=new --no-sandbox --disable-gpu --disable-dev-shm-usage --no-first-run --hide-scrollbars "
    "--disable-features=BackForwardCache,Translate --disable-extensions --disable-component-update "
    "--disable-background-networking --disable-ipc-flooding-protection --remote-debugging-pipe"
)


class Browser:
    """One page of one Chromium. `messages` collects what its console said, `requests` what it asked for."""

    def __init__(self) -> None:
        self.profile = tempfile.mkdtemp(prefix="page-test-")
        to_browser, mine = os.pipe()
        ours, from_browser = os.pipe()
        high = [fcntl.fcntl(end, fcntl.F_DUPFD, 10) for end in (to_browser, from_browser)]
        self.process = subprocess.Popen(
            [str(CHROMIUM), *FLAGS.split(), f"--user-data-dir={self.profile}", "about:blank"],
            preexec_fn=lambda: [os.dup2(end, place) for place, end in enumerate(high, 3)],
            pass_fds=(3, 4),  # where Chromium looks for the pipe
            stderr=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
        )
        for end in (to_browser, from_browser, *high):
            os.close(end)
        self.out, self.inn = os.fdopen(mine, "wb", buffering=0), os.fdopen(ours, "rb")
        self.count = 0
        self.session = ""
        self.messages: list[str] = []
        self.requests: list[str] = []
        self.loaded = False
        target = next(t for t in self("Target.getTargets")["targetInfos"] if t["type"] == "page")["targetId"]
        self.session = self("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        self("Page.bringToFront")
        for domain in ("Page", "Runtime", "Network", "Log"):
            self(f"{domain}.enable")

    def __call__(self, method: str, **params: Any) -> Any:
        self.count += 1
        message = {"id": self.count, "method": method, "params": params}
        if self.session:
            message["sessionId"] = self.session
        self.out.write(json.dumps(message).encode() + b"\0")
        while True:
            answer = self._receive()
            if answer.get("id") == self.count:
                if "error" in answer:
                    raise RuntimeError(f"{method}: {answer['error']}")
                return answer["result"]

    def _receive(self) -> dict[str, Any]:
        raw = bytearray()
        while (byte := self.inn.read(1)) != b"\0":
            if not byte:
                raise RuntimeError("Chromium has gone")
            raw += byte
        event = json.loads(raw)
        params = event.get("params", {})
        if event.get("method") == "Runtime.consoleAPICalled":
            self.messages.append(f"{params['type']}: {[a.get('value') for a in params['args']]}")
        elif event.get("method") == "Runtime.exceptionThrown":
            details = params["exceptionDetails"]
            self.messages.append(details.get("exception", {}).get("description", details["text"]))
        elif event.get("method") == "Log.entryAdded":
            self.messages.append(f"{params['entry']['level']}: {params['entry']['text']}")
        elif event.get("method") == "Network.requestWillBeSent":
            self.requests.append(params["request"]["url"])
        elif event.get("method") == "Page.loadEventFired":
            self.loaded = True
        return event

    def open(self, path: Path, state: str = "") -> None:
        """Open the file anew, whatever stood there."""
        self._go("about:blank")  # a page that differs after # only would not be loaded again
        self.messages.clear(), self.requests.clear()
        self._go(path.resolve().as_uri() + state)

    def _go(self, url: str) -> None:
        self.loaded = False
        self("Page.navigate", url=url)
        while not self.loaded:
            self._receive()

    def js(self, code: str) -> Any:
        """Return the value of the expression in the page; a promise is waited for."""
        answer = self("Runtime.evaluate", expression=code, returnByValue=True, awaitPromise=True)
        if "exceptionDetails" in answer:
            raise RuntimeError(answer["exceptionDetails"].get("exception", {}).get("description", "?"))
        return answer["result"].get("value")

    def wait(self, code: str, seconds: float = 5) -> None:
        """Wait until the expression holds."""
        end = time.monotonic() + seconds
        while not self.js(code):
            assert time.monotonic() < end, f"never came true: {code}"
            time.sleep(0.02)

    def size(self, width: int, height: int = 900, dark: bool = False, media: str = "") -> None:
        """Set the window's size, the colour scheme and the medium (screen or print)."""
        self(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=1,
            mobile=False,
        )
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self("Emulation.setEmulatedMedia", media=media, features=[scheme])

    def key(self, key: str, code: int, text: str = "", modifiers: int = 0) -> None:
        """Press and release a key."""
        how = {"key": key, "code": key, "windowsVirtualKeyCode": code, "modifiers": modifiers}
        self("Input.dispatchKeyEvent", type="keyDown", text=text, **how)
        self("Input.dispatchKeyEvent", type="keyUp", **how)

    def click(self, selector: str) -> None:
        """Click where the first such element stands, as a mouse does."""
        where = f"document.querySelector({json.dumps(selector)})"
        self.js(f"{where}.scrollIntoView({{block: 'center', behavior: 'instant'}})")
        box = self.js(
            f"(({{x, y, width, height}}) => [x + width / 2, y + height / 2])({where}.getBoundingClientRect())"
        )
        for kind in ("mousePressed", "mouseReleased"):
            self("Input.dispatchMouseEvent", type=kind, x=box[0], y=box[1], button="left", clickCount=1)

    def shot(self, path: Path, whole: bool = False) -> None:
        """Write a picture of the window, or of the whole page."""
        taken = self("Page.captureScreenshot", format="png", captureBeyondViewport=whole)
        path.write_bytes(base64.b64decode(taken["data"]))

    def close(self) -> None:
        """End this Chromium, and no other."""
        self.session = ""
        try:
            self("Browser.close")
            self.process.wait(10)
        except (RuntimeError, OSError, subprocess.TimeoutExpired):
            self.process.kill()
        self.out.close(), self.inn.close()
        shutil.rmtree(self.profile, ignore_errors=True)
