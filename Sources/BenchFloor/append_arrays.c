#include "include/BenchFloor.h"
#include "floor.h"

#include <arpa/inet.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { int8_type = 20, text_type = 25, bytea_type = 17, timestamptz_type = 1184, value_length = 290 };

/// A parameter in binary form.
struct value {
    const char *bytes;
    int length;
};

static char *put_int(char *out, uint32_t number)
{
    number = htonl(number);
    memcpy(out, &number, 4);
    return out + 4;
}

/// An array of `size` equal values; made once, so that nobody frees it.
static struct value array_of(int size, uint32_t type, const char *value, int length)
{
    int total = 20 + size * (4 + length);
    char *array = malloc((size_t)total), *out = array;
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
    return (struct value){array, total};
}

static char *put_long(char *out, long long number)
{
    return put_int(put_int(out, (uint32_t)(number >> 32)), (uint32_t)number);
}

/// Calls the prepared statement `append` until the time is over; `version` is written to `expected` before each call.
static double append_for(
    PGconn *connection, double seconds, int size, int count, const struct value *values, char *expected, char *id)
{
    const char *bytes[12];
    int lengths[12], formats[12];
    for (int index = 0; index < count; index++) {
        bytes[index] = values[index].bytes;
        lengths[index] = values[index].length;
        formats[index] = 1;
    }
    long long version = 0;
    double start = floor_now(), now = start;
    while (now - start < seconds) {
        put_long(expected, version);
        if (id != NULL)
            put_long(id + 8, (1LL << 63) + version);
        PGresult *result = PQexecPrepared(connection, "append", count, bytes, lengths, formats, 1);
        if (PQresultStatus(result) != PGRES_TUPLES_OK)
            floor_fail(connection, "append");
        PQclear(result);
        version += size;
        now = floor_now();
    }
    return (double)version / (now - start);
}

static PGconn *connect_preparing(const char *url, const char *query)
{
    PGconn *connection = floor_connect(url);
    PGresult *result = PQprepare(connection, "append", query, 0, NULL);
    if (PQresultStatus(result) != PGRES_COMMAND_OK)
        floor_fail(connection, "PREPARE");
    PQclear(result);
    return connection;
}

double floor_append_bare(const char *url, const char *stream, double seconds, int size)
{
    PGconn *connection = connect_preparing(url, "select bare.append_all($1, $2, $3, $4)");
    char data[value_length], expected[8];
    memset(data, 'x', sizeof data);
    struct value values[] = {
        {stream, (int)strlen(stream)}, {expected, sizeof expected}, array_of(size, text_type, "Benched", 7),
        array_of(size, bytea_type, data, sizeof data)};
    double rate = append_for(connection, seconds, size, 4, values, expected, NULL);
    PQfinish(connection);
    return rate;
}

double floor_append_arrays(const char *url, const char *stream, double seconds, int size)
{
    PGconn *connection = connect_preparing(
        url, "select event_store.append($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)");
    char data[value_length], time[8], id[16];
    memset(data, 'x', sizeof data);
    put_long(time, 823082400000000);
    put_long(id, (long long)(floor_now() * 1e9) << 16 | 0x7000);
    int name_length = (int)strlen(stream);
    struct value versions = array_of(1, int8_type, "\0\0\0\0\0\0\0\0", 8);
    struct value values[] = {
        {id, sizeof id}, {"bench.append", 12}, {data, sizeof data}, {"officer-bench0000000", 20}, {NULL, 0},
        array_of(1, text_type, stream, name_length), versions, array_of(size, text_type, stream, name_length),
        array_of(size, text_type, "Benched", 7), array_of(size, timestamptz_type, time, sizeof time),
        array_of(size, bytea_type, data, sizeof data), array_of(size, bytea_type, "{}", 2)};
    double rate = append_for(connection, seconds, size, 12, values, (char *)versions.bytes + 24, id);
    PQfinish(connection);
    return rate;
}
