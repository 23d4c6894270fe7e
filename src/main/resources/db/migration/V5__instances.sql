-- What each router sees of both versions' instances: how many there are, and what is wrong with one that is not healthy.
alter table router_report
    add column stable_of         int  not null default 0,
    add column candidate_of      int  not null default 0,
    add column stable_trouble    text not null default '',
    add column candidate_trouble text not null default '';

-- The instances of a version on which it was judged; null where that is from before: then those that are there.
alter table endpoint add column tested jsonb;

-- Which target has which host and path. A host is lower case without a final dot, * is every host.
create table host_owner (
    host    text not null,
    prefix  text not null,
    service text not null,
    target  text not null,
    primary key (host, prefix)
);

create index host_owner_target on host_owner (service, target);

-- Where several targets had the same until now, the first by name has it, as it was in the routers.
insert into host_owner (host, prefix, service, target)
select h.host, coalesce(nullif(rtrim(d.body #>> '{traffic,pathPrefix}', '/'), ''), '/'), d.parent, d.name
from document d
cross join lateral (
    select rtrim(lower(value), '.') as host
    from jsonb_array_elements_text(
        case when jsonb_typeof(d.body #> '{traffic,hosts}') = 'array' then d.body #> '{traffic,hosts}' else '[]' end)
    union
    select '*' where coalesce(jsonb_array_length(
        case when jsonb_typeof(d.body #> '{traffic,hosts}') = 'array' then d.body #> '{traffic,hosts}' else '[]' end), 0) = 0
) as h
where d.kind = 'TARGET'
order by d.parent, d.name
on conflict do nothing;
