"""`make serve`: Prefect's server, the deployments and the reports on one host.

A site changes two things: `SCREENING_HOME`, and `SCREENING_POSTGRES_URL` for the server's database. Where
`PREFECT_API_URL` is set, the server runs elsewhere and only the deployments are served here.
"""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

import httpx2

from screening.errors import ConfigurationError, ScreeningError
from screening.operations.report_server import serve_reports
from screening.settings import Settings, load_settings

_PORT = "4200"
_START_SECONDS = 120
_HEARTBEAT_SECONDS = "30"


def main() -> int:
    """Serve until stopped."""
    try:
        settings = load_settings()
        environment = prefect_environment(settings)
        has_server = "PREFECT_API_URL" in os.environ
        # runs start in other directories, where a relative home would be another one
        os.environ["SCREENING_HOME"] = str(settings.home.resolve())
        for name, value in environment.items():
            os.environ.setdefault(name, value)
        if has_server:
            _serve(settings)
        else:
            with _server(settings):
                _serve(settings)
    except ScreeningError as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    return 0


def prefect_environment(settings: Settings) -> dict[str, str]:
    """Prefect's settings as this product wants them; what the environment has set wins."""
    home = settings.home.resolve()
    return {
        "PREFECT_HOME": str(home / "prefect"),
        "PREFECT_API_URL": f"http://127.0.0.1:{os.environ.get('PREFECT_SERVER_API_PORT', _PORT)}/api",
        "PREFECT_LOGGING_EXTRA_LOGGERS": "screening,lists",
        "PREFECT_FLOWS_HEARTBEAT_FREQUENCY": _HEARTBEAT_SECONDS,
        "PREFECT_SERVER_SERVICES_DB_VACUUM_ENABLED": "events,flow_runs",
        "PREFECT_SERVER_SERVICES_DB_VACUUM_RETENTION_PERIOD": str(settings.retention.prefect_days * 86_400),
    }


def _serve(settings: Settings) -> None:
    """Deploy, set up automations, order the nights that were missed, then work until stopped."""
    from prefect import serve  # noqa: PLC0415 - after Prefect's settings are in place

    from flows.automations import set_up  # noqa: PLC0415
    from flows.catch_up import catch_up  # noqa: PLC0415
    from flows.deployments import deployments  # noqa: PLC0415

    made = deployments(settings)
    for deployment in made:
        deployment.apply()
    print(f"Automations: {', '.join(set_up(settings))}.", flush=True)
    owed = catch_up(settings, datetime.now(UTC))
    if owed:
        print(f"Nights to catch up with: {', '.join(day.isoformat() for day in owed)}.", flush=True)
    if settings.counterparties is None:
        print("Mind: nothing runs at night until screening.toml names the file of counterparties.", flush=True)
    if serve_reports(settings) is not None:
        print(f"Reports: {settings.reports_url}/", flush=True)
    print(f"Ready: {os.environ['PREFECT_API_URL'].removesuffix('/api')}", flush=True)
    # a stopped installation keeps its schedule, so that the runs it owes become late and ring
    serve(*made, pause_on_shutdown=False, print_starting_message=False)


@contextmanager
def _server(settings: Settings) -> Iterator[None]:
    """Prefect's server as a process of ours, ready when this is entered, gone when it is left."""
    environment = dict(os.environ)
    if settings.postgres_url is not None:
        url = _database_url(settings.postgres_url.get_secret_value())
        environment["PREFECT_SERVER_DATABASE_CONNECTION_URL"] = url
    (settings.home.resolve() / "prefect").mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-m", "prefect", "server", "start"]
    process = subprocess.Popen(command, env=environment, start_new_session=True)  # noqa: S603 - our own interpreter
    try:
        _wait_until_ready(process)
        yield
    finally:
        process.terminate()
        process.wait(timeout=30)


def _database_url(postgres_url: str) -> str:
    scheme, separator, rest = postgres_url.partition("://")
    if scheme not in {"postgresql", "postgres", "postgresql+asyncpg"} or not separator:
        raise ConfigurationError("postgres_url: write postgresql://user:password@host/name")
    return f"postgresql+asyncpg://{rest}"


def _wait_until_ready(process: "subprocess.Popen[bytes]") -> None:
    health = f"{os.environ['PREFECT_API_URL']}/health"
    deadline = time.monotonic() + _START_SECONDS
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise ConfigurationError(
                f"Prefect's server ended with {process.returncode} before it was ready; its last lines above say why "
                "(a port that is in use, a database that is not reached)"
            )
        try:
            httpx2.get(health, timeout=2).raise_for_status()
        except httpx2.HTTPError:
            time.sleep(0.5)
        else:
            return
    raise ConfigurationError(f"Prefect's server did not answer at {health} within {_START_SECONDS} s")


if __name__ == "__main__":
    sys.exit(main())
