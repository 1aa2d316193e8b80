"""Draw the sample site's pictures again: `python tools/sample_pictures.py` (needs Pillow).

The same program gives the same pictures: what is scattered is seeded with the picture's name.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Callable
from pathlib import Path

from pictures.canvas import Canvas
from pictures.coast import brighton, liverpool
from pictures.country import highland_clinic, home_visit
from pictures.palette import CREAM
from pictures.pharmacy import belfast_pharmacy
from pictures.portraits import pattern
from pictures.rooms import coaching_circle, masterclass_newcastle
from pictures.tables import data_room, tea_and_talk
from pictures.towns import exeter_network, night_shift
from pictures.walls import planning_wall, run_chart
from pictures.wards import cardiff_ward

Scene = Callable[[Canvas, random.Random], None]

SCENES: dict[str, Scene] = {
    "welcome-brighton": brighton,
    "masterclass-newcastle": masterclass_newcastle,
    "coaching-circle": coaching_circle,
    "exeter-network": exeter_network,
    "liverpool-waterfront": liverpool,
    "highland-clinic": highland_clinic,
    "cardiff-ward": cardiff_ward,
    "belfast-pharmacy": belfast_pharmacy,
    "planning-wall": planning_wall,
    "run-chart": run_chart,
    "night-shift": night_shift,
    "home-visit": home_visit,
    "tea-and-talk": tea_and_talk,
    "data-room": data_room,
}
PEOPLE = ("aisha-rahman", "ben-carrick", "hannah-okell")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("only", nargs="*", help="names of pictures; all where absent")
    parser.add_argument("--content", type=Path, default=Path(__file__).parent.parent / "content")
    wanted = parser.parse_args()
    photos = dict.fromkeys(PEOPLE, pattern)
    for folder, size, drawings in (
        (wanted.content / "images", (1200, 750), SCENES),
        (wanted.content / "people" / "photos", (400, 400), photos),
    ):
        folder.mkdir(parents=True, exist_ok=True)
        for name, scene in drawings.items():
            if not wanted.only or name in wanted.only:
                draw(scene, size, folder / f"{name}.jpg")


def draw(scene: Scene, size: tuple[int, int], path: Path) -> None:
    """Draw one picture and say how large its file became."""
    canvas = Canvas(*size, CREAM)
    scene(canvas, random.Random(path.stem))
    canvas.save(path)
    print(f"{path}  {path.stat().st_size / 1000:.1f} kB")


if __name__ == "__main__":
    main()
