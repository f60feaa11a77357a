/** Asks for a password that an account gets. */
export function NewPassword(props: { value: string; onChange: (value: string) => void }) {
  return (
    <label>
      Password, ten characters at least
      <input
        required
        type="password"
        autoComplete="new-password"
        minLength={10}
        value={props.value}
        onChange={({ target }) => props.onChange(target.value)}
      />
    </label>
  );
}
