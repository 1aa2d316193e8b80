"""What was measured, as values and as the JSON that is kept."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Machine:
    """What the figures were taken on; `memory` in GB."""

    processor: str
    cores: int
    memory: float
    system: str


@dataclass(frozen=True, slots=True)
class Measured:
    """One tool in one scenario: seconds and CPU seconds of each round, peak memory of the tree in bytes."""

    tool: str
    scenario: str
    seconds: Sequence[float]
    cpu: Sequence[float]
    memory: int | None = None
    pages: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Grown:
    """A cold build of qsite at one size, a second one with nothing changed, and where the cold one's time went."""

    stories: int
    seconds: float
    unchanged_seconds: float
    memory: int | None
    stages: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Results:
    """Everything of one run."""

    machine: Machine
    versions: Mapping[str, str]
    stories: int
    events: int
    rounds: int
    measured: Sequence[Measured]
    growth: Sequence[Grown] = ()

    def find(self, tool: str, scenario: str) -> Measured | None:
        """One tool's figures in one scenario."""
        return next((one for one in self.measured if (one.tool, one.scenario) == (tool, scenario)), None)

    def as_json(self) -> dict[str, Any]:
        """As plain values."""
        return asdict(self)

    @classmethod
    def from_json(cls, read: Mapping[str, Any]) -> "Results":
        """Read what `as_json` gave."""
        parts = {
            "machine": Machine(**read["machine"]),
            "measured": [Measured(**one) for one in read["measured"]],
            "growth": [Grown(**one) for one in read["growth"]],
        }
        return cls(**{**read, **parts})
