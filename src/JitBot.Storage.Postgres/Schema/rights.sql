-- What roles that own nothing may do. Applied after every upgrade, and again whenever the owner upgrades, so that a role may also be created
-- later; one that is not there is passed over, and so is the owner itself.
DO $$ BEGIN
    -- What the database's owner may have given to everybody, or by default, is taken back first.
    REVOKE ALL ON ALL TABLES IN SCHEMA jitbot FROM PUBLIC;
    -- The role that runs: nothing that could change what is in the log.
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'jitbot' AND rolname <> current_user) THEN
        REVOKE ALL ON ALL TABLES IN SCHEMA jitbot FROM jitbot;
        GRANT USAGE ON SCHEMA jitbot TO jitbot;
        GRANT SELECT ON schema TO jitbot;
        GRANT SELECT, INSERT ON lines, checkpoints TO jitbot;
        GRANT SELECT, INSERT, UPDATE ON chains, requests, effects, cards, homes, people, accounts, texts, answers, deliveries TO jitbot;
        GRANT DELETE ON effects, homes, texts, answers, deliveries TO jitbot;
    END IF;
    -- The role of an auditor: to read the log and the texts beside it.
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'jitbot_auditor') THEN
        REVOKE ALL ON ALL TABLES IN SCHEMA jitbot FROM jitbot_auditor;
        GRANT USAGE ON SCHEMA jitbot TO jitbot_auditor;
        GRANT SELECT ON schema, chains, lines, checkpoints, texts TO jitbot_auditor;
    END IF;
END $$;
