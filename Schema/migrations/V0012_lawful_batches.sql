-- are_lawful took the places of expectations too, which append_each now looks at.
drop function if exists event_store.are_lawful(
    uuid[], text[], bytea[], text[], bytea[], integer[], text[], bigint[], integer[], text[], text[], timestamptz[],
    bytea[], bytea[]);
