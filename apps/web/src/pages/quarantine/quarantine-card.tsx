import type { Address } from '#client';
import { useState } from 'react';
import type { Quarantined, QuarantineDecision, SetAside } from '#contracts';
import { framePicture, normalPicture } from '../../api/addresses.js';
import { Picture } from '../../components/picture.js';
import { when } from '../../words.js';
import { findingWords } from './finding-words.js';

interface CardProps {
  item: Quarantined;
  current: boolean;
  busy: boolean;
  onCurrent: () => void;
  onDecide: (decision: QuarantineDecision['decision'], note: string) => void;
}

/** Shows a picture that was set aside, why, and beside what it resembles. */
export function QuarantineCard(props: CardProps) {
  const { item, current } = props;
  const { id, stationId, findings, partId, state } = item;
  const like = findings.find(({ likeFrame }) => likeFrame !== null);
  return (
    <li
      className={`quarantine-card ${state} ${current ? 'current' : ''}`}
      onClick={props.onCurrent}
    >
      <div className="quarantine-pictures">
        <Captioned
          address={normalPicture(stationId, id, 480)}
          words={partId ?? 'without a part id'}
        />
        {like !== undefined && <LikePicture station={stationId} finding={like} />}
      </div>
      <ul className="findings">
        {findings.map((finding) => (
          <li key={finding.reason}>
            <strong>{findingWords[finding.reason]}</strong> {finding.detail}
          </li>
        ))}
      </ul>
      <small className="quiet">
        added {when(item.addedAt)}, set aside {when(item.setAsideAt)}
      </small>
      {state === 'quarantined' ? <Deciding {...props} /> : <Decided {...props} />}
    </li>
  );
}

/** A duplicate resembles a normal, a hidden defect a frame of the line. */
function LikePicture({ station, finding }: { station: string; finding: SetAside }) {
  const frame = finding.likeFrame!;
  const ofLine = finding.reason === 'near-defect' || finding.reason === 'hides-defect';
  const address = ofLine ? framePicture(frame, 480) : normalPicture(station, frame, 480);
  return <Captioned address={address} words={ofLine ? 'the known defect' : 'what it resembles'} />;
}

function Captioned({ address, words }: { address: Address; words: string }) {
  return (
    <figure>
      <Picture address={address} alt={words} />
      <figcaption>{words}</figcaption>
    </figure>
  );
}

function Deciding({ current, busy, onDecide }: CardProps) {
  const [note, setNote] = useState('');
  return (
    <>
      <input
        aria-label="Note"
        placeholder="Note"
        value={note}
        maxLength={2000}
        onChange={({ target }) => setNote(target.value)}
      />
      <div className="quarantine-deeds">
        <button
          type="button"
          className="judge ok"
          disabled={busy}
          onClick={() => onDecide('use', note)}
        >
          Use it {current && <kbd>Y</kbd>}
        </button>
        <button
          type="button"
          className="judge defect"
          disabled={busy}
          onClick={() => onDecide('keep-out', note)}
        >
          Keep out {current && <kbd>N</kbd>}
        </button>
      </div>
    </>
  );
}

function Decided({ item, busy, onDecide }: CardProps) {
  const { state, decidedBy, decidedAt, note } = item;
  const used = state === 'in';
  return (
    <p className="decided">
      <strong className={used ? 'success' : ''}>{used ? '✓ Used' : 'Kept out'}</strong>{' '}
      <small>
        {decidedBy ?? ''} {decidedAt !== null && when(decidedAt)}
      </small>
      {note !== null && note !== '' && <q>{note}</q>}
      <button
        type="button"
        className="chip"
        disabled={busy}
        onClick={() => onDecide(used ? 'keep-out' : 'use', '')}
      >
        {used ? 'Keep out instead' : 'Use after all'}
      </button>
    </p>
  );
}
