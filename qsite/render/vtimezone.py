"""Time zones as calendars are told of them."""


def vtimezone(name: str, since: int) -> tuple[str, ...]:
    """The lines of a VTIMEZONE (RFC 5545, 3.6.5)."""
    return ("BEGIN:VTIMEZONE", f"TZID:{name}", f"X-SINCE:{since}", "END:VTIMEZONE")
