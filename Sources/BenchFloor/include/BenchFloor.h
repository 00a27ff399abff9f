// What a C program over libpq reaches that does only what cannot be left out. Each function returns events in a second,
// or ends the process with the server's message.
#ifndef BENCH_FLOOR_H
#define BENCH_FLOOR_H

/// Copies the whole log out in binary form, in order, up to the watermark, and counts bytes.
double floor_copy_out(const char *url);

/// Reads one stream by a prepared SELECT in binary form, and looks at the length of each value.
double floor_read_stream(const char *url, const char *stream);

/// Copies the whole log out, folds the status of each stream and copies the rows in.
double floor_rebuild(const char *url);

/// Appends to a new stream for some seconds, `size` events of 290 bytes in each call of `event_store.append`.
double floor_append_arrays(const char *url, const char *stream, double seconds, int size);

/// The same by a function of the schema `bare` that only checks the version and inserts.
double floor_append_bare(const char *url, const char *stream, double seconds, int size);

#endif
