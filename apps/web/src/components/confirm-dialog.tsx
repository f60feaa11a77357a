import { Dialog } from './dialog.js';
import { Problem } from './told.js';
import { useAct } from './use-act.js';

/** Asks once before something that cannot be undone; stays open where it could not be done. */
export function ConfirmDialog(props: {
  title: string;
  /** The name of the button that does it. */
  deed: string;
  onDeed: () => Promise<unknown>;
  onClose: () => void;
  children: React.ReactNode;
}) {
  const { title, deed, onDeed, onClose, children } = props;
  const { act, busy, problem } = useAct();
  return (
    <Dialog title={title} onClose={onClose}>
      <p>{children}</p>
      <Problem text={problem} />
      <p className="dialog-deeds">
        <button
          type="button"
          className="button"
          disabled={busy}
          onClick={() => void act(onDeed).then((well) => well && onClose())}
        >
          {deed}
        </button>
        <button type="button" className="button quiet-button" onClick={onClose}>
          Leave it
        </button>
      </p>
    </Dialog>
  );
}
