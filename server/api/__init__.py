"""The board's figures for other programs: a read-only JSON interface, described in docs/api.md."""
