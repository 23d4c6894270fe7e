-- What people edit: one row a document, and every revision of it.
create table document (
    kind       text        not null,
    parent     text        not null default '',
    name       text        not null,
    revision   bigint      not null,
    body       jsonb       not null,
    changed_by text        not null,
    changed_at timestamptz not null default now(),
    primary key (kind, parent, name)
);

create table document_revision (
    kind       text        not null,
    parent     text        not null default '',
    name       text        not null,
    revision   bigint      not null,
    body       jsonb       not null,
    changed_by text        not null,
    changed_at timestamptz not null default now(),
    primary key (kind, parent, name, revision)
);

-- What a target runs, and the generation of its traffic.
create table target_state (
    service     text   not null,
    target      text   not null,
    environment text   not null,
    stable      jsonb,
    previous    jsonb,
    generation  bigint not null default 0,
    primary key (service, target)
);

-- The instances of a version at a target.
create table endpoint (
    service    text        not null,
    target     text        not null,
    digest     text        not null,
    label      text        not null,
    urls       jsonb       not null,
    revision   bigint      not null default 1,
    changed_at timestamptz not null default now(),
    primary key (service, target, digest)
);

-- Desired traffic: what every router is made equal to. Ordered by (generation, epoch).
create sequence route_epoch;

create table route (
    service    text   not null,
    target     text   not null,
    generation bigint not null,
    epoch      bigint not null default nextval('route_epoch'),
    traffic    jsonb  not null,
    primary key (service, target)
);

-- Processes that share this database.
create sequence node_epoch;

create table node (
    id            text        primary key,
    epoch         bigint      not null,
    started_at    timestamptz not null default now(),
    beat_at       timestamptz not null default now(),
    -- Epoch second up to which this node's router has handed over its windows.
    windows_until bigint      not null default 0
);

-- What each node's own router does.
create table router_report (
    node       text        not null references node (id) on delete cascade,
    service    text        not null,
    target     text        not null,
    generation bigint      not null,
    weight     int         not null,
    stable     int         not null,
    candidate  int         not null,
    changed_at timestamptz not null default now(),
    primary key (node, service, target)
);

-- What each node's own router counted, a second a row.
create table traffic_window (
    service        text     not null,
    target         text     not null,
    digest         text     not null,
    start_at       bigint   not null,
    node           text     not null,
    requests       bigint   not null,
    errors         bigint   not null,
    latency        bigint[] not null,
    slice_requests bigint[] not null,
    slice_errors   bigint[] not null,
    primary key (service, target, digest, start_at, node)
);

create index traffic_window_age on traffic_window (start_at);

create table release (
    id           text        primary key,
    service      text        not null,
    environment  text        not null,
    label        text        not null,
    digest       text        not null,
    phase        text        not null,
    requested_by text        not null,
    -- Holds the lane of its service and environment.
    active       boolean     not null,
    ended        boolean     not null,
    -- Number of events folded into the body.
    version      bigint      not null,
    body         jsonb       not null,
    lease_owner  text,
    lease_epoch  bigint,
    failures     int         not null default 0,
    parked       text,
    created_at   timestamptz not null default now(),
    changed_at   timestamptz not null default now()
);

create unique index release_lane on release (service, environment) where active;
create index release_claim on release (lease_owner) where not ended and parked is null;
create index release_changed on release (changed_at) where not ended;
create index release_of_service on release (service, environment, id desc);

-- The judge's state; written with every look, the release row only with events.
create table analysis (
    release_id text   primary key references release (id) on delete cascade,
    looks      bigint not null default 0,
    body       jsonb  not null
);

create table event (
    release_id text        not null references release (id) on delete cascade,
    number     bigint      not null,
    position   bigint      not null generated always as identity,
    at         timestamptz not null,
    body       jsonb       not null,
    primary key (release_id, number)
);

create unique index event_position on event (position);

-- What each gate said at each look, with what it saw.
create table verdict (
    release_id text        not null references release (id) on delete cascade,
    target     text        not null,
    gate       text        not null,
    at         timestamptz not null,
    from_at    timestamptz not null,
    step       int         not null,
    verdict    text        not null,
    log_e      double precision not null,
    sentence   text        not null,
    seen       jsonb       not null
);

create index verdict_of_gate on verdict (release_id, gate, at desc);
create index verdict_age on verdict (at);

-- Versions that are refused in an environment until somebody lifts it.
create table quarantine (
    id          text        primary key,
    service     text        not null,
    environment text        not null,
    label       text        not null,
    digest      text        not null,
    reason      text        not null,
    release_id  text,
    put_by      text        not null,
    put_at      timestamptz not null default now(),
    lifted_by   text,
    lifted_at   timestamptz,
    lift_reason text
);

create unique index quarantine_open on quarantine (service, environment, digest) where lifted_at is null;

create table token (
    id         text        primary key,
    person     text        not null,
    kind       text        not null,
    role       text        not null,
    groups     jsonb       not null default '[]',
    hash       bytea       not null unique,
    last_four  text        not null,
    created_by text        not null,
    created_at timestamptz not null default now(),
    expires_at timestamptz not null,
    revoked_at timestamptz
);

-- Answers that are given again when a request is sent again.
create table idempotency (
    principal  text        not null,
    key        text        not null,
    request    bytea       not null,
    status     int         not null,
    headers    jsonb       not null,
    body       jsonb,
    created_at timestamptz not null default now(),
    primary key (principal, key)
);

create index idempotency_age on idempotency (created_at);

-- Every acknowledged change, once.
create table audit (
    number    bigint      primary key generated always as identity,
    at        timestamptz not null default now(),
    principal text        not null,
    action    text        not null,
    subject   text        not null,
    detail    jsonb       not null
);

-- What services get that name no strategy. It may be edited like any other.
insert into document (kind, name, revision, body, changed_by)
values ('STRATEGY', 'standard', 1, '{"name": "standard", "type": "canary", "steps": [
    {"weight": 5, "hold": "5m"}, {"weight": 25, "hold": "5m"}, {"weight": 50, "hold": "5m"}, {"weight": 100}]}', 'sluice');

insert into document_revision (kind, name, revision, body, changed_by)
select kind, name, revision, body, changed_by from document;
