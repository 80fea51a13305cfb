import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from launch.servers import free_port
from tests.launch.launcher import Launcher


@pytest.fixture
def port() -> int:
    return free_port()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The var/ of the clone under test."""
    return tmp_path / "var"


@pytest.fixture
def launch(folder: Path, port: int) -> Iterator[Callable[..., Launcher]]:
    """Starts launchers. Those that still run at the end of the test are stopped."""
    launchers: list[Launcher] = []

    def start(folder: Path = folder, port: object = port) -> Launcher:
        log = folder.parent / f"launcher-{len(launchers)}.log"
        launchers.append(Launcher(folder, log, PORT=str(port)))
        return launchers[-1]

    yield start
    for launcher in launchers:
        if launcher.process.poll() is None:
            launcher.process.send_signal(signal.SIGTERM)
            launcher.wait()
