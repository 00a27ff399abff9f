import Subprocess
import SystemPackage

/// Kills a PostgreSQL server with all its processes at one stroke, and returns when they are gone.
package func killServer(_ processID: Int32) async throws {
    _ = try await Subprocess.run(
        .path("/bin/sh"),
        arguments: [
            "-c",
            """
            all="$1 $(cat /proc/$1/task/$1/children)"
            kill -KILL $all
            # A process that nobody has buried yet holds nothing any more.
            for process in $all; do
                while grep -q '^State:[^Z]*$' "/proc/$process/status" 2> /dev/null; do :; done
            done
            """, "kill-server", "\(processID)",
        ], output: .discarded, error: .discarded)
}
