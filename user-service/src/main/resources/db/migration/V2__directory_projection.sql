-- How far the directory has come, for all replicas. Whoever writes to the directory holds this row's lock from before it reads
-- the account until it has stored it, so that nobody stores something older over something newer.
create table directory_projection (
    only_row  boolean     primary key default true check (only_row),
    position  text,
    copied_at timestamptz
);
comment on column directory_projection.position is 'the entry of the log of identity events up to which all is in the directory';
comment on column directory_projection.copied_at is 'when the last complete copy of all users was begun';
insert into directory_projection default values;
