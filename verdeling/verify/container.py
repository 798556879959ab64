"""The one form of a dossier: a zip without compression, sorted, without times; and JSON as RFC 8785 has it.

Nothing is decompressed, so a file never becomes larger than it is; what is not in this form is refused.
"""

from __future__ import annotations

import hashlib
import json
import re
import struct
import zlib
from collections.abc import Mapping
from typing import Any, Final

LARGEST_FILE: Final = 64 * 2**20
"""Bytes of a dossier."""
LARGEST_READ: Final = 12 * 2**20
"""Bytes of one part that is read as JSON or csv."""
NAME: Final = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9_.-]*(/[A-Za-z0-9_-][A-Za-z0-9_.-]*)*")
"""A path inside the dossier that every system can write, and that is its own address."""
SIGNATURE: Final = "manifest.json.sig"
MANIFEST: Final = "manifest.json"


class Refused(Exception):
    """Why a file is no dossier that can be read: the key of a text, where, and numbers."""

    def __init__(self, key: str, where: str = "", **numbers: object) -> None:
        super().__init__(key, where)
        self.key, self.where, self.numbers = key, where, numbers


def digest(content: bytes) -> str:
    """Sha256 in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def canonical(thing: object) -> bytes:
    """JSON as RFC 8785 writes it, of text, whole numbers, lists and objects; else a ValueError."""
    text = json.dumps(thing, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    json.loads(text, parse_float=_no_number, parse_constant=_no_number)
    if max(text, default="") > "\uffff":  # names beyond it sort by their UTF-16 units
        text = json.dumps(_by_units(thing), ensure_ascii=False, separators=(",", ":"))
    return text.encode()


def _by_units(thing: Any) -> Any:  # noqa: ANN401
    if isinstance(thing, dict):
        return {k: _by_units(thing[k]) for k in sorted(thing, key=lambda name: name.encode("utf-16-be"))}
    return [_by_units(v) for v in thing] if isinstance(thing, list | tuple) else thing


def pack(parts: Mapping[str, bytes]) -> bytes:
    """The zip of these parts: stored, sorted by name, dated 1 January 1980. Equal parts give equal bytes."""
    out, central = bytearray(), bytearray()
    for name in sorted(parts, key=str.encode):
        content, raw = parts[name], name.encode()
        head = struct.pack(
            "<5H3L2H", 20, 0x800, 0, 0, 0x21, zlib.crc32(content), len(content), len(content), len(raw), 0
        )
        place = len(out)
        out += b"PK\3\4" + head + raw + content
        central += b"PK\1\2" + struct.pack("<H", 0x314) + head
        central += struct.pack("<3H2L", 0, 0, 0, 0o100644 << 16, place) + raw
    end = struct.pack("<4H2LH", 0, 0, len(parts), len(parts), len(central), len(out), 0)
    return bytes(out + central + b"PK\5\6" + end)


def unpack(content: bytes, *, any_form: bool = False) -> dict[str, bytes]:
    """Parts of a dossier by name; with `any_form` also of one that was zipped again by something else.

    Raises
    ------
    Refused
        With the place of the first byte that is not as :func:`pack` writes it.
    """
    parts: dict[str, bytes] = {}
    at = 0
    while content[at : at + 4] == b"PK\3\4":
        if len(content) < at + 30:
            raise Refused("verify.kort", str(at))
        method = struct.unpack_from("<H", content, at + 8)[0]
        crc, size, _, length, extra = struct.unpack_from("<3L2H", content, at + 14)
        try:
            name = content[at + 30 : at + 30 + length].decode()
        except UnicodeDecodeError:
            raise Refused("verify.naam", str(at + 30), naam="?") from None
        if not NAME.fullmatch(name):
            raise Refused("verify.naam", str(at + 30), naam=ascii(name)[:80])
        if name in parts:
            raise Refused("verify.dubbel", str(at), naam=name)
        if method:
            raise Refused("verify.gepakt", str(at + 8), naam=name)
        begin = at + 30 + length + extra
        at = begin + size
        if at > len(content):
            raise Refused("verify.kort", str(begin))
        parts[name] = content[begin:at]
        if zlib.crc32(parts[name]) != crc:
            raise Refused("verify.crc", name)
    if not parts:
        raise Refused("verify.geen_zip")
    if len(parts) > 2**12:
        raise Refused("verify.veel", aantal=len(parts))
    again = pack(parts)
    if again != content and not any_form:
        same = min(len(again), len(content))
        place = next((i for i in range(same) if again[i] != content[i]), same)
        raise Refused("verify.vorm", str(place))
    return parts


def read_json(parts: Mapping[str, bytes], name: str) -> Any:  # noqa: ANN401
    """A part as JSON; it must be canonical, down to the byte.

    Raises
    ------
    Refused
        When it is missing, too large, no JSON, or not in canonical form.
    """
    content = part(parts, name)
    try:
        found = json.loads(
            content, object_pairs_hook=_once, parse_float=_no_number, parse_constant=_no_number
        )
        if canonical(found) != content:
            raise Refused("verify.json", name, wat="RFC 8785")
    except (ValueError, RecursionError) as error:
        raise Refused("verify.json", name, wat=str(error)[:80]) from None
    return found


def part(parts: Mapping[str, bytes], name: str) -> bytes:
    """A part that is read."""
    if name not in parts:
        raise Refused("verify.ontbreekt", name)
    if len(parts[name]) > LARGEST_READ:
        raise Refused("verify.groot", name, bytes=len(parts[name]), hoogstens=LARGEST_READ)
    return parts[name]


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a name stands twice")
    return found


def _no_number(text: str) -> Any:  # noqa: ANN401
    raise ValueError(text)
