"""What every page stands in: frame, menu, session, links, templates, and the data it is drawn from."""
