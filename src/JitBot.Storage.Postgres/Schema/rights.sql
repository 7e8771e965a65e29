-- What the role that runs may do: nothing that could change what is in the log. Applied after every upgrade, and again whenever the
-- owner upgrades, so that the role may also be created later.
GRANT USAGE ON SCHEMA jitbot TO jitbot;
GRANT SELECT ON schema TO jitbot;
GRANT SELECT, INSERT ON lines, checkpoints TO jitbot;
GRANT SELECT, INSERT, UPDATE ON chains, requests, effects, cards, people, accounts, texts, answers, deliveries TO jitbot;
GRANT DELETE ON effects, texts, answers, deliveries TO jitbot;
