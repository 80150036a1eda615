-- User ids are Keycloak's: UUIDs, kept as the text they are in tokens.
create table profile (
    user_id        text        primary key,
    email          text,
    first_name     text        not null,
    last_name      text        not null,
    display_name   text,
    phone          text,
    department     text,
    job_title      text,
    locale         text,
    timezone       text,
    bio            text,
    avatar_id      uuid        unique,
    identity_as_of timestamptz not null,
    version        bigint      not null,
    created_at     timestamptz not null,
    updated_at     timestamptz not null
);
comment on column profile.identity_as_of is 'when the access token was issued that e-mail and names were last taken from';

create table avatar (
    avatar_id  uuid    not null,
    size       integer not null,
    user_id    text    not null references profile on delete cascade,
    media_type text    not null,
    image      bytea   not null,
    primary key (avatar_id, size)
);
create index avatar_user on avatar (user_id);
-- The pictures are compressed already.
alter table avatar alter column image set storage external;

create extension if not exists pg_trgm;

-- A copy of the realm's users. The keys are folded by the service (lower case, no accents), hence ordered byte by byte.
create table directory_user (
    user_id        text        collate "C" primary key,
    email          text,
    first_name     text        not null,
    last_name      text        not null,
    roles          text[]      not null,
    enabled        boolean     not null,
    email_verified boolean     not null,
    created_at     timestamptz,
    seen_at        timestamptz not null,
    email_key      text        collate "C" not null,
    first_name_key text        collate "C" not null,
    last_name_key  text        collate "C" not null,
    search_text    text        not null,
    created_key    timestamptz not null generated always as (coalesce(created_at, timestamptz '1970-01-01 00:00:00+00')) stored
);
comment on column directory_user.seen_at is 'when the row was made or last changed';
create index directory_user_created on directory_user (created_key, user_id);
create index directory_user_email on directory_user (email_key, user_id);
create index directory_user_first_name on directory_user (first_name_key, user_id);
create index directory_user_last_name on directory_user (last_name_key, user_id);
create index directory_user_search on directory_user using gin (search_text gin_trgm_ops);

-- Seals the cursors of paged lists, so that every replica can open what another one has sealed.
create table cursor_secret (
    secret text not null
);
insert into cursor_secret (secret) values (gen_random_uuid()::text || gen_random_uuid()::text);
