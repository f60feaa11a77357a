import type { ShownDeviceKey } from '#contracts';
import { Command } from '../../../components/command.js';
import { Dialog } from '../../../components/dialog.js';

/** Shows a key, this once, with a button to copy it. */
export function ShownKey({ shown, onClose }: { shown: ShownDeviceKey; onClose: () => void }) {
  return (
    <Dialog title={`The key of ${shown.device.name}`} onClose={onClose}>
      <p>
        <strong>It is shown this once.</strong> Copy it into the device now; who loses it rotates
        the key.
      </p>
      <Command text={shown.key} />
      <p className="quiet">The device sends it as a header with each request:</p>
      <Command text={`X-Api-Key: ${shown.key}`} />
      <p className="dialog-deeds">
        <button type="button" className="button" onClick={onClose}>
          I have copied it
        </button>
      </p>
    </Dialog>
  );
}
