-- the version $version, reached
insert into schema_version (version) values ($version)
