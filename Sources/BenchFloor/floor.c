#include "floor.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

PGconn *floor_connect(const char *url)
{
    PGconn *connection = PQconnectdb(url);
    if (PQstatus(connection) != CONNECTION_OK)
        floor_fail(connection, "connect");
    return connection;
}

long long floor_number(PGconn *connection, const char *query)
{
    PGresult *result = PQexec(connection, query);
    if (PQresultStatus(result) != PGRES_TUPLES_OK || PQntuples(result) != 1)
        floor_fail(connection, query);
    long long number = atoll(PQgetvalue(result, 0, 0));
    PQclear(result);
    return number;
}

void floor_fail(PGconn *connection, const char *what)
{
    fprintf(stderr, "%s: %s", what, PQerrorMessage(connection));
    exit(EXIT_FAILURE);
}

double floor_now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}
