"""Number types that the command line checks and names in its errors; to a type checker they are plain numbers."""

from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    PositiveInt: TypeAlias = int
    NonNegativeInt: TypeAlias = int
    PositiveFloat: TypeAlias = float
    NonNegativeFloat: TypeAlias = float
    UnitFloat: TypeAlias = float
    Alpha: TypeAlias = float
    HalfUnit: TypeAlias = float
else:
    from jsonargparse.typing import ClosedUnitInterval as UnitFloat
    from jsonargparse.typing import (
        NonNegativeFloat,
        NonNegativeInt,
        PositiveFloat,
        PositiveInt,
        restricted_number_type,
    )

    Alpha = restricted_number_type("Alpha", float, [(">", 0), ("<=", 1)])
    HalfUnit = restricted_number_type("HalfUnit", float, [(">=", 0), ("<", 0.5)])

__all__ = ["Alpha", "HalfUnit", "NonNegativeFloat", "NonNegativeInt", "PositiveFloat", "PositiveInt", "UnitFloat"]
