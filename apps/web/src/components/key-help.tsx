import { useState } from 'react';
import type { Route } from '../routing.js';
import { Dialog } from './dialog.js';
import { useKeys } from './use-keys.js';

type Keys = readonly (readonly [string, string])[];

const judging: Keys = [
  ['O', 'it is OK'],
  ['D', 'it is a defect'],
  ['U', 'unsure'],
  ['Z', 'take the answer back'],
];
const marking: Keys = [
  ['M', 'mark the place on the picture'],
  ['H', 'heatmap on and off'],
];

function keysOf(route: Route): Keys {
  if (route.page === 'line')
    return [
      ['H', 'heatmap on and off'],
      ['← →', 'newer, older frame'],
      ['Esc', 'back to the line'],
    ];
  if (route.page === 'alerts')
    return [
      ['↓ ↑ or J K', 'next, previous alert'],
      ['A', 'acknowledge'],
      ['H', 'heatmap on and off'],
      ...judging,
    ];
  if (route.page === 'frame') return [...judging, ...marking];
  if (route.page !== 'station') return [];
  if (route.tab === 'review') return [...judging, ...marking, ['→', 'leave it for later']];
  if (route.tab === 'map')
    return [
      ['drag, ← ↑ ↓ →', 'move the map'],
      ['wheel, + -', 'zoom'],
      ['0, double click', 'all points'],
      ['Shift and drag', 'pick points'],
      ['Esc', 'pick none'],
    ];
  if (route.tab === 'quarantine')
    return [
      ['↓ ↑ or J K', 'next, previous picture'],
      ['Y', 'use it as a good part'],
      ['N', 'keep it out'],
    ];
  return [];
}

/** Shows the keys of this page, on "?". */
export function KeyHelp({ route }: { route: Route }) {
  const [open, setOpen] = useState(false);
  useKeys({ '?': () => setOpen(!open) });
  const keys: Keys = [...keysOf(route), ['?', 'this list']];
  if (!open)
    return (
      <button
        type="button"
        className="key-help-button"
        aria-label="Keys of this page"
        title="Keys of this page (?)"
        onClick={() => setOpen(true)}
      >
        ?
      </button>
    );
  return (
    <Dialog title="Keys of this page" onClose={() => setOpen(false)}>
      <dl className="key-list">
        {keys.map(([key, meaning]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
