#include "include/BenchFloor.h"
#include "floor.h"

#include <arpa/inet.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { text_type = 25, bytea_type = 17, value_length = 290 };

static char *put_int(char *out, uint32_t number)
{
    number = htonl(number);
    memcpy(out, &number, 4);
    return out + 4;
}

/// The binary form of an array of `size` equal values; frees nothing, since it is made once.
static char *array_of(int size, uint32_t type, const char *value, int length, int *total)
{
    *total = 20 + size * (4 + length);
    char *array = malloc((size_t)*total), *out = array;
    if (array == NULL)
        exit(EXIT_FAILURE);
    out = put_int(out, 1);
    out = put_int(out, 0);
    out = put_int(out, type);
    out = put_int(out, (uint32_t)size);
    out = put_int(out, 1);
    for (int index = 0; index < size; index++) {
        out = put_int(out, (uint32_t)length);
        memcpy(out, value, (size_t)length);
        out += length;
    }
    return array;
}

double floor_append_arrays(const char *url, const char *stream, double seconds, int size)
{
    PGconn *connection = floor_connect(url);
    PGresult *result = PQprepare(connection, "append", "select bare.append_all($1, $2, $3, $4)", 0, NULL);
    if (PQresultStatus(result) != PGRES_COMMAND_OK)
        floor_fail(connection, "PREPARE");
    PQclear(result);

    char data[value_length];
    memset(data, 'x', sizeof data);
    int types_length, data_length;
    char *types = array_of(size, text_type, "Benched", 7, &types_length);
    char *all_data = array_of(size, bytea_type, data, value_length, &data_length);
    int formats[] = {0, 1, 1, 1};

    long long version = 0;
    double start = floor_now(), now = start;
    while (now - start < seconds) {
        char expected[8];
        put_int(put_int(expected, (uint32_t)(version >> 32)), (uint32_t)version);
        const char *values[] = {stream, expected, types, all_data};
        int lengths[] = {0, 8, types_length, data_length};
        result = PQexecPrepared(connection, "append", 4, values, lengths, formats, 1);
        if (PQresultStatus(result) != PGRES_TUPLES_OK)
            floor_fail(connection, "append");
        PQclear(result);
        version += size;
        now = floor_now();
    }
    free(types);
    free(all_data);
    PQfinish(connection);
    return (double)version / (now - start);
}
