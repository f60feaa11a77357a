import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { Inspection } from '#contracts';

/** The newest frame is taken so often at most: a person has to see it, and its pictures to come. */
const holdMs = 900;
/** A defect stays so long, whatever comes meanwhile: a person has to find it in the picture. */
const defectHoldMs = 4_000;

/**
 * Returns the frame to show: the newest while following, else the one that was picked, which stays until `follow` is
 * called.
 */
export function useFollowed(inspections: readonly Inspection[]) {
  const [picked, setPicked] = useState<string | null>(null);
  const newest = useHeld(inspections[0] ?? null);
  const found = useMemo(
    () => inspections.find(({ frameId }) => frameId === picked) ?? null,
    [inspections, picked],
  );
  const step = useCallback(
    (by: number) => {
      const from = picked ?? newest?.frameId;
      const at = inspections.findIndex(({ frameId }) => frameId === from);
      const to = inspections[Math.max(0, at + by)];
      if (to !== undefined) setPicked(to.frameId);
    },
    [inspections, picked, newest],
  );
  const follow = useCallback(() => setPicked(null), []);
  return { shown: found ?? newest, following: found === null, pick: setPicked, follow, step };
}

/**
 * Lets a new frame through when the one before has been there for long enough: a defect that came
 * meanwhile before the newest frame.
 */
function useHeld(value: Inspection | null): Inspection | null {
  const [held, hold] = useState(value);
  const latest = useRef(value);
  const waiting = useRef<Inspection | null>(null);
  const since = useRef(0);
  useEffect(() => {
    latest.current = value;
    if (value?.verdict === 'defect' && value.frameId !== held?.frameId) waiting.current = value;
    const wanted = held?.verdict === 'defect' ? defectHoldMs : holdMs;
    const rest = Math.max(0, since.current + wanted - Date.now());
    const timer = setTimeout(() => {
      since.current = Date.now();
      hold(waiting.current ?? latest.current);
      waiting.current = null;
    }, rest);
    return () => clearTimeout(timer);
  }, [value, held]);
  return held;
}
