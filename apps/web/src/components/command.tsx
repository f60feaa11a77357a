import { useState } from 'react';

/** Shows a command to copy. */
export function Command({ text }: { text: string }) {
  const [said, say] = useState('Copy');
  const copy = () =>
    copyText(text).then(
      () => say('Copied'),
      () => say('Select it and copy'),
    );
  return (
    <div className="command">
      <code>{text}</code>
      <button type="button" onClick={() => void copy()}>
        {said}
      </button>
    </div>
  );
}

/** Browsers have a clipboard on https and on the machine itself only. */
async function copyText(text: string): Promise<void> {
  if (!isSecureContext) throw new Error('no clipboard without https');
  await navigator.clipboard.writeText(text);
}
