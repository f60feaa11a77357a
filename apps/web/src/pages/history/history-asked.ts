import { verdict } from '#contracts';
import { startOfDay } from '../../routing/days.js';
import type { HistoryView } from '../../routing/history-view.js';

/** The inspections that the view asks the API for; the days are those of this browser. */
export function askedOf(view: HistoryView) {
  const { part, lot, station, family, model, from, until } = view;
  const known = verdict.safeParse(view.verdict);
  return {
    ...(part === null ? {} : { partId: part }),
    ...(lot === null ? {} : { lot }),
    ...(station === null ? {} : { station }),
    ...(known.success ? { verdict: known.data } : {}),
    ...(family === null ? {} : { family }),
    ...(model === null ? {} : { model }),
    ...(from === null ? {} : { from: startOfDay(from) }),
    ...(until === null ? {} : { until: startOfDay(until, 1) }),
  };
}
