-- The rows of a model are kept in generations: one that is read, and those that a rebuild fills beside it.
alter table read_models.rows add column generation bigint not null default 1;
alter table read_models.rows
    alter column generation drop default,
    drop constraint rows_pkey,
    add primary key (model, version, generation, key);

alter table read_models.checkpoints add column generation bigint not null default 1;
comment on column read_models.checkpoints.generation is 'The generation that questions read and catching up changes.';

-- No number is given twice, so that whoever fills a generation that was dropped cannot write into a later one.
create sequence read_models.generation_numbers start 2;

-- Generations that are being filled; `alive_at` tells one that died.
create table read_models.candidates (
    model text collate "C" not null,
    version integer not null,
    generation bigint not null,
    position bigint not null default 0,
    started_at timestamptz not null,
    alive_at timestamptz not null,
    primary key (model, version, generation)
);

-- Generations that nobody reads or fills any more; their rows can go.
create table read_models.retired (
    model text collate "C" not null,
    version integer not null,
    generation bigint not null,
    primary key (model, version, generation)
);

-- Streams that a generation could not go on with: their events from this position on are held back.
create table read_models.parked (
    model text collate "C" not null,
    version integer not null,
    generation bigint not null,
    stream text collate "C" not null,
    position bigint not null,
    code text collate "C" not null,
    explanation text not null,
    parked_at timestamptz not null,
    primary key (model, version, generation, stream)
);

-- Where COPY puts changes on their way into rows. A transaction sees and uses its own only.
create unlogged table read_models.staging (
    staged_by xid8 not null default pg_current_xact_id(),
    key text collate "C" not null,
    body bytea
);
-- Emptied by every batch: without this the dead rows of many batches are read again and again.
alter table read_models.staging set (autovacuum_vacuum_threshold = 1000, autovacuum_vacuum_scale_factor = 0);

drop function if exists
    read_models.apply(text, integer, bigint, bigint, bigint, text[], bytea[], boolean);
