"""The commands and how they end. A command is imported only when it is asked for, so that all of them start fast."""

from __future__ import annotations

import importlib
import os
import sys

import click

from core.domain.errors import DomainError

# name: (module, attribute, one line of help)
COMMANDS = {
    "authority": ("core.cli.authority", "authority", "List, show, install and open councils."),
    "db": ("core.cli.db", "db", "Create the database or bring it up to date."),
    "deadlines": ("core.cli.deadlines", "deadlines", "Reckon the dates of one stage and say why."),
    "demo": ("core.cli.demo", "demo", "Add invented cases to the demo councils."),
    "parked": ("core.cli.parked", "parked", "List work that was given up, and retry it."),
    "plugins": ("core.cli.plugins", "plugins", "Check and list plugins."),
    "procedures": ("core.cli.procedures", "procedures", "Check the rules of every council."),
    "serve": ("core.cli.serve", "serve", "Run web and worker on this machine."),
    "simulate": ("core.cli.simulate", "simulate", "Try rules on past cases: what would have been late."),
    "staff": ("core.cli.staff", "staff", "Invite, list and revoke staff."),
    "verify": ("core.cli.verify", "verify", "Check the record: hash chain, replay, comparison."),
    "web": ("core.cli.web", "web", "Run the web server."),
    "worker": ("core.cli.worker", "worker", "Run scheduled work and send what is waiting."),
}
BAD_INPUT = 2
STOPPED = 130


class LazyCommands(click.Group):
    """A group that imports a command when it is run, and lists all of them without importing any."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return _of_plugin(cmd_name)
        module, attribute, _ = COMMANDS[cmd_name]
        command: click.Command = getattr(importlib.import_module(module), attribute)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, COMMANDS[name][2]) for name in self.list_commands(ctx)])


def _of_plugin(name: str) -> click.Command | None:
    """The commands of the plugin of that name: plugins are looked for only when no command of the core is meant."""
    from core.cli.plugins import commands_of
    from core.host import Host, HostError

    try:
        return commands_of(Host.discover(), name)
    except HostError:
        return None  # `upheld plugins check` tells what is wrong


@click.command(cls=LazyCommands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
def program() -> None:
    """Upheld: feedback and complaints for several councils on one deployment."""


def main(args: list[str] | None = None) -> None:
    """Run one command and leave with its status. Bad input is one line on stderr and status 2, never a traceback."""
    try:
        ended = program.main(args=args, prog_name="upheld", standalone_mode=False)
    except (click.exceptions.Abort, KeyboardInterrupt):
        sys.exit(STOPPED)
    except click.exceptions.NoArgsIsHelpError as shown:
        click.echo(shown.format_message())
        sys.exit(BAD_INPUT)
    except click.ClickException as wrong:
        refuse(wrong.format_message(), wrong.exit_code if wrong.exit_code != 1 else BAD_INPUT)
    except DomainError as refused:
        from core.cli.sentences import sentence

        refuse("; ".join(sentence(problem) for problem in refused.problems))
    except BrokenPipeError:
        # The reader has enough (`upheld … | head`); closing stdout again at exit would complain once more.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except Exception as error:
        from core.cli.refusals import refusal

        told = refusal(error)
        if told is None:
            raise
        refuse(told)
    sys.exit(ended if isinstance(ended, int) else 0)


def refuse(message: str, status: int = BAD_INPUT) -> None:
    """End with one line on stderr."""
    click.echo(f"upheld: {' '.join(message.split())}", err=True)
    sys.exit(status)
