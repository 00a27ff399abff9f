// What a C program over libpq reaches that does only what cannot be left out. Each function returns events in a second,
// or ends the process with the server's message.
#ifndef BENCH_FLOOR_H
#define BENCH_FLOOR_H

/// Copies the whole log out in binary form, in order, up to the watermark, and counts bytes.
double floor_copy_out(const char *url);

/// Reads one stream by a prepared SELECT in binary form, and looks at the length of each value.
double floor_read_stream(const char *url, const char *stream);

#endif
