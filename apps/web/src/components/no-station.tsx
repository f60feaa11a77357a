import { hashOf } from '../routing.js';

/** Says that there is no such station, and where those are that there are. */
export function NoStation({ id }: { id: string }) {
  return (
    <main className="page narrow">
      <h1>There is no station {id}</h1>
      <a href={hashOf({ page: 'stations' })}>All stations</a>
    </main>
  );
}
