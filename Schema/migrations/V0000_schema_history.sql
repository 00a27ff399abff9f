create schema schema_history;

-- Every file of Schema/ that was applied, each time it was; the last of each path counts.
create table schema_history.files (
    path text collate "C" not null,
    sha256 bytea not null,
    applied_at timestamptz not null,
    primary key (path, applied_at)
);

-- What all files together came to. A program compares the last one with its own, to see whether the schema is its own.
create table schema_history.installations (
    installed_at timestamptz primary key,
    fingerprint text not null
);
