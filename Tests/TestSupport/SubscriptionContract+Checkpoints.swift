import EventSourcing

extension SubscriptionContract {
    static let checkpoints = [
        SubscriptionCase("a checkpoint starts where its first owner says, and goes on where it was moved to") {
            fixture in
            let store = try fixture.makeSubscriptionStore()
            try fixture.record(5)
            let first = try store.claimSubscription("letters", startingAt: 2)
            try requireEqual(first.position, 2, "start")
            try requireEqual(try store.moveSubscription(first, to: 4), true, "moved")
            try requireEqual(try store.moveSubscription(first, to: 4), true, "moved to where it is")

            let second = try fixture.makeSubscriptionStore().claimSubscription("letters", startingAt: 0)
            try requireEqual(second.position, 4, "position of the next owner")
        },

        SubscriptionCase("whoever owned a checkpoint before cannot move it any more") { fixture in
            let (old, new) = (try fixture.makeSubscriptionStore(), try fixture.makeSubscriptionStore())
            try fixture.record(3)
            let former = try old.claimSubscription("letters", startingAt: 0)
            let present = try new.claimSubscription("letters", startingAt: 0)

            try requireEqual(try old.moveSubscription(former, to: 3), false, "move of the former owner")
            try requireEqual(try new.moveSubscription(present, to: 1), true, "move of the owner")
            try requireEqual(try old.moveSubscription(former, to: 3), false, "second move of the former owner")
            try requireEqual(try new.claimSubscription("letters", startingAt: 0).position, 1, "position")
        },

        SubscriptionCase("everybody can see that a checkpoint was claimed by another, and when") { fixture in
            let (old, new) = (try fixture.makeSubscriptionStore(), try fixture.makeSubscriptionStore())
            try requireEqual(try old.latestClaim(of: "letters"), nil, "claim of a name that nobody uses")
            let former = try old.claimSubscription("letters", startingAt: 0)
            let own = try old.latestClaim(of: "letters")
            let incarnation = try old.incarnation()
            try requireEqual(own?.takesOver(former, in: incarnation), false, "taken over")

            let present = try new.claimSubscription("letters", startingAt: 0)
            let other = try old.latestClaim(of: "letters")
            try requireEqual(other?.takesOver(former, in: incarnation), true, "taken over from the first")
            try requireEqual(other?.takesOver(present, in: incarnation), false, "taken over from the second")
            try requireEqual(own.map { other?.claimedAt ?? $0.claimedAt >= $0.claimedAt }, true, "in order of time")
        },

        SubscriptionCase("one checkpoint is moved by one of many who claim it at once") { fixture in
            try fixture.record(1)
            let gate = StartingGate(4)
            let claims = try Threads.run(4) { _ in
                let store = try fixture.makeSubscriptionStore()
                gate.wait()
                return try store.claimSubscription("letters", startingAt: 0)
            }
            let store = try fixture.makeSubscriptionStore()
            let moved = try claims.filter { try store.moveSubscription($0, to: 1) }

            try requireEqual(Set(claims.map(\.epoch)).count, 4, "different epochs")
            try requireEqual(moved.map(\.epoch), [claims.map(\.epoch).max() ?? 0], "epochs that moved it")
        },

        SubscriptionCase("checkpoints of other names do not touch each other") { fixture in
            let store = try fixture.makeSubscriptionStore()
            try fixture.record(2)
            let letters = try store.claimSubscription("letters", startingAt: 0)
            let figures = try store.claimSubscription("figures-2026", startingAt: 1)

            try requireEqual(try store.moveSubscription(letters, to: 2), true, "move of the first")
            try requireEqual(figures.position, 1, "position of the second")
            try requireEqual(try store.moveSubscription(figures, to: 2), true, "move of the second")
        },

        SubscriptionCase("a checkpoint moves neither back nor beyond the watermark") { fixture in
            let store = try fixture.makeSubscriptionStore()
            try fixture.record(2)
            _ = try store.append(.sample("mission-one"))
            let claim = try store.claimSubscription("letters", startingAt: 1)

            for position: Int64 in [0, 3] {
                let failure = try failure("a move to \(position)") { () throws(StoreFailure) in
                    _ = try store.moveSubscription(claim, to: position)
                }
                guard case .invalid = failure else { throw ContractBreach(description: "\(failure)") }
            }
            try requireEqual(try store.claimSubscription("letters", startingAt: 0).position, 1, "position")
        },

        SubscriptionCase("a checkpoint has a lawful name and starts in the log or at its beginning") { fixture in
            let store = try fixture.makeSubscriptionStore()
            let tooLong = String(repeating: "a", count: 201)
            for (name, start): (String, Int64) in [
                ("", 0), ("Letters", 0), ("-letters", 0), ("letters-", 0), ("let ters", 0), ("lettres-é", 0),
                (tooLong, 0), ("letters", -1),
            ] {
                let failure = try failure("the name “\(name)” at \(start)") { () throws(StoreFailure) in
                    _ = try store.claimSubscription(name, startingAt: start)
                }
                guard case .invalid = failure else { throw ContractBreach(description: "\(failure)") }
            }
        },
    ]
}
