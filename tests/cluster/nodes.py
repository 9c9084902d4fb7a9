"""An OpenSearch cluster for tests: processes on this machine, from Maven Central alone, gone with the tests.

Listens on the loopback interface only. Java 17 or newer and Maven are needed.
"""

import json
import os
import shutil
import subprocess
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from tests.served import free_port

NODE = Path(__file__).parent / "node"
ADDRESSES = "JUDOU_TEST_OPENSEARCH"
"""The variable that names a cluster which is there already, its addresses parted by commas."""
REQUIRED = "JUDOU_REQUIRE_CLUSTER"
HEAP = "512m"
SECONDS_TO_START = 180

_JAVA = (
    # The first compiler is enough for minutes, and starts in a third of the time.
    *("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-XX:MaxDirectMemorySize=256m"),
    *("-Dio.netty.noUnsafe=true", "-Dio.netty.recycler.maxCapacityPerThread=0", "-Dlog4j2.disable.jmx=true"),
    *("-Dfile.encoding=UTF-8", "--add-opens=java.base/java.nio=ALL-UNNAMED"),
)
_LOGGING = """\
status = error
appender.console.type = Console
appender.console.name = console
appender.console.layout.type = PatternLayout
appender.console.layout.pattern = [%d{ISO8601}][%-5p][%-25c{1.}] %m%n
rootLogger.level = warn
rootLogger.appenderRef.console.ref = console
"""


@dataclass
class TestNode:
    """One node: its name, folder, ports and, while it runs, its process."""

    __test__ = False
    name: str
    home: Path
    port: int
    transport: int
    process: "subprocess.Popen[bytes] | None" = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def kill(self) -> None:
        """End the process at once, as a machine that loses its power; its folder stays."""
        if self.process:
            self.process.kill()
            self.process.communicate()
            self.process = None


@dataclass
class Nodes:
    """A cluster of nodes on this machine."""

    nodes: list[TestNode]
    command: list[str]
    seconds: float = field(default=0.0)

    @property
    def urls(self) -> str:
        """The addresses of all nodes, as the setting takes them."""
        return ",".join(node.url for node in self.nodes)

    def start(self) -> None:
        """Start the nodes that do not run, and wait until all have found each other."""
        began = time.monotonic()
        for node in self.nodes:
            if node.process is None:
                _write_config(node, self.nodes)
                with (node.home / "out.log").open("ab") as log:
                    command = [*self.command, str(node.home), node.name]
                    # In a session of its own, so that a signal to the tests leaves it time to clean up.
                    node.process = subprocess.Popen(
                        command,
                        stdin=subprocess.PIPE,
                        stdout=log,
                        stderr=log,
                        cwd=node.home,
                        start_new_session=True,
                    )
        while not self._together():
            if time.monotonic() - began > SECONDS_TO_START or any(self._ended(node) for node in self.nodes):
                logs = [(node.home / "out.log").read_text("utf-8")[-2000:] for node in self.nodes]
                raise RuntimeError("OpenSearch does not start:\n" + "\n".join(logs))
            time.sleep(0.25)
        self.seconds = time.monotonic() - began

    def stop(self) -> None:
        """End all processes."""
        for node in self.nodes:
            node.kill()

    def ask(self, path: str, node: TestNode | None = None) -> Any:
        """Return what a node answers to GET."""
        url = (node or next(each for each in self.nodes if each.process)).url
        with urllib.request.urlopen(url + path, timeout=30) as answer:
            return json.load(answer)

    def manager(self) -> TestNode:
        """Return the node that manages the cluster."""
        name = self.ask("/_cat/cluster_manager?format=json")[0]["node"]
        return next(node for node in self.nodes if node.name == name)

    def _together(self) -> bool:
        try:
            return all(self._sees_all(node) for node in self.nodes)
        except OSError:
            return False

    def _sees_all(self, node: TestNode) -> bool:
        health = self.ask("/_cluster/health?local=true", node)
        return bool(health["number_of_nodes"] == len(self.nodes) and health["discovered_cluster_manager"])

    @staticmethod
    def _ended(node: TestNode) -> bool:
        return node.process is not None and node.process.poll() is not None


def skip_without_cluster() -> None:
    """Skip a test where no cluster is asked for; fail where one is and cannot be started."""
    if os.environ.get(ADDRESSES):
        return
    if not os.environ.get(REQUIRED):
        pytest.skip(f"neither {REQUIRED} nor {ADDRESSES} is set; run make test-cluster")
    if missing := [name for name in ("java", "javac", "mvn") if not shutil.which(name)]:
        pytest.fail(f"{REQUIRED} is set, and there is no {', '.join(missing)}")


@contextmanager
def running_nodes(count: int = 3) -> Iterator[Nodes]:
    """Start so many nodes in a temporary folder, and stop them."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="judou-nodes-")))
        ports = [free_port() for _ in range(2 * count)]
        nodes = [TestNode(f"n{n}", folder / f"n{n}", ports[2 * n], ports[2 * n + 1]) for n in range(count)]
        java = ["java", f"-Xms{HEAP}", f"-Xmx{HEAP}", *_JAVA, "-cp", _class_path(folder), "TestNode"]
        cluster = Nodes(nodes, java)
        stack.callback(cluster.stop)
        cluster.start()
        yield cluster


def _class_path(folder: Path) -> str:
    """Fetch the libraries where they are not there yet, compile the node; return where both are."""
    listed = folder / "class-path"
    quiet = ["mvn", "-q", "-B", "-f", str(NODE / "pom.xml")]
    built = [f"-Dmdep.outputFile={listed}", f"-DbuildDirectory={folder}"]
    _run([*quiet, "dependency:build-classpath", *built])
    classes = folder / "classes"
    path = f"{classes}{os.pathsep}{listed.read_text('utf-8').strip()}"
    _run(["javac", "-nowarn", "-proc:none", "-cp", path, "-d", str(classes), str(NODE / "TestNode.java")])
    return path


def _run(command: list[str]) -> None:
    """Run a command; raise RuntimeError with what it prints where it fails."""
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=600)
    if done.returncode:
        raise RuntimeError(f"{command[0]} fails:\n{done.stdout.decode('utf-8', 'replace')[-3000:]}")


def _write_config(node: TestNode, nodes: list[TestNode]) -> None:
    config = node.home / "config"
    for folder in (config, *(node.home / name for name in ("data", "logs", "modules", "plugins"))):
        folder.mkdir(parents=True, exist_ok=True)
    chosen = {
        "cluster.name": f"judou-{nodes[0].transport}",
        "node.name": node.name,
        "network.host": "127.0.0.1",
        "http.port": node.port,
        "transport.port": node.transport,
        "discovery.seed_hosts": [f"127.0.0.1:{each.transport}" for each in nodes],
        "cluster.initial_cluster_manager_nodes": [each.name for each in nodes],
        "cluster.routing.allocation.disk.threshold_enabled": False,
        # What is garbage does not fill a small heap.
        "indices.breaker.total.use_real_memory": False,
        "path.data": str(node.home / "data"),
        "path.logs": str(node.home / "logs"),
    }
    # JSON is YAML.
    lines = [f"{name}: {json.dumps(value)}\n" for name, value in chosen.items()]
    (config / "opensearch.yml").write_text("".join(lines), "utf-8")
    (config / "log4j2.properties").write_text(_LOGGING, "utf-8")
