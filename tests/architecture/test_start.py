"""A started application is small: the heavy libraries wait until somebody needs them."""

import os
import subprocess
import sys

from registry.config import SECRETS

HEAVY = {
    "pandas",
    "openpyxl",
    "pikepdf",
    "pypdfium2",
    "reportlab",
    "pyarrow",
    "numpy",
    "boto3",
    "docx",
}
SCRIPT = "import sys, wsgi; print(' '.join(sorted({name.split('.')[0] for name in sys.modules})))"


def test_a_started_application_has_not_loaded_the_heavy_libraries(project):
    secrets = {f"REGISTRY_{name}": "x" * 32 for name in SECRETS}
    run = subprocess.run(
        [sys.executable, "-c", SCRIPT],
        env={**os.environ, **secrets},
        cwd=project,
        capture_output=True,
        text=True,
        check=True,
    )
    assert HEAVY.isdisjoint(run.stdout.split())
