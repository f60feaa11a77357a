import { useEffect, useState } from 'react';

/** Keeps the screen awake while the page is seen; returns whether it is kept so. Browsers do that on https only. */
export function useWakeLock(): boolean {
  const [held, setHeld] = useState(false);
  useEffect(() => {
    let lock: WakeLockSentinel | null = null;
    const hold = () => {
      if (document.visibilityState !== 'visible' || !('wakeLock' in navigator)) return;
      navigator.wakeLock.request('screen').then(
        (got) => {
          lock = got;
          setHeld(true);
          got.addEventListener('release', () => setHeld(false));
        },
        // Refused, as on a battery that is low: the page says that the screen may go dark.
        () => setHeld(false),
      );
    };
    hold();
    document.addEventListener('visibilitychange', hold);
    return () => {
      document.removeEventListener('visibilitychange', hold);
      void lock?.release();
    };
  }, []);
  return held;
}
