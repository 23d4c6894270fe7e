-- What came of requests that were taken in while the database was away: one row each, whatever came of it.
create table intake (
    id         text        primary key,
    accepted   timestamptz not null,
    done       timestamptz not null default clock_timestamp(),
    principal  text        not null,
    what       text        not null,
    -- The release that the answer named.
    release_id text        not null,
    -- The release that an earlier answer under the same key had named.
    became     text        not null,
    -- Code and sentence of the refusal; empty when it was carried out.
    code       text        not null default '',
    reason     text        not null default ''
);

create index intake_of_release on intake (release_id);
