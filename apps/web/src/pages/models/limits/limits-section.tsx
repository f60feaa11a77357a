import { useState } from 'react';
import type { LimitsOfModel } from '#contracts';
import { useRead } from '../../../api/use-read.js';
import { Told } from '../../../components/told.js';
import { when } from '../../../words.js';
import { LimitsChart } from './limits-chart.js';
import { OddNormals } from './odd-normals.js';
import { SetLimits } from './set-limits.js';
import { typed, type TypedLimits } from './typed-limits.js';
import { useSettled } from './use-settled.js';
import { WaitingLimits } from './waiting-limits.js';
import { WhatFollows } from './what-follows.js';

/** The milliseconds for which a limit must rest before it is asked what follows: a drag is not asked for at each pixel. */
const restMs = 200;

interface Shown {
  readonly station: string;
  readonly model: string;
  readonly turn: string;
  readonly onDone: () => void;
}

/** Shows the limits of the active model against its scores, what others would do, and what sets them. */
export function LimitsSection({ station, model, turn, onDone }: Shown) {
  const path = { station, model };
  const read = useRead('/v1/stations/{station}/models/{model}/limits', { path }, turn);
  return (
    <section className="limits" aria-label="Limits">
      <h2>Limits</h2>
      <Told {...read} reading="Reading the limits…">
        {read.value !== null && (
          <LimitsOf
            key={`${read.value.inForce.warn} ${read.value.inForce.reject}`}
            limits={read.value}
            turn={turn}
            onDone={onDone}
          />
        )}
      </Told>
      <OddNormals station={station} model={model} turn={turn} onDone={onDone} />
    </section>
  );
}

function LimitsOf(props: { limits: LimitsOfModel; turn: string; onDone: () => void }) {
  const { limits, turn, onDone } = props;
  const { stationId: station, modelId: model, inForce } = limits;
  const [wanted, want] = useState<TypedLimits>({ review: inForce.warn, reject: inForce.reject });
  const asked = useSettled(typed(wanted), restMs);
  const named = { path: { station, model }, query: asked };
  const read = useRead('/v1/stations/{station}/models/{model}/limits/what-if', named, turn);
  const waiting = limits.changes.find(({ state }) => state === 'waiting');
  const isOther = wanted.review !== inForce.warn || wanted.reject !== inForce.reject;
  return (
    <>
      <SaidOf limits={limits} />
      {waiting !== undefined && <WaitingLimits change={waiting} onDone={onDone} />}
      <LimitsChart histogram={limits.histogram} limits={wanted} onChange={want} />
      <Told {...read} reading="Looking at what follows…">
        {read.value !== null && <WhatFollows found={read.value} />}
      </Told>
      <SetLimits
        limits={limits}
        wanted={isOther ? typed(wanted) : null}
        onBack={() => want({ review: inForce.warn, reject: inForce.reject })}
        onDone={onDone}
      />
    </>
  );
}

function SaidOf({ limits: { byHand, lastByHand, modelId } }: { limits: LimitsOfModel }) {
  if (byHand !== null)
    return (
      <p className="note">
        Set by hand by {byHand.by}
        {byHand.approvedBy !== null && <>, approved by {byHand.approvedBy}</>}, {when(byHand.at)}: “
        {byHand.why}”
      </p>
    );
  if (lastByHand === null || lastByHand.modelId === modelId)
    return <p className="quiet">As the calibration made them. Move one to see what follows.</p>;
  return (
    <p className="note">
      As the calibration made them. The last limits were set by hand on the model before, by{' '}
      {lastByHand.by}, {when(lastByHand.askedAt)}: “{lastByHand.why}”. They were not carried over.
    </p>
  );
}
