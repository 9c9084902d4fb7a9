"""The launcher itself: nothing of a cluster outlives the tests."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cluster.nodes import Nodes, skip_without_cluster
from tests.served import waited

ROOT = Path(__file__).parent.parent.parent
ALONE = """
from tests.cluster.nodes import running_nodes
with running_nodes(1) as cluster:
    (node,) = cluster.nodes
    print(node.process.pid, node.home, flush=True)
    input()
"""


@pytest.mark.cluster
def test_the_nodes_have_found_each_other(nodes: Nodes) -> None:
    assert nodes.ask("/_cluster/health")["number_of_nodes"] == 3
    assert all(node.url.startswith("http://127.0.0.1:") for node in nodes.nodes)


@pytest.mark.cluster
def test_nothing_is_left_of_a_run_that_was_killed() -> None:
    skip_without_cluster()
    run = subprocess.Popen(
        [sys.executable, "-c", ALONE], stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT
    )
    try:
        assert run.stdout
        pid, home = run.stdout.readline().decode().split()
    finally:
        run.send_signal(signal.SIGKILL)
        run.communicate()
    assert waited(lambda: not Path(home).parent.exists())
    assert waited(lambda: not is_running(int(pid)))


def is_running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True
