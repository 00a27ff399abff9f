#ifndef FLOOR_H
#define FLOOR_H

#include <libpq-fe.h>

/// The columns of an event as the store reads them.
#define EVENT_COLUMNS \
    "position, stream, version, event_id, type, actor, occurred_at, recorded_at, data, metadata"

PGconn *floor_connect(const char *url);
/// The one number that a query gives.
long long floor_number(PGconn *connection, const char *query);
/// Ends the process with the message of the connection.
_Noreturn void floor_fail(PGconn *connection, const char *what);
/// Monotonic time in seconds.
double floor_now(void);

#endif
