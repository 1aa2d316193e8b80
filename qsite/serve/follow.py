"""The preview follows the files: whoever asks takes the `world` once, and one thread puts a newer one in its place.

An edit is answered twice: at once by the page of what was edited (`qsite.serve.ahead`), and again when the site is
linked and planned, by pages that are what `build` would write.
"""

import gc
import threading
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from time import perf_counter

from qsite.build.cache import open_cache
from qsite.build.program import program_fingerprint
from qsite.build.request import Request
from qsite.fingerprint import fingerprint
from qsite.moments import Moment
from qsite.serve.ahead import ahead
from qsite.serve.contents import Reread, Touched, first_contents, reread
from qsite.serve.world import World, settled

_NOTHING = Touched()
_MOST_WAITED = 24 * 3600.0
_IDLE, _MOST_UNTIDY = 2.0, 25
"""After so many seconds without a change, or so many changes, memory is tidied: of a large site that takes a third of a second."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What browsers see from now on: which files changed it, and in how many seconds; empty where only time went on.

    `settled` is whether the whole site is as they say.
    """

    world: World
    before: World
    files: tuple[str, ...] = ()
    seconds: float = 0.0
    settled: bool = True


@dataclass(frozen=True, slots=True)
class Trouble:
    """A fault of qsite's own: the site stays as it was. `text` is its traceback."""

    text: str


Tell = Callable[[Shown | Trouble], None]


