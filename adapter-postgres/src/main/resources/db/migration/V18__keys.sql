-- Which keys the secrets of this database are encrypted under: one row in most databases, two during a rotation.
--   id            what a ciphertext names its key by: the first four bytes of the fingerprint
--   fingerprint   of the key, made with it, so that it tells keys apart and tells nothing about them
--   is_current    what is written now is encrypted under this one
--   names_itself  false for the key of a database that is older than this table: its ciphertexts carry no id until
--                 rotate_encryption_key has been run, so that nodes of the release before read what is written beside them
-- A new table: made at once, whatever the size of the others. The first node that starts fills it; old nodes know nothing of it.
create table encryption_keys (
  id            integer     primary key,
  fingerprint   bytea       not null check (length(fingerprint) = 16),
  is_current    boolean     not null,
  names_itself  boolean     not null,
  first_used_at timestamptz not null default now()
);

create unique index encryption_keys_current_key on encryption_keys (is_current) where is_current;
