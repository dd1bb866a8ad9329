import importlib.util
from pathlib import Path

import pytest

MAKE = Path(__file__).parents[2] / "resources" / "demo" / "make.py"


def load():
    spec = importlib.util.spec_from_file_location("demo_make_for_tests", MAKE)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def make_demo():
    return load().make_demo


@pytest.fixture(scope="session")
def demo(tmp_path_factory, make_demo):
    out = tmp_path_factory.mktemp("demo")
    make_demo(out)
    return out
