-- Who asked for somebody else, so that it counts for their day as well; null in rows of their own and in older ones.
ALTER TABLE requests ADD COLUMN asked_by text COLLATE "C";
CREATE INDEX requests_by_asker ON requests (asked_by, asked_at) WHERE asked_by IS NOT NULL;

-- Older programs cannot read that somebody was reminded of more time, and would write requests that count for nobody's day as the asker.
UPDATE schema SET oldest_served = 5;
