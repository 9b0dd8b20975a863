"""What the register costs, beside the same by other means: ``python -m bench``.

Each part measures one thing and prints it: ``pages`` (and ``served``, over HTTP), ``growth``,
``search``, ``names``, ``files``, ``imports``, ``scoring``. ``register``, ``many``, ``filings`` and
``search_rows`` make what is measured; ``bare``, ``zen_model`` and Datasette are what it is measured
beside; ``processor``, ``load`` and ``printing`` measure and print.
"""
