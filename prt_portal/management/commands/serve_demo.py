import os
import subprocess
import sys
from collections.abc import Callable

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser
from django.db import connections
from gunicorn.app.base import BaseApplication

from prt_portal.demo.stages import find_stage

WELCOME = """
Het portaal staat op http://127.0.0.1:{port}/ (datum in de demonstratie: {today})
Stand van de demonstratie: {stage}. Andere standen: {others}

  Invuller van een gemeente    invuller@<gemeente>.example   bijvoorbeeld invuller@westerveld.example
  Akkoord van een gemeente     akkoord@<gemeente>.example    bijvoorbeeld akkoord@meppel.example
  Projectleider                projectleider@prt-drenthe.example
  Voorzitter                   voorzitter@prt-drenthe.example
  Beheerder                    beheer@prt-drenthe.example

  Wachtwoord van al deze accounts: routekaart-2024
  Stoppen: Ctrl-C
"""  # noqa: E501


class Command(BaseCommand):
    help = "Zet de demonstratie klaar en dient haar op, met de worker ernaast: script/server."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--port", type=int, default=8000)

    def handle(self, *args: str, port: int, **options: object) -> None:
        """One process from the first step to the server: loading the portal is what takes long."""
        call_command("prepare_demo", stdout=self.stdout)
        connections.close_all()  # the server's processes must not share one
        self.stdout.write(_welcome(port))
        self.stdout.flush()
        _start_worker()
        Server(port).run()


def _welcome(port: int) -> str:
    stage = find_stage(settings.PRT_STAGE)
    others = ", ".join(other.command for other in stage.others)
    return WELCOME.format(port=port, today=settings.PRT_TODAY, stage=stage.name, others=others)


def _start_worker() -> None:
    """It stops by itself when this process has stopped."""
    command = [sys.executable, "manage.py", "worker", "--while-runs", str(os.getpid())]
    subprocess.Popen(command, cwd=settings.BASE_DIR, stdin=subprocess.DEVNULL)  # noqa: S603


class Server(BaseApplication):
    """gunicorn, with the portal loaded once for both of its processes."""

    def __init__(self, port: int) -> None:
        self.options = {
            "bind": f"127.0.0.1:{port}",
            "preload_app": True,
            "worker_class": "gthread",
            "workers": 2,
            "threads": 4,
            "accesslog": "-",
            "control_socket_disable": True,
        }
        super().__init__()

    def load_config(self) -> None:
        for name, value in self.options.items():
            self.cfg.set(name, value)

    def load(self) -> Callable[..., object]:
        from prt_portal.wsgi import application

        return application
