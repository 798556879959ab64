"""What click gives a command is what its function takes: no type checker sees that these are joined."""

import inspect
from collections.abc import Iterator

import click
import pytest

from verdeling.cli import command_group


def commands(group: click.Group, path: str = "") -> Iterator[tuple[str, click.Command]]:
    for name in group.list_commands(click.Context(group)):
        command = group.get_command(click.Context(group), name)
        if command.callback is not None:
            yield f"{path}{name}", command
        if isinstance(command, click.Group):
            yield from commands(command, f"{path}{name} ")


@pytest.mark.parametrize(
    ("name", "command"), [pytest.param(*c, id=c[0]) for c in commands(command_group("nl"))]
)
def test_a_command_takes_every_option_that_it_declares(name, command):
    given = {p.name: None for p in command.params if p.expose_value}
    inspect.signature(command.callback).bind(**given)
