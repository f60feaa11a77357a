import { useWhoAmI } from '../../api/session.js';
import { Command } from '../../components/command.js';

/** Says, where nobody guards the installation, how the first administrator is made. */
export function FirstAdministrator() {
  const me = useWhoAmI();
  if (me === null || !me.open) return null;
  return (
    <section className="note" aria-label="Not guarded">
      <p>
        <strong>Nobody guards this installation:</strong> whoever reaches it may do everything. Make
        the first administrator, under <em>People</em> or by this command. From that moment on
        everybody signs in, and cameras need keys.
      </p>
      <Command text="npm run -s touchstone -- people add <name> --administrator" />
    </section>
  );
}
