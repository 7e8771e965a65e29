-- What was asked for lately of one entitlement, for the usual time to a yes that forms say.
CREATE INDEX requests_by_entitlement ON requests (entitlement, asked_at);
