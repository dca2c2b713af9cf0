"""The typed values of a facet: counts, times, places, responsibility."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Literal

CountOp = Literal["=", ">=", ">", "<=", "<", "~"]
TimePrecision = Literal[
    "minute", "hour", "part_of_day", "day", "days", "week", "month", "season", "year", "range", "unknown"
]
PlacePrecision = Literal["site", "town", "district", "region", "country", "area", "unknown"]
Stance = Literal["claimed", "denied", "accused"]


class EventType(StrEnum):
    """What happened; crosswalks to ACLED, PLOVER, CAMEO, UCDP and MUC-4 are data files."""

    ROCKET_ATTACK = "rocket_attack"
    MISSILE_STRIKE = "missile_strike"
    SHELLING = "shelling"
    AIR_STRIKE = "air_strike"
    DRONE_STRIKE = "drone_strike"
    BOMBING_IED = "bombing_ied"
    SUICIDE_BOMBING = "suicide_bombing"
    EXPLOSION = "explosion"
    ARMED_CLASH = "armed_clash"
    ARMED_ASSAULT = "armed_assault"
    ASSASSINATION = "assassination"
    MASSACRE = "massacre"
    EXECUTION = "execution"
    ABDUCTION = "abduction"
    ARREST = "arrest"
    RAID_SEARCH = "raid_search"
    INTERCEPTION = "interception"
    SEIZURE = "seizure"
    PROTEST = "protest"
    RIOT = "riot"
    LOOTING_DESTRUCTION = "looting_destruction"
    DEPLOYMENT = "deployment"
    WITHDRAWAL = "withdrawal"
    TERRITORIAL_CHANGE = "territorial_change"
    CEASEFIRE_AGREEMENT = "ceasefire_agreement"
    TALKS_VISIT = "talks_visit"
    STATEMENT_THREAT = "statement_threat"
    INVESTIGATION = "investigation"
    EVACUATION = "evacuation"
    OTHER = "other"


class Slot(StrEnum):
    """Which question about an event a facet answers."""

    EVENT_TYPE = "event_type"
    ACTOR = "actor"
    TARGET = "target"
    VICTIM = "victim"
    WEAPON = "weapon"
    WEAPON_COUNT = "weapon_count"
    KILLED = "killed"
    INJURED = "injured"
    CAPTURED = "captured"
    MISSING = "missing"
    NUMBER_OF_ATTACKERS = "number_of_attackers"
    TIME = "time"
    PLACE = "place"
    ORIGIN = "origin"
    DESTINATION = "destination"
    DAMAGE = "damage"
    OUTCOME = "outcome"
    CAUSE = "cause"
    RESPONSIBILITY = "responsibility"
    RESPONSE = "response"


COUNT_SLOTS = frozenset(
    {Slot.WEAPON_COUNT, Slot.KILLED, Slot.INJURED, Slot.CAPTURED, Slot.MISSING, Slot.NUMBER_OF_ATTACKERS}
)
PLACE_SLOTS = frozenset({Slot.PLACE, Slot.ORIGIN, Slot.DESTINATION})


@dataclass(frozen=True, slots=True)
class Count:
    """A number with its operator, and who or what is counted in the text's words; an explicit zero is a value."""

    op: CountOp
    n: int
    who: str | None = None


@dataclass(frozen=True, slots=True)
class TimeSpan:
    """An interval on the calendar: ISO 8601 local dates or times, both ends inclusive; None = not known."""

    start: str | None
    end: str | None
    precision: TimePrecision = "unknown"


@dataclass(frozen=True, slots=True)
class Place:
    """A place as the text names it, with WGS 84 degrees where it could be found and the radius in km of the doubt."""

    name: str
    lat: float | None = None
    lon: float | None = None
    geonameid: int | None = None
    radius_km: float | None = None
    precision: PlacePrecision = "unknown"


@dataclass(frozen=True, slots=True)
class Responsibility:
    """Who is said to be behind an event, and how that is put: claimed, denied or accused."""

    stance: Stance
    party: str | None = None


if TYPE_CHECKING:
    FacetValue = Count | TimeSpan | Place | Responsibility | str
else:  # msgspec takes one dataclass per union; `codec.facet_value` types the value by its slot instead
    FacetValue = Any


@dataclass(frozen=True, slots=True)
class CountRange:
    """Lowest, best and highest figure that the claims of a finding allow; `high` None = open upwards."""

    low: int
    best: int
    high: int | None
