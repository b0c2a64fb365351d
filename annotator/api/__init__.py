"""The door for programs: /api/v1/. Request into values, one call, result into a reply."""
