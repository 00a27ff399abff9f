#include "include/BenchFloor.h"
#include "floor.h"

#include <arpa/inet.h>
#include <endian.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// The status of one stream: what happened last, when, and how often anything did.
struct status {
    char *stream;
    uint32_t stream_length, type_length;
    int64_t events, recorded_at;
    char type[64];
};

struct table {
    struct status *slots;
    size_t mask, count;
};

static uint64_t hash(const char *bytes, uint32_t length)
{
    uint64_t value = 14695981039346656037u;
    for (uint32_t i = 0; i < length; i++)
        value = (value ^ (unsigned char)bytes[i]) * 1099511628211u;
    return value;
}

static void *allocate(size_t count, size_t size)
{
    void *memory = calloc(count, size);
    if (memory == NULL) {
        fprintf(stderr, "out of memory\n");
        exit(EXIT_FAILURE);
    }
    return memory;
}

static void grow(struct table *table)
{
    struct table larger = {allocate((table->mask + 1) * 2, sizeof *table->slots), table->mask * 2 + 1, 0};
    for (size_t i = 0; i <= table->mask; i++)
        if (table->slots[i].stream != NULL) {
            size_t place = hash(table->slots[i].stream, table->slots[i].stream_length) & larger.mask;
            while (larger.slots[place].stream != NULL)
                place = (place + 1) & larger.mask;
            larger.slots[place] = table->slots[i];
            larger.count += 1;
        }
    free(table->slots);
    *table = larger;
}

static struct status *find(struct table *table, const char *stream, uint32_t length)
{
    if (table->count * 2 > table->mask)
        grow(table);
    size_t place = hash(stream, length) & table->mask;
    while (table->slots[place].stream != NULL) {
        struct status *slot = &table->slots[place];
        if (slot->stream_length == length && memcmp(slot->stream, stream, length) == 0)
            return slot;
        place = (place + 1) & table->mask;
    }
    struct status *slot = &table->slots[place];
    slot->stream = allocate(length, 1);
    memcpy(slot->stream, stream, length);
    slot->stream_length = length;
    table->count += 1;
    return slot;
}

static uint32_t length_at(const char *bytes)
{
    uint32_t value;
    memcpy(&value, bytes, 4);
    return ntohl(value);
}

// Columns as in EVENT_COLUMNS: position, stream, version, event_id, type, actor, occurred_at, recorded_at, data,
// metadata. None of them is ever NULL.
static void fold(struct table *table, const char *row)
{
    const char *fields[8];
    uint32_t lengths[8];
    row += 2;
    for (int column = 0; column < 8; column++) {
        lengths[column] = length_at(row);
        fields[column] = row + 4;
        row += 4 + lengths[column];
    }
    struct status *status = find(table, fields[1], lengths[1]);
    uint64_t recorded_at;
    memcpy(&recorded_at, fields[7], 8);
    status->events += 1;
    status->recorded_at = (int64_t)be64toh(recorded_at) + 946684800000000;
    status->type_length = lengths[4] < sizeof status->type ? lengths[4] : sizeof status->type;
    memcpy(status->type, fields[4], status->type_length);
}

// The same JSON as the read model's row: RFC 3339 in UTC, with six digits of a second or none.
static int write_body(const struct status *status, char *body, size_t size)
{
    int64_t seconds = status->recorded_at / 1000000, fraction = status->recorded_at % 1000000;
    int64_t days = seconds / 86400, rest = seconds % 86400;
    int64_t era_days = days + 719468, era = era_days / 146097, day_of_era = era_days % 146097;
    int64_t year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int64_t shifted = (5 * day_of_year + 2) / 153, day = day_of_year - (153 * shifted + 2) / 5 + 1;
    int64_t month = shifted < 10 ? shifted + 3 : shifted - 9;
    int64_t year = year_of_era + era * 400 + (month <= 2);
    char digits[16] = "";
    if (fraction != 0)
        snprintf(digits, sizeof digits, ".%06d", (int)(fraction % 1000000));
    return snprintf(body, size,
        "{\"events\":%lld,\"since\":\"%04d-%02d-%02dT%02d:%02d:%02d%sZ\",\"status\":\"%.*s\"}",
        (long long)status->events, (int)year, (int)month, (int)day, (int)(rest / 3600), (int)(rest / 60 % 60),
        (int)(rest % 60), digits, (int)status->type_length, status->type);
}

