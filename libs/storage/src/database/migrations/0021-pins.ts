/** PINs of people who sign in at a shared terminal, and which sign-ins are by one. */
export const pins = `
ALTER TABLE accounts ADD COLUMN pin text;
ALTER TABLE accounts ADD COLUMN pin_failures integer NOT NULL DEFAULT 0;
ALTER TABLE sessions ADD COLUMN by_pin boolean NOT NULL DEFAULT false;
`;
