"""Make the fictional demo case: python resources/demo/make.py OUT [--messages 3600] [--seed 7].

Everything in it is invented: no person, street or event is real. The same seed gives the same bytes. To
change the story, edit `planted.txt` (what matters), `voices/` (what people chat about) and `case/` (lines of
enquiry and people at work).
"""

import argparse
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
if str(HERE) not in sys.path:
    sys.path.insert(0, str(HERE))

# (the parts lie beside this script, wherever it was loaded from)
from demo_case.build import make_demo  # noqa: E402

__all__ = ["make_demo"]


def main() -> int:
    """Write the demo case to a folder and say what was written, in counts."""
    reader = argparse.ArgumentParser(description="Write the fictional demo case to a folder.")
    reader.add_argument("out", type=Path, help="a new or empty folder")
    reader.add_argument("--messages", type=int, default=3600, help="how many messages, about (default 3600)")
    reader.add_argument(
        "--seed", type=int, default=7, help="another seed gives another case of the same story"
    )
    chosen = reader.parse_args()
    if chosen.out.exists() and any(chosen.out.iterdir()):
        print("That folder is not empty. Choose a new folder, so that nothing is overwritten.")
        return 1
    make_demo(chosen.out, chosen.messages, chosen.seed)
    print(f"The demo case is in {chosen.out}.")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
