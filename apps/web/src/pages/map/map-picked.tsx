import type { Address } from '#client';
import type { AnalysisMap } from '#contracts';
import { framePicture, normalPicture } from '../../api/addresses.js';
import { Picture } from '../../components/picture.js';
import { hashOf } from '../../routing.js';
import { plural, verdictWords, when } from '../../words.js';

type Points = AnalysisMap['points'];

/** The number of pictures shown at once; more would be looked at by nobody. */
const mostShown = 120;
const side = 160;

/** Shows the pictures behind the picked points. */
export function MapPicked({ points, picked }: { points: Points; picked: readonly number[] }) {
  if (picked.length === 0)
    return (
      <p className="quiet">
        Draw a line around points to see their pictures: press Lasso, or hold Shift and drag.
      </p>
    );
  return (
    <>
      <p>
        <strong>{plural(picked.length, 'picture')}</strong>{' '}
        <small>{countsOf(points, picked)}</small>
      </p>
      <ul className="map-pictures">
        {picked.slice(0, mostShown).map((place) => (
          <li key={points.id[place]}>
            <PointPicture points={points} place={place} />
          </li>
        ))}
      </ul>
      {picked.length > mostShown && (
        <p className="quiet">and {plural(picked.length - mostShown, 'picture')} more</p>
      )}
    </>
  );
}

function PointPicture({ points, place }: { points: Points; place: number }) {
  const verdict = points.verdict[place];
  const picture = <Picture address={pictureOf(points, place, side)} alt={textOf(points, place)} />;
  if (points.kind[place] === 'normal' || verdict == null) return picture;
  return (
    <a
      className={verdict}
      href={hashOf({ page: 'frame', frame: points.id[place]! })}
      title={textOf(points, place)}
    >
      {picture}
    </a>
  );
}

export function pictureOf({ kind, id, station }: Points, place: number, pixels: number): Address {
  return kind[place] === 'normal'
    ? normalPicture(station[place]!, id[place]!, pixels)
    : framePicture(id[place]!, pixels);
}

/** Writes what is known of a point, in a line. */
export function textOf({ kind, verdict, label, at, placed }: Points, place: number): string {
  if (kind[place] === 'normal') return 'normal';
  const said = verdict[place] == null ? 'deleted since' : verdictWords[verdict[place]];
  return [
    said,
    ...(label[place] == null ? [] : [label[place]]),
    ...(at[place] == null ? [] : [when(new Date(at[place]).toISOString())]),
    ...(placed[place] === 1 ? ['placed later'] : []),
  ].join(', ');
}

function countsOf({ kind, verdict }: Points, picked: readonly number[]): string {
  const counts = new Map<string, number>();
  for (const place of picked) {
    const word = kind[place] === 'normal' ? 'normal' : (verdict[place] ?? 'deleted since');
    counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  return [...counts]
    .sort((a, b) => b[1] - a[1])
    .map(([word, count]) => `${count.toLocaleString('en')} ${word}`)
    .join(', ');
}
