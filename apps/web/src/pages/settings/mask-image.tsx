import { useState } from 'react';
import { ask, remove } from '../../api/client.js';
import { useLiveLine } from '../../live/use-live.js';
import { readOperator } from '../../components/operator.js';
import { Problem } from '../../components/told.js';
import { useAct } from '../../components/use-act.js';
import { usePicture } from '../../components/use-picture.js';

/** Shows the station's mask as a picture: white counts, black is ignored. It is stored as soon as it is chosen. */
export function MaskImage({ station, image }: { station: string; image: string | null }) {
  const line = useLiveLine();
  const { act, busy, problem } = useAct();
  const [turn, setTurn] = useState(0);
  const path = `/v1/stations/${station}/mask`;
  const preview = usePicture(image === null ? null : `${path}/preview?turn=${turn}`);
  const changed = async () => {
    await line.readStations();
    setTurn((count) => count + 1);
  };
  const put = (file: File) =>
    act(async () => {
      const headers = { 'content-type': file.type || 'image/png' };
      await ask(path, { method: 'PUT', body: file, headers });
      await changed();
    });
  const drop = () => act(async () => (await remove(path, readOperator()), await changed()));
  return (
    <div className="mask-image">
      <label>
        {image === null ? 'Or a mask picture' : 'Another mask picture'}: white counts, black is
        ignored{' '}
        <input
          type="file"
          accept="image/*"
          disabled={busy}
          onChange={({ target }) => {
            const file = target.files?.[0];
            if (file !== undefined) void put(file);
            target.value = '';
          }}
        />
      </label>
      {image !== null && (
        <>
          {preview.picture !== null && (
            <img src={preview.picture.url} alt="all masks over the newest normal" />
          )}
          <button type="button" className="chip" disabled={busy} onClick={() => void drop()}>
            Take the mask picture away
          </button>
        </>
      )}
      <Problem text={problem} />
    </div>
  );
}
