"""The logger of the package; its name is the package's."""

import logging

logger = logging.getLogger("asyncio")