static char *append_field(char *out, const char *bytes, uint32_t length)
{
    uint32_t size = htonl(length);
    memcpy(out, &size, 4);
    memcpy(out + 4, bytes, length);
    return out + 4 + length;
}

static void put(PGconn *connection, const char *bytes, size_t length)
{
    if (PQputCopyData(connection, bytes, (int)length) != 1)
        floor_fail(connection, "COPY in");
}

static void run(PGconn *connection, const char *query)
{
    PGresult *result = PQexec(connection, query);
    if (PQresultStatus(result) != PGRES_COMMAND_OK)
        floor_fail(connection, query);
    PQclear(result);
}

static void write_rows(PGconn *connection, const struct table *table)
{
    static const char header[] = "PGCOPY\n\377\r\n\0\0\0\0\0\0\0\0\0";
    static char buffer[1 << 16];
    PGresult *result = PQexec(connection, "COPY bench_floor.status (key, body) FROM STDIN (FORMAT binary)");
    if (PQresultStatus(result) != PGRES_COPY_IN)
        floor_fail(connection, "COPY in");
    PQclear(result);
    put(connection, header, 19);
    char *out = buffer;
    for (size_t i = 0; i <= table->mask; i++) {
        const struct status *status = &table->slots[i];
        if (status->stream == NULL)
            continue;
        char body[256];
        int length = write_body(status, body, sizeof body);
        uint16_t columns = htons(2);
        memcpy(out, &columns, 2);
        out = append_field(out + 2, status->stream, status->stream_length);
        out = append_field(out, body, (uint32_t)length);
        if (out - buffer > (1 << 16) - 1024) {
            put(connection, buffer, (size_t)(out - buffer));
            out = buffer;
        }
    }
    memcpy(out, "\377\377", 2);
    put(connection, buffer, (size_t)(out + 2 - buffer));
    if (PQputCopyEnd(connection, NULL) != 1)
        floor_fail(connection, "COPY in");
    while ((result = PQgetResult(connection)) != NULL) {
        if (PQresultStatus(result) != PGRES_COMMAND_OK)
            floor_fail(connection, "COPY in");
        PQclear(result);
    }
}

double floor_rebuild(const char *url)
{
    PGconn *connection = floor_connect(url);
    run(connection, "set client_min_messages = warning");
    run(connection, "drop schema if exists bench_floor cascade");
    run(connection, "create schema bench_floor");
    run(connection, "create table bench_floor.status (key text collate \"C\" primary key, body bytea not null)");
    long long end = floor_number(connection, "select event_store.current_watermark()");
    char query[512];
    snprintf(query, sizeof query,
        "COPY (select " EVENT_COLUMNS " from event_store.events where position > 0 and position <= %lld"
        " order by position) TO STDOUT (FORMAT binary)", end);

    struct table table = {allocate(1 << 10, sizeof *table.slots), (1 << 10) - 1, 0};
    double start = floor_now();
    PGresult *result = PQexec(connection, query);
    if (PQresultStatus(result) != PGRES_COPY_OUT)
        floor_fail(connection, "COPY out");
    PQclear(result);
    long long events = 0;
    char *message;
    int length;
    while ((length = PQgetCopyData(connection, &message, 0)) > 0) {
        // The first message begins with the header of 19 bytes; the last one is the trailer.
        const char *row = events == 0 ? message + 19 : message;
        if (memcmp(row, "\377\377", 2) != 0) {
            fold(&table, row);
            events += 1;
        }
        PQfreemem(message);
    }
    result = PQgetResult(connection);
    if (length != -1 || PQresultStatus(result) != PGRES_COMMAND_OK)
        floor_fail(connection, "COPY out");
    PQclear(result);
    while ((result = PQgetResult(connection)) != NULL)
        PQclear(result);
    write_rows(connection, &table);
    double seconds = floor_now() - start;

    for (size_t i = 0; i <= table.mask; i++)
        free(table.slots[i].stream);
    free(table.slots);
    PQfinish(connection);
    return (double)events / seconds;
}
