-- the whole schema; history is append-only, every time is naive UTC
create table if not exists snapshot (
    snapshot_id varchar primary key,   -- sha256 over the list id and the raw files
    list_id varchar not null,
    completeness varchar not null,     -- complete, extract
    accepted_at timestamp not null,
    entries integer not null,
    names integer not null,
    accepted_because varchar,          -- reason given by a person for accepting a shrunken list
    raw_files struct(role varchar, sha256 varchar, bytes bigint)[] not null
);

create table if not exists list_entry (
    snapshot_id varchar not null,
    position integer not null,
    entry_id varchar not null,
    list_id varchar not null,
    kind varchar not null,
    primary_name varchar not null,
    names struct("name" varchar, "type" varchar, script varchar, "language" varchar)[] not null,
    country varchar,
    addresses varchar[] not null,
    identifiers struct(kind varchar, "value" varchar)[] not null,
    listed_on date,
    citation varchar not null,
    licence_requirement varchar not null,
    licence_policy varchar not null,
    footnotes varchar[] not null,
    measures struct(
        code varchar,
        "text" varchar,
        periods struct(state varchar, from_at timestamp, until_at timestamp, basis varchar)[]
    )[] not null,
    part_of varchar,
    programmes varchar[] not null,
    birth_dates varchar[] not null,
    nationalities varchar[] not null,
    remarks varchar not null,
    copied_from varchar                -- primary list that a consolidating list copied the entry from
);

create table if not exists refusal (
    list_id varchar not null,
    refused_at timestamp not null,
    origin varchar not null,
    reason varchar not null
);

create table if not exists run (
    run_id varchar primary key,
    run_key varchar not null unique,
    business_date date not null,
    as_of date not null,
    scope varchar not null,            -- which counterparties: events compare runs of one scope
    verdict varchar not null,
    finished_at timestamp not null,
    manifest json not null
);

create table if not exists hit (
    run_id varchar not null,
    counterparty_id varchar not null,
    list_id varchar not null,
    entry_id varchar not null,
    entry_name varchar not null,
    score double not null,
    band varchar not null,
    state varchar not null,
    matched_counterparty_name varchar not null,
    matched_entry_name varchar not null,
    entry_fingerprint varchar not null
);

create table if not exists hit_event (
    run_id varchar not null,
    business_date date not null,
    counterparty_id varchar not null,
    list_id varchar not null,
    entry_id varchar not null,
    event varchar not null,            -- new, changed, unchanged, gone
    detail varchar not null
);

create table if not exists retrieval (
    list_id varchar not null,
    snapshot_id varchar not null,      -- each time a publisher or a person gave us this content
    origin varchar not null,
    edition_on date not null,
    retrieved_at timestamp not null,
    is_history boolean not null        -- brought in to look back: never in force by itself
);

create table if not exists fetched (
    url varchar not null,              -- what a publisher answered, to ask next time whether it is still the same
    etag varchar,
    last_modified varchar,
    sha256 varchar not null,           -- of the content, which is among the raw files
    fetched_at timestamp not null
);

create table if not exists run_list (
    run_id varchar not null,
    list_id varchar not null,
    snapshot_id varchar                -- null where the list was missing
);

create table if not exists removal (
    kind varchar not null,             -- report, snapshot
    id varchar not null,
    removed_at timestamp not null,
    rule varchar not null              -- the rule of retention that was in force
);

create table if not exists schema_version (
    version integer not null           -- of this schema; see migrate.py
);
