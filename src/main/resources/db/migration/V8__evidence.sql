-- How requests ended that neither succeeded nor failed, and who had the bad ones: five numbers a user (bucket of the
-- sticky key, requests, errors, client errors, abandoned). Processes of the schema before write none of it.
alter table traffic_window add column client_errors bigint not null default 0;
alter table traffic_window add column abandoned bigint not null default 0;
alter table traffic_window add column users bigint[] not null default '{}';
