import { useState } from 'react';
import { keepKey, readKey } from '../api/key.js';
import { useLiveLine } from '../live/use-live.js';

/** Asks for the API key when the API wants one. */
export function KeyDialog() {
  const line = useLiveLine();
  const [key, setKey] = useState(readKey());
  return (
    <form
      className="page narrow key-form"
      onSubmit={(event) => {
        event.preventDefault();
        keepKey(key.trim());
        line.start();
      }}
    >
      <h1>An API key is needed</h1>
      <p className="lead">
        {readKey() === ''
          ? 'This Touchstone is closed to who has no key.'
          : 'The key that this browser keeps is not one of its keys.'}
      </p>
      <label>
        API key
        <input
          type="password"
          autoComplete="off"
          autoFocus
          value={key}
          onChange={({ target }) => setKey(target.value)}
        />
      </label>
      <button type="submit" className="button">
        Use it
      </button>
      <p className="quiet">It is kept in this browser only.</p>
    </form>
  );
}
