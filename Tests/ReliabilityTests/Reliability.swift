import Testing

/// The tests that wear a server or a process out, one after the other: each wants both cores.
@Suite(.serialized) enum Reliability {}
