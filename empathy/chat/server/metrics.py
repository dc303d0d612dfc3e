"""Counts for Prometheus: how many, how long, how grave; never what was said."""

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

SECONDS = (0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20, 40, 80, 160)


class Metrics:
    """One server's counts, in a registry of its own."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()

        def counter(name: str, told: str, *labels: str) -> Counter:
            return Counter(f"empathy_{name}", told, labels, registry=self.registry)

        def seconds(name: str, told: str) -> Histogram:
            return Histogram(f"empathy_{name}_seconds", told, buckets=SECONDS, registry=self.registry)

        self.requests = counter("requests", "Requests for a reply, by HTTP status; 499: the client left", "status")
        self.levels = counter("guard_levels", "Messages answered, by guard level", "level")
        self.sources = counter("replies", "Replies, by how they came about", "source")
        self.redecoded = counter("redecoded", "Replies that were decoded again under a penalty on advice")
        self.seconds = seconds("request", "From a request to the end of its answer")
        self.first_byte = seconds("first_byte", "From a request to the first byte of its answer")
        self.running = Gauge("empathy_running", "Conversations being answered", registry=self.registry)
        self.waiting = Gauge("empathy_waiting", "Conversations waiting", registry=self.registry)

    def text(self) -> bytes:
        """In Prometheus' own format."""
        return generate_latest(self.registry)
