/** Alerts that wait for an acknowledgement are found, and counted, however many were acknowledged before them. */
export const openAlertsIndex = `
CREATE INDEX alerts_open ON alerts (raised_at DESC, id DESC) INCLUDE (station) WHERE acknowledged_at IS NULL;
CREATE INDEX alerts_open_of_station ON alerts (station, raised_at DESC, id DESC) WHERE acknowledged_at IS NULL;
`;
