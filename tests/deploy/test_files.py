"""The files of deploy/ as far as they can be checked without running containers or systemd."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
DEPLOY = ROOT / "deploy"
SETTING = re.compile(r"\bGAPBOARD_[A-Z_]+\b")


def test_compose_names_what_it_uses() -> None:
    content = yaml.safe_load((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))
    services = content["services"]
    assert set(services) == {"board", "database", "proxy"}
    for service in services.values():
        assert set(service["networks"]) <= set(content["networks"])
        assert set(service.get("depends_on", ())) <= set(services)
        for volume in service.get("volumes", ()):
            source = volume.split(":")[0]
            assert source in content["volumes"] or (DEPLOY / source).is_file()
    assert "ports" not in services["board"], "only the proxy is reached from outside"
    assert "ports" not in services["database"]
    told = {name: value.partition(":")[0].strip("${}") for name, value in services["board"]["environment"].items()}
    assert told["GAPBOARD_HOSTS"] == "GAPBOARD_SITE", "the board answers by the name that the proxy passes on"
    build = services["board"]["build"]
    assert (DEPLOY / build["context"]).resolve() == ROOT
    assert (ROOT / build["dockerfile"]).is_file()


def test_no_password_stands_in_a_file() -> None:
    text = "".join(path.read_text(encoding="utf-8") for path in DEPLOY.iterdir() if path.is_file())
    for name in ("POSTGRES_PASSWORD", "GAPBOARD_DATABASE_URL", "GAPBOARD_METRICS_TOKEN"):
        for value in re.findall(rf"^\s*{name}[:=]\s*(\S+)", text, re.MULTILINE):
            assert value.startswith("${"), name


def test_the_container_copies_what_there_is_and_all_that_runs() -> None:
    text = (DEPLOY / "Containerfile").read_text(encoding="utf-8")
    copied = [name for line in re.findall(r"^COPY (.+) \S+$", text, re.MULTILINE) for name in line.split()]
    assert [name for name in copied if not list(ROOT.glob(name))] == []
    assert {"asgi.py", "app.py", "gapboard", "server", "components", "pages", "assets", ".streamlit", "data"} <= set(
        copied
    )


def test_the_proxy_passes_on_to_the_board_and_keeps_figures_inside() -> None:
    text = (DEPLOY / "Caddyfile").read_text(encoding="utf-8")
    assert text.count("{") == text.count("}")
    assert "reverse_proxy board:8501" in text
    assert "@inside path /metrics /_stcore/metrics" in text


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd is not installed")
def test_systemd_understands_the_unit(tmp_path: Path) -> None:
    text = (DEPLOY / "gapboard.service").read_text(encoding="utf-8")
    # What it starts is not installed on the machine of the test.
    unit = tmp_path / "gapboard.service"
    unit.write_text(
        text.replace("/opt/gapboard/.venv/bin/python", shutil.which("true") or "/bin/true"), encoding="utf-8"
    )
    run = subprocess.run(["systemd-analyze", "verify", str(unit)], capture_output=True, text=True)
    assert [line for line in run.stderr.splitlines() if str(unit) in line or "gapboard" in line] == []


def settings_in_code() -> set[str]:
    paths = [path for folder in ("gapboard", "server", "components") for path in (ROOT / folder).rglob("*.py")]
    return {name for path in paths for name in SETTING.findall(path.read_text(encoding="utf-8"))}


@pytest.mark.parametrize("name", ["deployment.md", "deployment.zh-CN.md"])
def test_every_setting_is_in_the_table(name: str) -> None:
    text = (ROOT / "docs" / name).read_text(encoding="utf-8")
    told = set(re.findall(r"^\| `(GAPBOARD_[A-Z_]+)`", text, re.MULTILINE))
    assert settings_in_code() - told == set()
