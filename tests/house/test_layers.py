"""A room imports only rooms above it in the table of docs/architecture.md, and no modules in a circle."""

import rooms
from support.paths import ROOT

ORDER = rooms.order()


def upward(importer: str, source: str) -> set[str]:
    """Rooms that a source imports against the direction."""
    names = {name.split(".")[1] for name in rooms.imported(source) if name.startswith("verdeling.")}
    return {n for n in names & set(ORDER) if ORDER.index(n) > ORDER.index(importer)}


def test_every_room_of_the_table_exists_and_every_file_has_a_room():
    assert len(ORDER) == len(set(ORDER))
    assert set(rooms.room_imports()) == set(ORDER)


def test_a_file_imports_only_from_rooms_above():
    against = {
        name: found
        for name, path in rooms.files().items()
        if (room := rooms.room(name)) in ORDER and (found := upward(room, path.read_text("utf-8")))
    }
    assert not against


def test_the_check_sees_an_import_against_the_direction():
    assert upward("inputs", "def f():\n    from verdeling.solver.solving import solve") == {"solver"}
    assert upward("sleutel", "from verdeling import cli") == {"cli"}
    assert not upward("plan", "import verdeling.inputs.tables")


def test_no_modules_import_each_other_in_a_circle():
    """Imports inside functions and for types count too."""
    assert not rooms.circles(rooms.imports())


def test_a_circle_is_seen():
    edges = {"a": {"b"}, "b": {"c"}, "c": {"b"}, "d": {"a"}}
    assert rooms.circles(edges) == [["b", "c"]]
    assert rooms.circles({"a": {"b"}, "b": {"c"}, "c": {"a"}}) == [["a", "b", "c"]]
    assert not rooms.circles({"a": {"b"}, "b": set()})


def test_the_picture_is_that_of_the_imports():
    """When it is not: ``python tools/rooms.py``."""
    assert (ROOT / "docs/architecture.svg").read_text("utf-8") == rooms.picture()


def test_the_picture_leaves_out_only_what_other_arrows_tell():
    edges = {"a": set(), "b": {"a"}, "c": {"a", "b"}}
    assert rooms.essential(edges, ["a", "b", "c"]) == {"a": set(), "b": {"a"}, "c": {"b"}}


FILES = list(rooms.files().values())


def test_a_file_above_600_lines_is_told():
    """Files are cut by subject, not by length; a long one deserves a second look."""
    long = {str(p): n for p in FILES if (n := len(p.read_text("utf-8").splitlines())) > 600}
    if long:
        print(f"does each still hold one subject? {long}")
