"""Whatever a browser complains of while a test goes on. A page that only looks right is not right."""

from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Request, Response

COMPLAINTS = {"error", "warning", "assert"}
# A page left before its last file arrived is no fault; neither is a download, which the browser "aborts" to save it.
LEFT_EARLY = "net::ERR_ABORTED"


class Watch:
    """Console errors and warnings (breaches of the Content-Security-Policy among them), failed requests, statuses."""

    def __init__(self, context: BrowserContext, host: str):
        self.host, self.problems, self.expected, self.is_away = host, [], set(), False
        context.on("page", self.look_at)

    def look_at(self, page: Page) -> None:
        page.on("console", self.on_console)
        page.on("pageerror", lambda error: self.problems.append(f"script failed: {error}"))
        page.on("requestfailed", self.on_failed)
        page.on("response", self.on_response)

    def expect(self, *statuses: int) -> None:
        """From now on these statuses are what the test is about."""
        self.expected.update(statuses)

    def expect_no_network(self) -> None:
        """From now on requests may find nobody."""
        self.is_away = True

    def on_console(self, message: ConsoleMessage) -> None:
        announced = any(f"status of {status} " in message.text for status in self.expected)
        if message.type in COMPLAINTS and not announced and not (self.is_away and "net::ERR_" in message.text):
            self.problems.append(f"console {message.type} on {message.location.get('url')}: {message.text}")

    def on_failed(self, request: Request) -> None:
        if request.failure != LEFT_EARLY and not self.is_away:
            self.problems.append(f"failed: {request.url} {request.failure}")

    def on_response(self, response: Response) -> None:
        if response.status >= 400 and response.status not in self.expected:
            self.problems.append(f"{response.status}: {response.request.method} {response.url}")
        if not response.url.startswith((self.host, "data:")):
            self.problems.append(f"foreign origin: {response.url}")

    def must_be_quiet(self) -> None:
        assert not self.problems, "\n".join(self.problems)
