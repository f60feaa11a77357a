import { useState } from 'react';
import { addressOf, anew } from '#client';
import { api } from '../../api/client.js';
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
  const path = { station };
  const address = addressOf('/v1/stations/{station}/mask/preview', { path });
  const preview = usePicture(image === null ? null : anew(address, turn));
  const changed = async () => {
    await line.readStations();
    setTurn((count) => count + 1);
  };
  const put = (file: File) =>
    act(async () => {
      const body = file.type === '' ? file.slice(0, file.size, 'image/png') : file;
      await api.put('/v1/stations/{station}/mask', { path, body });
      await changed();
    });
  const drop = () =>
    act(async () => {
      await api.delete('/v1/stations/{station}/mask', { path, query: { by: readOperator() } });
      await changed();
    });
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
