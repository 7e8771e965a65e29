-- Home pages that are kept up to date, each since its owner opened it last, with the approvers' groups they were seen to be in then (JSON)
-- and how often it was drawn, so that whoever was held up notices that another drew it meanwhile.
CREATE TABLE homes (
    platform  TEXT    NOT NULL,
    tenant    TEXT    NOT NULL,
    account   TEXT    NOT NULL,
    person    TEXT    NOT NULL REFERENCES people (id),
    opened_at INTEGER NOT NULL,
    groups    TEXT    NOT NULL,
    drawn     INTEGER NOT NULL,
    PRIMARY KEY (platform, tenant, account)
);
CREATE INDEX homes_by_person ON homes (person);

-- What waits for a decision, looked through whenever a home page of an approver is drawn.
CREATE INDEX undecided_requests ON requests (asked_at) WHERE phase = 'Pending';
