create schema read_models;

comment on schema read_models is 'What projections have made of the log. All of it can be made again.';

create table read_models.rows (
    model text collate "C" not null,
    version integer not null,
    key text collate "C" not null,
    body bytea not null,
    primary key (model, version, key)
);

-- How far a projection is, and which owner may move it: only the last to claim it.
create table read_models.checkpoints (
    model text collate "C" not null,
    version integer not null,
    position bigint not null default 0,
    epoch bigint not null default 0,
    claimed_at timestamptz not null,
    applied_at timestamptz,
    primary key (model, version)
);
