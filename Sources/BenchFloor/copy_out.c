#include "include/BenchFloor.h"
#include "floor.h"

#include <stdio.h>

double floor_copy_out(const char *url)
{
    PGconn *connection = floor_connect(url);
    long long end = floor_number(connection, "select event_store.current_watermark()");
    char query[512];
    snprintf(query, sizeof query,
        "COPY (select " EVENT_COLUMNS " from event_store.events where position > 0 and position <= %lld"
        " order by position) TO STDOUT (FORMAT binary)", end);

    double start = floor_now();
    PGresult *result = PQexec(connection, query);
    if (PQresultStatus(result) != PGRES_COPY_OUT)
        floor_fail(connection, "COPY");
    PQclear(result);

    long long messages = 0, bytes = 0;
    char *message;
    int length;
    while ((length = PQgetCopyData(connection, &message, 0)) > 0) {
        messages += 1;
        bytes += length;
        PQfreemem(message);
    }
    result = PQgetResult(connection);
    if (length != -1 || PQresultStatus(result) != PGRES_COMMAND_OK)
        floor_fail(connection, "COPY");
    PQclear(result);
    double seconds = floor_now() - start;
    PQfinish(connection);

    // The last message is the trailer.
    if (messages < 2 || bytes < messages) {
        fprintf(stderr, "the log is empty\n");
        return 0;
    }
    return (double)(messages - 1) / seconds;
}
