import Subprocess
import SystemPackage

/// A shell that outlives this process, to stop its server and remove its files.
///
/// It waits at the end of a pipe that the kernel closes when this process ends, in whatever way.
package enum Watchdog {
    /// Stops the server of the cluster in `home` and removes `home`, once this process is no more.
    package static func clearAway(home: String) {
        var options = PlatformOptions()
        // Out of the terminal's reach: an interrupt of the tests must not end the watchdog too.
        options.createSession = true
        Task.detached { [options] in
            try await Subprocess.run(
                .path("/bin/sh"), arguments: ["-c", script, "watchdog", home], workingDirectory: "/",
                platformOptions: options, input: .inputWriter, output: .discarded, error: .discarded
            ) { _ in
                try await Task.sleep(for: .seconds(1_000_000))
            }
        }
    }

    /// SIGQUIT is an immediate shutdown. The server is looked for twice, in case it was just starting.
    private static let script = """
        read -r _
        for _ in 1 2; do
            pid=$(head -n 1 "$1/cluster/data/postmaster.pid" 2> /dev/null)
            [ -n "$pid" ] && kill -QUIT "$pid" 2> /dev/null
            while [ -n "$pid" ] && kill -0 "$pid" 2> /dev/null; do sleep 0.05; done
            sleep 0.2
        done
        rm -rf -- "$1"
        """
}
