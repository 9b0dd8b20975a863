"""``wsgi:app`` where readers of files end by the processor's time alone.

On a busy machine the clock on the wall would end them, too, and say that a small file is too heavy.
"""

from registry import create_app
from registry.uploads import apart

apart.WALL_SECONDS = 120
app = create_app()
