-- Home pages that are kept up to date, each since its owner opened it last, with the approvers' groups they were seen to be in then (JSON)
-- and how often it was drawn, so that whoever was held up notices that another drew it meanwhile.
CREATE TABLE homes (
    platform  text COLLATE "C" NOT NULL,
    tenant    text COLLATE "C" NOT NULL,
    account   text COLLATE "C" NOT NULL,
    person    text COLLATE "C" NOT NULL REFERENCES people (id),
    opened_at bigint           NOT NULL,
    groups    text             NOT NULL,
    drawn     bigint           NOT NULL,
    PRIMARY KEY (platform, tenant, account)
);
CREATE INDEX homes_by_person ON homes (person);

-- What waits for a decision, looked through whenever a home page of an approver is drawn.
CREATE INDEX undecided_requests ON requests (asked_at) WHERE phase = 'Pending';
