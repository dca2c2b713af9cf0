"""Read claims out of a report: one stage a room, each adding a layer to the document."""
