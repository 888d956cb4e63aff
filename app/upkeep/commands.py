"""Commands of whoever runs the site."""

import click

COMMANDS: tuple[click.Command, ...] = ()
