import { useState } from 'react';
import type { KnownPart } from '#contracts';
import { chosenFiles, droppedFiles, type PictureFile } from '../../components/dropped-files.js';
import { plural } from '../../words.js';
import { type Adding, addTestPictures } from './add-pictures.js';

/** Takes pictures of known parts: those of bad parts with their kind, those of good parts. */
export function TestSetDrop({ station }: { station: string }) {
  const [kind, setKind] = useState('');
  const [adding, setAdding] = useState<Adding | null>(null);
  const take = (known: KnownPart) => (files: PictureFile[]) =>
    void addTestPictures(station, files, { known, kind: kind.trim() }, setAdding);
  return (
    <section className="test-set-drops" aria-label="Add pictures">
      <div>
        <Drop words="Drop pictures of bad parts here" onFiles={take('bad')} />
        <label className="kind-field">
          Kind of their defect
          <input
            value={kind}
            maxLength={100}
            placeholder="scratch, dent, … (may stay empty)"
            onChange={({ target }) => setKind(target.value)}
          />
        </label>
      </div>
      <Drop words="Drop pictures of good parts here" onFiles={take('good')} />
      {adding !== null && <Progress adding={adding} />}
    </section>
  );
}

function Drop({ words, onFiles }: { words: string; onFiles: (files: PictureFile[]) => void }) {
  const [over, setOver] = useState(false);
  return (
    <label
      className={`drop ${over ? 'over' : ''}`}
      onDragOver={(event) => (event.preventDefault(), setOver(true))}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        void droppedFiles(event.dataTransfer).then(onFiles);
      }}
    >
      <strong>{words}</strong>
      <span>Nothing is ever learned from them. Or choose them:</span>
      <input
        type="file"
        multiple
        aria-label={words}
        accept="image/*,.tif,.tiff,.bmp"
        onChange={({ target }) => onFiles(chosenFiles(target.files))}
      />
    </label>
  );
}

function Progress({ adding: { done, of, refused } }: { adding: Adding }) {
  if (of === 0) return <p className="problem">There was no picture among these files.</p>;
  return (
    <div aria-live="polite">
      <progress value={done} max={of} />
      <p>
        {done} of {plural(of, 'picture')} sent
      </p>
      {refused.map(({ path, reason }) => (
        <p className="problem" key={path}>
          {path}: {reason}
        </p>
      ))}
    </div>
  );
}
