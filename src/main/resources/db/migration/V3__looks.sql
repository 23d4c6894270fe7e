-- Every look: what was read, and what each gate said to it. With the judge's stored state it is the judge's memory: the
-- state is that of a moment, and the looks behind it are folded in when it is read.
create table look (
    release_id text        not null,
    position   bigint      not null generated always as identity,
    at         timestamptz not null,
    body       json        not null,
    primary key (release_id, position)
);

-- Looks come in the order of time, which makes the smallest index good enough for deleting the old ones.
create index look_age on look using brin (at);

drop table verdict;

-- Position of the last look that the body contains.
alter table analysis rename column looks to folded;
update analysis set folded = 0;

-- Lists of releases in a phase, the newest first.
create index release_of_phase on release (phase, id desc);
