"""Ask an address for JSON, within limits of time and size; the only module that opens a connection.

The standard library does it: it uses the certificates and the proxy of the system, which an office may have
replaced by its own, and adds no package to an installation that never goes online (decision 0020).
"""

from __future__ import annotations

import http.client
import json
import queue
import threading
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, Final
from urllib.parse import quote, urlencode, urljoin, urlsplit

from verdeling.errors import DataError, VerdelingError, cause_of

WAIT: Final = 120.0
"""Longest time for one answer, in seconds."""
MOST_BYTES: Final = 100_000_000
"""Most bytes of one answer."""
PIECE: Final = 1 << 16
MOST_PAGES: Final = 1000
"""Most pages of one list; a server that always names a next page would never end."""
SAFE: Final = "$'(),:/"
"""Signs of a query that stand as they are."""
LOOPBACK: Final = frozenset({"localhost", "127.0.0.1", "::1"})

Fetch = Callable[[str], Mapping[str, Any]]
"""From an address to the JSON object that is there; a number in it is its text, so that none is rounded."""


class NotThereError(DataError):
    """There is nothing at an address."""


class _SameHost(urllib.request.HTTPRedirectHandler):
    """Follow a redirect to the same host only."""

    def redirect_request(  # noqa: D102
        self,
        req: urllib.request.Request,
        fp: Any,  # noqa: ANN401
        code: int,
        msg: str,
        headers: Any,  # noqa: ANN401
        newurl: str,
    ) -> urllib.request.Request | None:
        same_host(req.full_url, newurl)
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def same_host(asked: str, other: str) -> str:
    """The address `other`, which must be at the host that was asked.

    Raises
    ------
    DataError
        When it is elsewhere.
    """
    if urlsplit(asked)[:2] != urlsplit(other)[:2]:
        raise DataError.een("V960", asked, naar=other[:200])
    return other


def fetcher(wait: float = WAIT, most: int = MOST_BYTES) -> Fetch:
    """A function that fetches JSON within these limits."""
    return partial(fetch_json, wait=wait, most=most)


def fetch_json(url: str, *, wait: float = WAIT, most: int = MOST_BYTES) -> Mapping[str, Any]:
    """The JSON object at an address.

    Raises
    ------
    NotThereError
        When the server says that there is nothing.
    DataError
        With what went wrong: no connection, an error of the server, too slow, too large, no JSON.
    """
    data = _in_time(url, wait, most)
    try:
        found = json.loads(data, parse_float=str, parse_int=str, parse_constant=str)
    except (ValueError, RecursionError):
        raise DataError.een("V965", url, bytes=len(data)) from None
    if not isinstance(found, dict):
        raise DataError.een("V965", url, bytes=len(data))
    return found


def pages(fetch: Fetch, url: str, link: Callable[[Mapping[str, Any]], str | None], rows: str) -> list[Any]:
    """All rows of a list in pages: those under `rows`, and where `link` says that the next ones are.

    Raises
    ------
    DataError
        When a page has no list, is at another host, or when there is no end to them.
    """
    found: list[Any] = []
    following: str | None = url
    for _ in range(MOST_PAGES):
        if following is None:
            return found
        page = fetch(following)
        part = page.get(rows)
        if not isinstance(part, list) or not all(isinstance(row, dict) for row in part):
            raise DataError.een("V966", following, wat=rows)
        found += part
        further = link(page)
        following = None if further is None else same_host(url, urljoin(following, further))
    raise DataError.een("V967", url, grens=MOST_PAGES)


def address(base: str, *parts: str, **query: str) -> str:
    """An address below `base`; the names in a query of OData begin with a dollar, here with an underscore."""
    path = "/".join([base.rstrip("/"), *(quote(part) for part in parts)])
    asked = {(f"${k[1:]}" if k.startswith("_") else k): v for k, v in query.items()}
    return f"{path}?{urlencode(asked, quote_via=quote, safe=SAFE)}" if asked else path


def _in_time(url: str, wait: float, most: int) -> bytes:
    """What a thread reads, when it is done in time: a server that drips keeps a connection alive for ever."""
    place = urlsplit(url)
    if place.scheme != "https" and (place.scheme != "http" or place.hostname not in LOOPBACK):
        raise DataError.een("V961", url)
    answer: queue.SimpleQueue[bytes | VerdelingError] = queue.SimpleQueue()
    over = threading.Event()
    reading = threading.Thread(target=_read, args=(url, wait, most, answer, over), daemon=True)
    reading.start()
    try:
        got = answer.get(timeout=wait)
    except queue.Empty:
        raise DataError.een("V963", url, seconden=wait) from None
    finally:
        over.set()
    if isinstance(got, VerdelingError):
        raise got
    return got


def _read(
    url: str,
    wait: float,
    most: int,
    answer: queue.SimpleQueue[bytes | VerdelingError],
    over: threading.Event,
) -> None:
    try:
        answer.put(_body(url, wait, most, over))
    except VerdelingError as wrong:
        answer.put(wrong)
    except urllib.error.HTTPError as wrong:
        kind = NotThereError if wrong.code in (404, 410) else DataError
        answer.put(kind.een("V962", url, status=wrong.code))
        wrong.close()
    except (OSError, http.client.HTTPException) as wrong:
        cause = wrong.reason if isinstance(wrong, urllib.error.URLError) else wrong
        if isinstance(cause, TimeoutError):
            answer.put(DataError.een("V963", url, seconden=wait))
        else:
            text = cause_of(cause) if isinstance(cause, OSError) else str(cause) or type(cause).__name__
            answer.put(DataError.een("V968", url, reden=text))


def _body(url: str, wait: float, most: int, over: threading.Event) -> bytes:
    request = urllib.request.Request(url, headers={"Accept": "application/json", "User-Agent": "verdeling"})
    opener = urllib.request.build_opener(_SameHost)
    with opener.open(request, timeout=wait) as response:
        promised = response.headers.get("Content-Length") or ""
        if promised.isdecimal() and int(promised) > most:
            raise DataError.een("V964", url, grens=most)
        parts: list[bytes] = []
        size = 0
        while not over.is_set() and (part := response.read1(PIECE)):
            parts.append(part)
            size += len(part)
            if size > most:
                raise DataError.een("V964", url, grens=most)
        if promised.isdecimal() and size < int(promised):
            raise DataError.een("V965", url, bytes=size)
        return b"".join(parts)
