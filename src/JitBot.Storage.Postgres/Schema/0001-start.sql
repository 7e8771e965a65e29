-- Times are milliseconds since 1970-01-01 UTC; leases alone are kept on the database's own clock.
-- Keys are compared byte by byte (COLLATE "C"), whatever language the database was made for.

-- One row: the number of the last script applied, and the oldest program (by the last script it knows) this schema still serves.
CREATE TABLE schema (
    number        integer NOT NULL,
    oldest_served integer NOT NULL,
    one           boolean NOT NULL DEFAULT true PRIMARY KEY CHECK (one)
);
INSERT INTO schema (number, oldest_served) VALUES (1, 1);

-- A chain for each process that writes at the same time. The row is there to be locked while a line is put behind the chain's last one.
CREATE TABLE chains (
    chain integer PRIMARY KEY
);

-- The log. A line is its sealed bytes; stream and version say where to find it, and the verifier compares them with the bytes.
CREATE TABLE lines (
    chain   integer          NOT NULL REFERENCES chains (chain),
    seq     bigint           NOT NULL,
    stream  text COLLATE "C" NOT NULL,
    version bigint           NOT NULL,
    bytes   bytea            NOT NULL,
    hash    text COLLATE "C" NOT NULL,
    PRIMARY KEY (chain, seq),
    CONSTRAINT lines_by_stream UNIQUE (stream, version)
);

CREATE TABLE checkpoints (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    heads      text   NOT NULL,
    at         bigint NOT NULL,
    public_key text   NOT NULL,
    signature  text   NOT NULL
);

CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER lines_are_never_changed BEFORE UPDATE OR DELETE ON lines FOR EACH ROW EXECUTE FUNCTION refuse();
CREATE TRIGGER lines_are_never_emptied BEFORE TRUNCATE ON lines FOR EACH STATEMENT EXECUTE FUNCTION refuse();
CREATE TRIGGER checkpoints_are_never_changed BEFORE UPDATE OR DELETE ON checkpoints FOR EACH ROW EXECUTE FUNCTION refuse();
CREATE TRIGGER checkpoints_are_never_emptied BEFORE TRUNCATE ON checkpoints FOR EACH STATEMENT EXECUTE FUNCTION refuse();

CREATE FUNCTION refuse_gap() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.seq <> (SELECT coalesce(max(seq), 0) + 1 FROM lines WHERE chain = NEW.chain) THEN
        RAISE EXCEPTION 'a chain has no gaps' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER lines_have_no_gap BEFORE INSERT ON lines FOR EACH ROW EXECUTE FUNCTION refuse_gap();

-- Personal texts beside the log, by the hash the lines carry; erased when their owner is forgotten.
CREATE TABLE texts (
    id    bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    hash  text COLLATE "C" NOT NULL UNIQUE,
    owner text COLLATE "C" NOT NULL,
    salt  text             NOT NULL,
    text  text             NOT NULL
);
CREATE INDEX texts_by_owner ON texts (owner);

-- What a request is found by; derived from its lines in the same transaction.
CREATE TABLE requests (
    row         bigint GENERATED ALWAYS AS IDENTITY,
    id          text COLLATE "C" PRIMARY KEY,
    handle      text COLLATE "C" NOT NULL UNIQUE,
    requester   text COLLATE "C" NOT NULL,
    entitlement text COLLATE "C" NOT NULL,
    phase       text             NOT NULL,
    is_open     boolean          NOT NULL,
    asked_at    bigint           NOT NULL,
    holding     text
);
CREATE INDEX requests_by_requester ON requests (requester, asked_at);
CREATE INDEX open_requests_by_entitlement ON requests (entitlement, asked_at) WHERE is_open;

-- The first answer to each gesture, and the deliveries seen; both are pruned from their oldest end.
CREATE TABLE answers (
    id     bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    key    text COLLATE "C" NOT NULL,
    answer text             NOT NULL,
    at     bigint           NOT NULL,
    CONSTRAINT answers_by_key UNIQUE (key)
);
CREATE TABLE deliveries (
    id  bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    key text COLLATE "C" NOT NULL UNIQUE,
    at  bigint           NOT NULL
);

-- Pending effects. There is no index on due_at on purpose: the timer wheel is that index, and without one a claim need not touch
-- any index (HOT); the room left in each page is for that. An identity never gives a number twice, so a worker who comes back
-- with the id of a row that is gone does not meet another one under it.
CREATE TABLE effects (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    key         text COLLATE "C" NOT NULL UNIQUE,
    lane        integer          NOT NULL,
    due_at      bigint           NOT NULL,
    lease_until timestamptz,
    attempts    integer          NOT NULL DEFAULT 0,
    generation  bigint           NOT NULL DEFAULT 1,
    epoch       bigint           NOT NULL DEFAULT 0,
    parked_at   bigint,
    body        text             NOT NULL,
    error       text
) WITH (fillfactor = 70);

CREATE TABLE cards (
    request       text COLLATE "C" NOT NULL,
    place         text COLLATE "C" NOT NULL,
    place_kind    text             NOT NULL,
    platform      text COLLATE "C" NOT NULL,
    place_id      text             NOT NULL,
    channel       text COLLATE "C",
    message       text COLLATE "C",
    shown_version bigint           NOT NULL,
    told_version  bigint           NOT NULL,
    place_lost    boolean          NOT NULL,
    PRIMARY KEY (request, place)
);
CREATE INDEX cards_by_message ON cards (platform, channel, message) WHERE message IS NOT NULL;

-- A forgotten person keeps the row and the accounts; name and e-mail are empty.
CREATE TABLE people (
    id       text COLLATE "C" PRIMARY KEY,
    email    text COLLATE "C" NOT NULL,
    name     text             NOT NULL,
    identity text             NOT NULL
);
CREATE UNIQUE INDEX people_by_email ON people (email) WHERE email <> '';
CREATE TABLE accounts (
    platform text COLLATE "C" NOT NULL,
    tenant   text COLLATE "C" NOT NULL,
    account  text COLLATE "C" NOT NULL,
    person   text COLLATE "C" NOT NULL REFERENCES people (id),
    PRIMARY KEY (platform, tenant, account)
);
CREATE UNIQUE INDEX one_account_a_platform_and_tenant ON accounts (person, platform, tenant);
