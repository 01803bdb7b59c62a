"""Prefect flows: when things happen and in what order; policy lives elsewhere.

Importing this package switches Prefect's telemetry off, the client's and the server's, unless the site has set them.
"""

import os

os.environ.setdefault("DO_NOT_TRACK", "1")
os.environ.setdefault("PREFECT_SERVER_ANALYTICS_ENABLED", "false")
