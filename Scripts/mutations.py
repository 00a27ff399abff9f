#!/usr/bin/env python3
"""The switches of Scripts/mutate: `mutations.py names` lists the mutants, `mutations.py apply` changes the sources.

A rule has its effect in one of five ways, and each has a switch: it refuses (`require`), it asks for something that
must be there (`required`), it advises (`advise`), it puts an item on the readiness gate, or the code is built so that
it cannot be broken. The last is listed place by place. Run `apply` in a copy only.
"""
import glob
import re
import sys

# Those that the first mission needs: R12 to R18, INV-24 and INV-25 steer wording or belong to later work.
RULES = (
    [f"R{number}" for number in range(1, 12)]
    + [f"INV-{number}" for number in range(1, 31) if number not in (24, 25)])

HARDENED = (
    '            for advisory in decision.advisories where advisory.rule.id + "=must" == mutant {\n'
    "                try advisory.rule.require(false, advisory.finding)\n"
    "            }\n")

# In which file, what it says, what it says with the switch.
SWITCHES = [
    ("Sources/TradeMissions/Rules/Rule.swift",
     "guard !holds else { return }", "guard !holds, id != mutant else { return }"),
    # The `require` of a force that cannot refuse stops the program, so the mutated force must be the stored one.
    ("Sources/TradeMissions/Rules/Rule.swift",
     "self.force = force", 'self.force = mutant == id + "=must" ? .must : force'),
    ("Sources/TradeMissions/Rules/Rule.swift",
     "holds ? nil : Advisory(self, finding())", "holds || id == mutant ? nil : Advisory(self, finding())"),
    # A missing value cannot be made up: the test sees another refusal than the rule's.
    ("Sources/TradeMissions/*/*.swift",
     "throw .refused(Refusal(rule: self, finding: finding(), remedy: remedy))",
     "throw .refused(Refusal(rule: id == mutant ? .lifecycle : self, finding: finding(), remedy: remedy))"),
    ("Sources/TradeMissions/Missions/Gate.swift",
     "return items.map(withOverride) + overridesWithoutItem(items)",
     "return (items.map(withOverride) + overridesWithoutItem(items))"
     ".filter { $0.rule.id != mutant && $0.basis.id != mutant }"),
    # With `=must` an advisory refuses, through the bus and in the domain's tests.
    ("Sources/CommandBus/CommandBus.swift",
     "return Judgement(decision: try envelope.command.decide(act, records), act: act)",
     "let decision = try envelope.command.decide(act, records)\n" + HARDENED
     + "            return Judgement(decision: decision, act: act)"),
    ("Tests/TestSupport/Book.swift",
     "{ records throws(Interruption) in try command.decide(act, records) }",
     "{ (records) throws(Interruption) -> Decision in\n"
     "            let decision = try command.decide(act, records)\n" + HARDENED + "            return decision\n        }"),
    # INV-22 gives a place back.
    ("Sources/TradeMissions/Measures/MeasureEffects.swift",
     "let (ahead, departed) = try split(missions)\n        var emissions",
     'let (ahead, departed) = mutant == "INV-22" ? ([], []) : try split(missions)\n        var emissions'),
    # INV-27 is kept by triggers.
    ("Schema/migrations/V0001_event_store.sql",
     "begin\n    raise exception '% on %.% is refused",
     "begin\n    if current_setting('missieboek.mutant', true) = 'INV-27' then return coalesce(new, old); end if;\n"
     "    raise exception '% on %.% is refused"),
    # INV-28 is kept by the append, which compares what was stored with what is sent.
    ("Schema/functions/event_store/append_each.sql",
     "if known_hashes[place] = hashes[place] then",
     "if known_hashes[place] = hashes[place]\n"
     "                or known_hashes[place] is not null and current_setting('missieboek.mutant', true) = 'INV-28' then"),
    # The server's SQL knows the mutant by a setting.
    ("Sources/EmbeddedPostgres/ServerSetting.swift",
     'ServerSetting("fsync", "on"),', 'ServerSetting("fsync", "on"), ServerSetting("missieboek.mutant", mutant),'),
]

# Where the switches read the mutant.
MUTANT = '\nimport Glibc\npackage let mutant = getenv("MISSIEBOEK_MUTANT").map { String(cString: $0) } ?? "none"\n'
HOMES = ["Sources/TradeMissions/Rules/Rule.swift", "Sources/EmbeddedPostgres/ServerSetting.swift"]


def forces():
    text = "".join(open(path).read() for path in sorted(glob.glob("Sources/TradeMissions/Rules/*.swift")))
    return dict(re.findall(r'^ {8}"((?:R|INV-)\d+)", \.(\w+),', text, re.M))


def names():
    known = forces()
    for rule in RULES:
        yield rule
    for rule in RULES:
        if known[rule] not in ("must", "precondition", "prohibition"):
            yield f"{rule}=must"


def replace(path, old, new):
    with open(path) as file:
        text = file.read()
    with open(path, "w") as file:
        file.write(text.replace(old, new))


def apply():
    for pattern, old, new in SWITCHES:
        places = [path for path in glob.glob(pattern) if old in open(path).read()]
        if len(places) != 1:
            sys.exit(f"{pattern}: {len(places)} files say {old!r}; the switch needs one")
        replace(places[0], old, new)
    for path in HOMES:
        with open(path, "a") as file:
            file.write(MUTANT)
    manifest = open("Package.swift").read()
    with open("Package.swift", "w") as file:
        file.write(re.sub(r"\n    \.(strictMemorySafety|treatAllWarnings)\([^)]*\),", "", manifest))


if sys.argv[1:] == ["names"]:
    print(*names(), sep="\n")
elif sys.argv[1:] == ["apply"]:
    apply()
else:
    sys.exit(__doc__)
