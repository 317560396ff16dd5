"""The logger all of asyncio writes to."""
import logging

logger = logging.getLogger('asyncio')
