import { useState } from 'react';
import { useRead } from '../../../api/use-read.js';
import { useWhoAmI } from '../../../api/session.js';
import { Told } from '../../../components/told.js';
import { NewPerson } from './new-person.js';
import { PersonRow } from './person-row.js';

/** Lists the accounts, makes new ones, and changes what each may do. */
export function PeopleTab() {
  const [turn, setTurn] = useState(0);
  const again = () => setTurn((before) => before + 1);
  const read = useRead('/v1/people', {}, turn);
  const me = useWhoAmI()?.who?.name ?? null;
  const people = read.value?.items ?? [];
  return (
    <>
      <Told {...read} reading="Reading the accounts…">
        {people.length === 0 ? (
          <p className="lead">There are no accounts yet.</p>
        ) : (
          <table className="sheet">
            <thead>
              <tr>
                <th>Name</th>
                <th>Role</th>
                <th>Stations</th>
                <th>Last sign-in</th>
                <th>
                  <span className="visually-hidden">What can be done</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {people.map((account) => (
                <PersonRow
                  key={account.name}
                  account={account}
                  own={account.name === me}
                  onDone={again}
                />
              ))}
            </tbody>
          </table>
        )}
        <NewPerson first={people.length === 0} onDone={again} />
      </Told>
    </>
  );
}
