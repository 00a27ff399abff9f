import EmbeddedPostgres
import Glibc

/// Lets a test use a cluster from a process of its own, as another user if need be: `cluster-probe VERB HOME`.
let arguments = CommandLine.arguments
guard arguments.count == 3 else {
    print("usage: cluster-probe start|stop|state|url|superuser-url HOME")
    exit(64)
}
let cluster = EmbeddedCluster(home: arguments[2], durability: .none)
do {
    switch arguments[1] {
    case "start": print(try await cluster.start())
    case "stop": print(try await cluster.stop())
    case "state": print(try cluster.state())
    case "url": print(try cluster.connectionString())
    case "superuser-url": print(try cluster.connectionString(as: .superuser))
    default: exit(64)
    }
} catch {
    print(error)
    exit(69)
}
