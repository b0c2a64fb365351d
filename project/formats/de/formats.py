"""As English, with the point that makes a number an ordinal."""

DATE_FORMAT = "j. F Y"
TIME_FORMAT = "H:i"
DATETIME_FORMAT = "j. F Y, H:i"
SHORT_DATE_FORMAT = "j. M Y"
SHORT_DATETIME_FORMAT = "j. M, H:i"
MONTH_DAY_FORMAT = "j. M"
