-- what rules of retention removed
create table if not exists removal (
    kind varchar not null,
    id varchar not null,
    removed_at timestamp not null,
    rule varchar not null
);
