-- The triggers of the log look at the tables of this schema and at no other's, whatever search path the one who writes has set.
ALTER FUNCTION refuse() SET search_path = jitbot, pg_temp;
ALTER FUNCTION refuse_gap() SET search_path = jitbot, pg_temp;

-- Lines of a kind that programs of schema 1 cannot read may stand in the log from now on.
UPDATE schema SET oldest_served = 2;
