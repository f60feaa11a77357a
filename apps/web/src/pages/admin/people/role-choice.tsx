import { type Role, roles } from '#contracts';

const meanings: Record<Role, string> = {
  viewer: 'viewer: looks',
  operator: 'operator: answers and acknowledges',
  engineer: 'engineer: teaches, changes models and settings',
  administrator: 'administrator: people, keys, everything',
};

/** Chooses what somebody may do; each role may do what those before it may. */
export function RoleChoice(props: { role: Role; onRole: (role: Role) => void }) {
  return (
    <label>
      Role
      <select
        value={props.role}
        onChange={({ target }) => props.onRole(roles.find((role) => role === target.value)!)}
      >
        {roles.map((role) => (
          <option key={role} value={role}>
            {meanings[role]}
          </option>
        ))}
      </select>
    </label>
  );
}
