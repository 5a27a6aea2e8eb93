"""The fields of bijlage 3 that a municipality fills in: those of its header, and of each line."""

HEADER_FIELDS = (
    "contact_name",
    "contact_email",
    "contact_phone",
    "college_state",
    "college_date",
    "council_state",
    "council_date",
    "remarks",
)

LINE_FIELDS = (
    "location_name",
    "location_unknown",
    "place",
    "amount_short",
    "amount_long",
    "available_from",
    "available_until",
    "open_ended",
    "commitment",
    "explanation",
    "nature",
    "address",
    "prospect",
    "inspection",
    "operator",
    "confidential",
)

DATE_FIELDS = {"available_from", "available_until", "college_date", "council_date"}
