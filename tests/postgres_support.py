"""A real PostgreSQL for tests and benchmarks: the system's programs, a folder of its own, gone afterwards."""

from __future__ import annotations

import contextlib
import os
import pwd
import secrets
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import psycopg

from tests.browser_support import free_port

OLDEST = 15
OWNER, APPLICATION = "gapboard_owner", "gapboard_app"
_START_LIMIT = 30.0
# Nothing here has to outlive a loss of power; what is committed still outlives a server that is killed.
_QUICK = ("fsync=off", "full_page_writes=off", "max_connections=60")


class NoPostgres(Exception):
    """This machine has no PostgreSQL to start; the text says what was looked for."""


@dataclass
class Database:
    """One database with the ledger's table: addresses for its owner and for the application."""

    server: Server
    name: str

    @property
    def owner_url(self) -> str:
        return self.server.url(OWNER, self.name)

    @property
    def url(self) -> str:
        return self.server.url(APPLICATION, self.name)

    def execute(self, statement: str, *, user: str = OWNER) -> list[tuple]:
        """Run one statement past the program, and return its rows."""
        with psycopg.connect(self.server.url(user, self.name), autocommit=True) as connection:
            found = connection.execute(statement.encode())
            return found.fetchall() if found.description else []


@dataclass
class Server:
    """A server in ``folder``, listening on a socket in it, and on a free port with a password."""

    folder: Path
    settings: Sequence[str] = _QUICK
    port: int = field(default_factory=free_port)
    password: str = field(default_factory=lambda: secrets.token_hex(8))
    process: subprocess.Popen[bytes] | None = None

    def url(self, user: str, database: str) -> str:
        return f"postgresql://{user}@/{database}?host={self.folder}&port={self.port}"

    def tcp_url(self, user: str, database: str, password: str) -> str:
        return f"postgresql://{user}:{password}@127.0.0.1:{self.port}/{database}"

    def make(self) -> None:
        """Make the files of the server; its superuser is ``postgres``."""
        word = self.folder / "password"
        word.write_text(self.password)
        _hand_over(self.folder)
        command = ["initdb", "-D", "data", "-U", "postgres", "--pwfile", "password", "-E", "UTF8", "--no-sync"]
        self._run(*command, "--locale=C.UTF-8", "--auth-local=trust", "--auth-host=scram-sha-256", wait=True)

    def start(self) -> None:
        """Start it, and wait until it answers."""
        options = [part for item in self.settings for part in ("-c", item)]
        addresses = ["-k", str(self.folder), "-p", str(self.port), "-c", "listen_addresses=127.0.0.1"]
        self.process = self._run("postgres", "-D", "data", *addresses, *options)
        limit = time.monotonic() + _START_LIMIT
        while True:
            try:
                psycopg.connect(self.url("postgres", "postgres")).close()
            except psycopg.OperationalError:
                if self.process.poll() is not None or time.monotonic() > limit:
                    raise RuntimeError((self.folder / "log").read_text(errors="replace")[-2000:]) from None
                time.sleep(0.02)
            else:
                return

    def stop(self, how: signal.Signals = signal.SIGQUIT) -> None:
        """Stop it at once as a failing machine would (SIGQUIT), or in good order (SIGINT)."""
        if self.process:
            self.process.send_signal(how)
            self.process.wait(30)
            self.process = None

    def new_database(self, template: str = "template1") -> Database:
        """A database of the owner's, named at random."""
        name = f"t{secrets.token_hex(6)}"
        with psycopg.connect(self.url("postgres", "postgres"), autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name} OWNER {OWNER} TEMPLATE {template}".encode())
        return Database(self, name)

    def drop(self, database: Database) -> None:
        with psycopg.connect(self.url("postgres", "postgres"), autocommit=True) as connection:
            connection.execute(f"DROP DATABASE {database.name} WITH (FORCE)".encode())

    def _run(self, program: str, *arguments: str, wait: bool = False) -> subprocess.Popen[bytes]:
        with (self.folder / "log").open("ab") as log:
            process = subprocess.Popen(
                [str(_programs() / program), *arguments],
                cwd=self.folder,
                env={**os.environ, "LC_ALL": "C.UTF-8"},
                stdout=log,
                stderr=log,
                **_as_whom(),
            )
        if wait and process.wait(120) != 0:
            raise RuntimeError((self.folder / "log").read_text(errors="replace")[-2000:])
        return process


@contextlib.contextmanager
def serve(settings: Sequence[str] = _QUICK, where: Path | None = None) -> Iterator[Server]:
    """A running server with the roles of owner and application. Raises ``NoPostgres``."""
    _programs()
    folder = Path(tempfile.mkdtemp(prefix="gapboard-pg-", dir=where))
    server = Server(folder, settings)
    try:
        server.make()
        server.start()
        with psycopg.connect(server.url("postgres", "postgres"), autocommit=True) as connection:
            for role in (OWNER, APPLICATION):
                connection.execute(f"CREATE ROLE {role} LOGIN PASSWORD '{server.password}'".encode())
        yield server
    finally:
        server.stop()
        shutil.rmtree(folder, ignore_errors=True)


def _programs() -> Path:
    """The folder of ``initdb`` and ``postgres``: the newest where Debian keeps them, else the path's."""
    kept = [path for path in Path("/usr/lib/postgresql").glob("*/bin/initdb") if path.parts[-3].isdigit()]
    newest = max(kept, key=lambda path: int(path.parts[-3]), default=None)
    if newest and int(newest.parts[-3]) >= OLDEST:
        return newest.parent
    found = shutil.which("initdb")
    if found and shutil.which("postgres"):
        return Path(os.path.realpath(found)).parent
    raise NoPostgres(
        f"no PostgreSQL {OLDEST} or later: neither initdb and postgres on the path nor in /usr/lib/postgresql/*/bin"
    )


def _user() -> pwd.struct_passwd | None:
    """Whom the server runs as: PostgreSQL refuses to run as root."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        with contextlib.suppress(KeyError):
            return pwd.getpwnam(name)
    raise NoPostgres("PostgreSQL does not run as root, and there is no user postgres or nobody")


def _as_whom() -> dict[str, object]:
    user = _user()
    return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []} if user else {}


def _hand_over(folder: Path) -> None:
    user = _user()
    if user:
        for path in (folder, *folder.iterdir()):
            os.chown(path, user.pw_uid, user.pw_gid)
