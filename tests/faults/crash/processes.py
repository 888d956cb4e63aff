"""Processes of the site that live a random while, die by kill -9, and are made again."""

import os
import random
import signal
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import dataclass
from typing import Self

LIVES = {"web": (0.3, 5.0), "worker": (0.5, 6.0)}


@dataclass
class Process:
    """One process: what it is, its number, and when it will be killed."""

    kind: str
    port: int
    pid: int = 0
    dies_at: float = 0.0


class Fleet:
    """The zygote and the processes it made; counts those that were killed, by kind."""

    def __init__(self, ports: list[int], workers: int, dice: random.Random) -> None:
        self.dice = dice
        self.kills = {"web": 0, "worker": 0}
        self.processes = [Process("web", port) for port in ports]
        self.processes += [Process("worker", 0) for _ in range(workers)]
        self.zygote: subprocess.Popen[str]

    def __enter__(self) -> Self:
        """Start everything."""
        self.zygote = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.crash.zygote"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        for process in self.processes:
            self._make(process)
        return self

    def __exit__(self, *_: object) -> None:
        """Stop everything that was made here."""
        for process in self.processes:
            with suppress(ProcessLookupError):
                os.kill(process.pid, signal.SIGKILL)
        self.zygote.kill()
        self.zygote.wait(timeout=20)

    def _make(self, process: Process) -> None:
        assert self.zygote.stdin is not None
        assert self.zygote.stdout is not None
        self.zygote.stdin.write(f"{process.kind} {process.port or ''}\n")
        self.zygote.stdin.flush()
        process.pid = int(self.zygote.stdout.readline())
        process.dies_at = time.monotonic() + self.dice.uniform(*LIVES[process.kind])

    def kill(self, count: int) -> None:
        """Kill so many, each at the end of its random life, and make another at once."""
        while sum(self.kills.values()) < count:
            process = min(self.processes, key=lambda one: one.dies_at)
            time.sleep(max(0.0, process.dies_at - time.monotonic()))
            with suppress(ProcessLookupError):
                os.kill(process.pid, signal.SIGKILL)
                self.kills[process.kind] += 1
            self._make(process)
