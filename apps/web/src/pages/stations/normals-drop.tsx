import { useState } from 'react';
import { useLiveLine } from '../../live/use-live.js';
import { plural } from '../../words.js';
import { chosenFiles, droppedFiles, type PictureFile } from '../../components/dropped-files.js';
import { type PartRule, partRules } from './part-of-file.js';
import { uploadNormals, type UploadProgress } from './upload-normals.js';

/** Takes the pictures of good parts that are dropped on it, and shows how far their upload is. */
export function NormalsDrop({ stationId }: { stationId: string }) {
  const line = useLiveLine();
  const [progress, setProgress] = useState<UploadProgress | null>(null);
  const [rule, setRule] = useState<PartRule>('each-file');
  const [over, setOver] = useState(false);
  const take = async (files: PictureFile[]) => {
    await uploadNormals(stationId, files, rule, setProgress);
    await line.readStations();
  };
  return (
    <section>
      <label className="part-rule">
        Which pictures show the same part?
        <select value={rule} onChange={({ target }) => setRule(target.value as PartRule)}>
          {partRules.map(([value, words]) => (
            <option key={value} value={value}>
              {words}
            </option>
          ))}
        </select>
      </label>
      <label
        className={`drop ${over ? 'over' : ''}`}
        onDragOver={(event) => (event.preventDefault(), setOver(true))}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault();
          setOver(false);
          void droppedFiles(event.dataTransfer).then(take);
        }}
      >
        <strong>Drop pictures of good parts here</strong>
        <span>JPEG, PNG, WebP, TIFF or BMP; whole folders too. Or choose them:</span>
        <input
          type="file"
          multiple
          accept="image/*,.tif,.tiff,.bmp"
          onChange={({ target }) => void take(chosenFiles(target.files))}
        />
      </label>
      {progress !== null && <Uploading progress={progress} />}
    </section>
  );
}

function Uploading({ progress: { done, of, known, refused } }: { progress: UploadProgress }) {
  if (of === 0) return <p className="problem">There was no picture among these files.</p>;
  return (
    <div aria-live="polite">
      <progress value={done} max={of} />
      <p>
        {done} of {plural(of, 'picture')} sent
        {known > 0 && `, ${known} of them known already`}
      </p>
      {refused.map(({ path, reason }) => (
        <p className="problem" key={path}>
          {path}: {reason}
        </p>
      ))}
    </div>
  );
}
