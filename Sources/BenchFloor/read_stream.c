#include "include/BenchFloor.h"
#include "floor.h"

#include <stdio.h>

static long long read_once(PGconn *connection, const char *stream)
{
    const char *values[] = {stream};
    PGresult *result = PQexecPrepared(connection, "read_stream", 1, values, NULL, NULL, 1);
    if (PQresultStatus(result) != PGRES_TUPLES_OK)
        floor_fail(connection, "SELECT");
    int rows = PQntuples(result), columns = PQnfields(result);
    long long bytes = 0;
    for (int row = 0; row < rows; row++)
        for (int column = 0; column < columns; column++)
            bytes += PQgetisnull(result, row, column) ? 0 : PQgetlength(result, row, column);
    PQclear(result);
    if (bytes < rows)
        floor_fail(connection, "the stream is empty");
    return rows;
}

double floor_read_stream(const char *url, const char *stream)
{
    enum { rounds = 10 };
    PGconn *connection = floor_connect(url);
    PGresult *result = PQprepare(connection, "read_stream",
        "select " EVENT_COLUMNS " from event_store.events where stream = $1 order by version", 0, NULL);
    if (PQresultStatus(result) != PGRES_COMMAND_OK)
        floor_fail(connection, "PREPARE");
    PQclear(result);

    read_once(connection, stream);
    double start = floor_now();
    long long rows = 0;
    for (int round = 0; round < rounds; round++)
        rows += read_once(connection, stream);
    double seconds = floor_now() - start;
    PQfinish(connection);
    return (double)rows / seconds;
}
