-- Routers ask every second what changed.
create index route_changed on route (epoch);

-- The last time when nobody could renew a heartbeat: who was alive before counts as alive until then.
create table outage (
    only_one      boolean     primary key default true check (only_one),
    began_at      timestamptz not null default '-infinity',
    forgiven_till timestamptz not null default '-infinity'
);

insert into outage default values;

-- Events come in the order of time, which makes the smallest index good enough for deleting the old ones.
create index event_age on event using brin (at);
