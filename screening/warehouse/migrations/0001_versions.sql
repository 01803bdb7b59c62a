-- columns and tables that came before versions were counted; some of these warehouses have them already
alter table list_entry add column if not exists programmes varchar[] default [];
alter table list_entry add column if not exists birth_dates varchar[] default [];
alter table list_entry add column if not exists nationalities varchar[] default [];
alter table list_entry add column if not exists remarks varchar default '';
alter table list_entry add column if not exists copied_from varchar;
alter table retrieval add column if not exists is_history boolean default false;

create table if not exists fetched (
    url varchar not null,
    etag varchar,
    last_modified varchar,
    sha256 varchar not null,
    fetched_at timestamp not null
);

create table if not exists schema_version (
    version integer not null
);