class Preview:
    """A site and its follower. A class because it is what changes; all that it gives is immutable."""

    def __init__(self, request: Request, clock: Callable[[], datetime], tell: Tell) -> None:
        """Reads the site and plans it; must be made before there are threads. `tell` is called from several."""
        self._request, self._clock, self._tell = request, clock, tell
        self._now_asked, self._untidy = request.now, 0
        self._changed = threading.Condition()
        self._waiting: list[tuple[int, Touched, float]] = []
        self._count, self._stopped, self._told = 0, False, 0
        with _without_collecting():
            with open_cache(request.site, program_fingerprint()) as cache:
                contents = first_contents(self._at_now(), cache)
            self._settled = self.world = settled(self._at_now(), contents, 0, None)

    @property
    def moved(self) -> bool:
        """Whether the clock was moved since the start."""
        return self._request.now != self._now_asked

    @property
    def is_settled(self) -> bool:
        """Whether nothing is waiting to be planned."""
        return self._settled.number == self._count

    def start(self) -> None:
        """Begins to follow."""
        threading.Thread(target=self._follow, name="follow", daemon=True).start()

    def stop(self) -> None:
        """Ends it."""
        with self._changed:
            self._stopped = True
            self._changed.notify_all()

    def touched(self, touched: Touched) -> None:
        """Tells of files that may have changed; what can be shown at once is shown at once."""
        began = perf_counter()
        with self._changed:
            self._count += 1
            number = self._count
            self._waiting.append((number, touched, began))
            base, since = self._settled, self._since(self._settled.number)
        self._show_ahead(base, since, number, began)
        with self._changed:
            self._changed.notify_all()

    def move_clock(self, now: Moment | None, wait: float = 30.0) -> None:
        """Shows the site as at another time, None as at that of the start; returns when it is shown."""
        with self._changed:
            self._request = replace(self._request, now=self._now_asked if now is None else now)
            self._count += 1
            number = self._count
            self._waiting.append((number, _NOTHING, perf_counter()))
            self._changed.notify_all()
            self._changed.wait_for(lambda: self._settled.number >= number or self._stopped, wait)

    def _since(self, number: int) -> Touched:
        found = _NOTHING
        for other, touched, _ in self._waiting:
            if other > number:
                found |= touched
        return found

    def _at_now(self) -> Request:
        return replace(self._request, clock=self._clock())

    def _show_ahead(self, base: World, since: Touched, number: int, began: float) -> None:
        try:
            found = ahead(self._at_now(), base, since, number)
        except Exception:  # noqa: BLE001 (a file came and went, or the half of an edit fits nothing: the plan will tell)
            return
        if found is None:
            return
        world, files = found
        with self._changed:
            if self._settled is not base or self.world.number > number:
                return
            before, self.world, self._told = self.world, world, number
        self._tell(Shown(world, before, files, perf_counter() - began, settled=False))

    def _follow(self) -> None:
        while True:
            with self._changed:
                until = self._seconds_to_next_change()
                rest = _IDLE if self._untidy and (until is None or until > _IDLE) else until
                due = not self._changed.wait_for(lambda: self._stopped or self._waiting, rest)
                if self._stopped:
                    return
                waiting, request = tuple(self._waiting), self._at_now()
            if (due and rest == _IDLE) or self._untidy >= _MOST_UNTIDY:
                self._tidy()
            if due and rest == _IDLE:
                continue
            try:
                self._settle(request, waiting, due=due)
            except Exception:  # noqa: BLE001 (a fault of qsite's must not end the preview)
                self._give_up(waiting)

    def _tidy(self) -> None:
        """Gives back what was kept from the collector and is of no use any more, such as an earlier theme's engine."""
        gc.unfreeze()
        gc.collect()
        gc.freeze()
        self._untidy = 0

    def _give_up(self, waiting: tuple[tuple[int, Touched, float], ...]) -> None:
        """Stays with the site as it was, and says why."""
        self._tell(Trouble(traceback.format_exc()))
        with self._changed:
            self._waiting = [one for one in self._waiting if one not in waiting]
            self._settled = replace(
                self._settled, number=max((one[0] for one in waiting), default=self._settled.number)
            )
            self._changed.notify_all()
        time.sleep(1)

    def _seconds_to_next_change(self) -> float | None:
        """How long the site stays as it is by itself, in seconds; None where its clock is held still."""
        planned = self._settled.planned
        if (
            planned is None
            or self._request.now is not None
            or planned.site.settings.now is not None
            or planned.next_change is None
        ):
            return None
        left = (planned.next_change.astimezone(UTC) - self._clock()).total_seconds()
        return min(max(left, 0.0) + 0.001, _MOST_WAITED)

    def _settle(self, request: Request, waiting: tuple[tuple[int, Touched, float], ...], *, due: bool) -> None:
        base = self._settled
        touched, number, began = _NOTHING, base.number, perf_counter()
        for one_number, one, one_began in waiting:
            touched, number, began = touched | one, max(number, one_number), min(began, one_began)
        found = reread(request, base.contents, touched)
        clock_moved = due or any(not one for _, one, _ in waiting)
        if found.changed or clock_moved:
            world = _made(request, found, number, None if clock_moved else base)
        else:
            world = replace(base, number=number)
        with self._changed:
            before, told = self.world, self._told
            self._settled = self.world = world
            self._waiting = [one for one in self._waiting if one[0] > number]
            rest, last = self._since(number), self._count
            self._changed.notify_all()
        if rest and last > number:
            self._show_ahead(world, rest, last, perf_counter())
        if found.changed or clock_moved or before.newer is not None:
            files = found.changed if told < number else ()
            self._tell(Shown(world, before, files, perf_counter() - began))
        self._untidy += 1
        self._keep(request, found)

    def _keep(self, request: Request, found: Reread) -> None:
        """Keeps for the next start what was read."""
        if found.loaded:
            with suppress(OSError), open_cache(request.site, program_fingerprint()) as cache:
                cache.remember(found.loaded, fingerprint(found.contents.reading))


def _made(request: Request, found: Reread, number: int, before: World | None) -> World:
    """A settled world."""
    gc.collect()
    with _without_collecting():
        return settled(request, found.contents, number, before)


@contextmanager
def _without_collecting() -> Iterator[None]:
    """What is made within lives long: the collector is not to go through it, neither now nor later."""
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()
