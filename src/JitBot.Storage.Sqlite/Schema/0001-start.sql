-- Times are milliseconds since 1970-01-01 UTC.

PRAGMA application_id = 0x4A697442; -- "JitB": no other program's file is taken for ours

-- The log. A line is its sealed bytes; stream and version say where to find it, and the verifier compares them with the bytes.
CREATE TABLE lines (
    seq     INTEGER PRIMARY KEY,
    stream  TEXT    NOT NULL,
    version INTEGER NOT NULL,
    bytes   BLOB    NOT NULL,
    hash    TEXT    NOT NULL
);
CREATE UNIQUE INDEX lines_by_stream ON lines (stream, version);

CREATE TRIGGER lines_have_no_gap BEFORE INSERT ON lines
WHEN NEW.seq <> (SELECT coalesce(max(seq), 0) + 1 FROM lines)
BEGIN SELECT raise(ABORT, 'the log has no gaps'); END;
CREATE TRIGGER lines_are_never_changed BEFORE UPDATE ON lines
BEGIN SELECT raise(ABORT, 'the log is append-only'); END;
CREATE TRIGGER lines_are_never_deleted BEFORE DELETE ON lines
BEGIN SELECT raise(ABORT, 'the log is append-only'); END;

CREATE TABLE checkpoints (
    id         INTEGER PRIMARY KEY,
    heads      TEXT    NOT NULL, -- JSON, as in checkpoints.jsonl
    at         INTEGER NOT NULL,
    public_key TEXT    NOT NULL,
    signature  TEXT    NOT NULL
);
CREATE TRIGGER checkpoints_are_never_changed BEFORE UPDATE ON checkpoints
BEGIN SELECT raise(ABORT, 'checkpoints are kept as they were signed'); END;
CREATE TRIGGER checkpoints_are_never_deleted BEFORE DELETE ON checkpoints
BEGIN SELECT raise(ABORT, 'checkpoints are kept as they were signed'); END;

-- Personal texts beside the log, by the hash the lines carry; erased when their owner is forgotten.
CREATE TABLE texts (
    id    INTEGER PRIMARY KEY,
    hash  TEXT    NOT NULL UNIQUE,
    owner TEXT    NOT NULL,
    salt  TEXT    NOT NULL,
    text  TEXT    NOT NULL
);
CREATE INDEX texts_by_owner ON texts (owner);

-- What a request is found by; derived from its lines in the same transaction.
CREATE TABLE requests (
    id          TEXT    NOT NULL UNIQUE,
    handle      TEXT    NOT NULL UNIQUE,
    requester   TEXT    NOT NULL,
    entitlement TEXT    NOT NULL,
    phase       TEXT    NOT NULL,
    is_open     INTEGER NOT NULL,
    asked_at    INTEGER NOT NULL,
    holding     TEXT
);
CREATE INDEX requests_by_requester ON requests (requester, asked_at);
CREATE INDEX open_requests_by_entitlement ON requests (entitlement, asked_at) WHERE is_open = 1;

-- The first answer to each gesture, and the deliveries seen; both are pruned from their oldest end.
CREATE TABLE answers (
    id     INTEGER PRIMARY KEY,
    key    TEXT    NOT NULL UNIQUE,
    answer TEXT    NOT NULL,
    at     INTEGER NOT NULL
);
CREATE TABLE deliveries (
    id  INTEGER PRIMARY KEY,
    key TEXT    NOT NULL UNIQUE,
    at  INTEGER NOT NULL
);

-- Pending effects. The rows that are read whole at start and rewritten at each claim are narrow; the bodies stand beside them.
-- There is no index on due_at on purpose: the timer wheel is that index, and keeping a second one cost two thirds of the write rate.
-- AUTOINCREMENT, because a worker may come back with the id of a row that is gone, and must not meet another one under it.
CREATE TABLE effects (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    lane        INTEGER NOT NULL,
    due_at      INTEGER NOT NULL,
    lease_until INTEGER,
    attempts    INTEGER NOT NULL,
    generation  INTEGER NOT NULL,
    epoch       INTEGER NOT NULL,
    parked_at   INTEGER
);
CREATE TABLE effect_bodies (
    id    INTEGER PRIMARY KEY REFERENCES effects (id) ON DELETE CASCADE,
    key   TEXT    NOT NULL UNIQUE,
    body  TEXT    NOT NULL,
    error TEXT
);

CREATE TABLE cards (
    request       TEXT    NOT NULL,
    place         TEXT    NOT NULL,
    place_kind    TEXT    NOT NULL,
    platform      TEXT    NOT NULL,
    place_id      TEXT    NOT NULL,
    channel       TEXT,
    message       TEXT,
    shown_version INTEGER NOT NULL,
    told_version  INTEGER NOT NULL,
    place_lost    INTEGER NOT NULL,
    PRIMARY KEY (request, place)
);
CREATE INDEX cards_by_message ON cards (platform, channel, message) WHERE message IS NOT NULL;

-- A forgotten person keeps the row and the accounts; name and e-mail are empty.
CREATE TABLE people (
    id       TEXT NOT NULL UNIQUE,
    email    TEXT NOT NULL,
    name     TEXT NOT NULL,
    identity TEXT NOT NULL
);
CREATE UNIQUE INDEX people_by_email ON people (email) WHERE email <> '';
CREATE TABLE accounts (
    platform TEXT NOT NULL,
    tenant   TEXT NOT NULL,
    account  TEXT NOT NULL,
    person   TEXT NOT NULL REFERENCES people (id),
    PRIMARY KEY (platform, tenant, account)
);
CREATE UNIQUE INDEX one_account_a_platform_and_tenant ON accounts (person, platform, tenant);
