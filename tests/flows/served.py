"""A site as `make serve` starts it: server, deployments and reports in processes of their own."""

import os
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass
from datetime import time as time_of_day
from http import HTTPStatus
from pathlib import Path
from typing import Any

import httpx2

from screening.operating import Schedule
from screening.settings import Settings

READY_SECONDS = 150
RUN_SECONDS = 90


@dataclass(frozen=True)
class Site:
    """A served site, spoken to through the API that its pages use."""

    process: "subprocess.Popen[str]"
    settings: Settings
    address: str

    def api(self, path: str, body: dict[str, Any] | None = None) -> Any:
        url = f"{self.address}/api{path}"
        for _ in range(10):
            answer = httpx2.get(url) if body is None else httpx2.post(url, json=body)
            if answer.status_code != HTTPStatus.SERVICE_UNAVAILABLE:  # SQLite is busy: ask again, as the pages do
                break
            time.sleep(0.5)
        answer.raise_for_status()
        return answer.json()

    def deployment(self, name: str) -> Any:
        return self.api(f"/deployments/name/{name}/{name}")

    def runs(self, name: str) -> Any:
        deployments = {"id": {"any_": [self.deployment(name)["id"]]}}
        return self.api("/flow_runs/filter", {"deployments": deployments})

    def start(self, name: str, parameters: dict[str, Any]) -> str:
        """Start a run as the form does; its id."""
        deployment_id = self.deployment(name)["id"]
        body = {"parameters": {"parameters": parameters}, "enforce_parameter_schema": True}
        return str(self.api(f"/deployments/{deployment_id}/create_flow_run", body)["id"])

    def wait(self, run_id: str, *names: str) -> Any:
        """The run once its state is final, or has one of the names."""
        deadline = time.monotonic() + RUN_SECONDS
        while time.monotonic() < deadline:
            run = self.api(f"/flow_runs/{run_id}")
            is_final = run["state_type"] in {"COMPLETED", "FAILED", "CRASHED", "CANCELLED"}
            if run["state_name"] in names or (is_final and not names):
                return run
            assert not is_final or not names, f"{run['state_name']} instead of {names}: {run['state']['message']}"
            time.sleep(0.3)
        raise TimeoutError(f"run is {run['state_name']} after {RUN_SECONDS} s")

    def artifacts(self, run_id: str) -> dict[str, str]:
        found = self.api("/artifacts/filter", {"artifacts": {"flow_run_id": {"any_": [run_id]}}})
        return {one["key"]: str(one["data"]) for one in found}

    def flow_processes(self) -> list[int]:
        """Process ids of the runs that are under way."""
        found = []
        for path in Path("/proc").glob("[0-9]*/cmdline"):
            try:
                command = path.read_bytes().replace(b"\0", b" ")
                parent = int((path.parent / "stat").read_text().rpartition(")")[2].split()[1])
            except (OSError, ValueError):
                continue
            if parent == self.process.pid and b"prefect.engine" in command:
                found.append(int(path.parent.name))
        return found


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def serve(folder: Path, counterparties: Path, *, webhook: str) -> Site:
    """Start a site that screens a file every night against one list; it is ready when this returns."""
    port, reports = free_port(), free_port()
    settings = Settings(
        home=folder / "home",
        reports_url=f"http://127.0.0.1:{reports}",
        counterparties=counterparties,
        lists=("cn-uel",),
        schedule=Schedule(at=time_of_day(0)),
    )
    settings.home.mkdir()
    (settings.home / "screening.toml").write_text(
        f'counterparties = "{counterparties}"\nlists = ["cn-uel"]\nreports_url = "{settings.reports_url}"\n'
        f'[schedule]\nat = 00:00:00\n[notify]\nwebhook = "{webhook}"\n',
        encoding="utf-8",
    )
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("SCREENING_", "PREFECT_"))}
    process = subprocess.Popen(
        [sys.executable, "-m", "flows.serve"],
        env=kept | {
            "SCREENING_HOME": str(settings.home),
            "PREFECT_SERVER_API_PORT": str(port), "PREFECT_SERVER_LOGGING_LEVEL": "CRITICAL",
            "PREFECT_RUNNER_POLL_FREQUENCY": "1",
        },
        stdout=subprocess.PIPE, stderr=(folder / "serve.log").open("w"), text=True, start_new_session=True,
    )  # fmt: skip
    deadline = time.monotonic() + READY_SECONDS
    for line in process.stdout:
        if line.startswith("Ready: "):
            return Site(process, settings, line.split()[1])
        assert time.monotonic() < deadline
    raise RuntimeError((folder / "serve.log").read_text())


def stop(site: Site) -> None:
    site.process.send_signal(signal.SIGTERM)
    site.process.wait(timeout=60)
