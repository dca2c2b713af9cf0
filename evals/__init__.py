"""The project's own gold, its builder, and the gate that keeps figures from falling."""
