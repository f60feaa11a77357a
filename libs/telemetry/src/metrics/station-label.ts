/** Stations that get a label of their own; a series costs memory here and in Prometheus. */
export const mostStationLabels = 200;

/**
 * The `station` label: its id for the first 200 stations that this process meets, `other` for all
 * beyond, so that the number of series is bounded whatever callers name.
 */
export class StationLabels {
  private readonly known = new Set<string>();

  of(station: string): string {
    if (this.known.has(station)) return station;
    if (this.known.size >= mostStationLabels) return 'other';
    this.known.add(station);
    return station;
  }
}
