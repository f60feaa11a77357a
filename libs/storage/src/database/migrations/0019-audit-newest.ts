/** The audit trails of all stations and of the service are read together, newest first. */
export const auditNewest = `
CREATE INDEX audit_newest ON audit (at DESC, id DESC);
`;
