import Subprocess
import SystemPackage

/// A shell that outlives this process, to stop its server and remove its files.
///
/// It waits at the end of a pipe that the kernel closes when this process ends, in whatever way.
package enum Watchdog {
    /// Stops the server of the cluster in `home` and removes `folder`, once this process is no more.
    package static func clearAway(home: String, folder: String) {
        var options = PlatformOptions()
        // Out of the terminal's reach: an interrupt of the tests must not end the watchdog too.
        options.createSession = true
        Task.detached { [options] in
            try await Subprocess.run(
                .path("/bin/sh"), arguments: ["-c", script, "watchdog", home, folder], workingDirectory: "/",
                platformOptions: options, input: .inputWriter, output: .discarded, error: .discarded
            ) { _ in
                try await Task.sleep(for: .seconds(1_000_000))
            }
        }
    }

    /// The server is looked for twice, in case it was just starting.
    ///
    /// SIGQUIT is an immediate shutdown. The fifth line of `postmaster.pid` names the socket's folder.
    private static let script = """
        read -r _
        cluster=$(cat "$1/location" 2> /dev/null || echo "$1/cluster")
        for _ in 1 2; do
            pid=$(sed -n 1p "$cluster/data/postmaster.pid" 2> /dev/null)
            if [ -n "$pid" ]; then
                socket=$(sed -n 5p "$cluster/data/postmaster.pid")
                kill -QUIT "$pid" 2> /dev/null
                while kill -0 "$pid" 2> /dev/null; do sleep 0.05; done
                rm -f -- "$socket"/.s.PGSQL.*
                rmdir -- "$socket"
            fi
            sleep 0.2
        done
        case "$cluster" in /var/lib/missieboek/?*) rm -rf -- "$cluster" ;; esac
        rm -rf -- "$2"
        """
}
