/**
 * Chains the entries of each station's audit trail by their hashes, and refuses what would change the past. Entries of
 * before have no place in a chain.
 */
export const auditChain = `
ALTER TABLE audit ADD COLUMN place integer, ADD COLUMN hash text;
CREATE UNIQUE INDEX audit_chain ON audit (station, place) WHERE place IS NOT NULL;
CREATE FUNCTION refuse_change_of_audit() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the audit trail is only added to';
END $$;
CREATE TRIGGER audit_stays BEFORE UPDATE OR DELETE ON audit FOR EACH ROW EXECUTE FUNCTION refuse_change_of_audit();
CREATE TRIGGER audit_is_not_emptied BEFORE TRUNCATE ON audit FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_audit();
`;
