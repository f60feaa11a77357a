import { useState } from 'react';
import { ApiProblem } from '#client';
import type { Station } from '#contracts';
import { api, sentenceOf } from '../../api/client.js';
import { useMay } from '../../api/session.js';
import { useLiveLine } from '../../live/use-live.js';
import { MaskEditor } from './mask-editor.js';
import { SettingField } from './setting-field.js';
import { patchOf, problemAt, type Settings, valueAt, withValue } from './settings-draft.js';
import { groups } from './settings-groups.js';
import { WaitingSettings } from './waiting-settings.js';

type Errors = ApiProblem['errors'];

/** Shows the station's settings; only what was changed is sent. */
export function SettingsTab({ station }: { station: Station }) {
  const form = useSettingsForm(station);
  const may = useMay('engineer');
  const line = useLiveLine();
  const { draft, errors, problem, saved, changed } = form;
  return (
    <form className="settings" onSubmit={(event) => void form.save(event)} noValidate>
      <WaitingSettings station={station.id} onDone={() => line.readStations()} />
      {groups.map(({ title, about, fields }) => (
        <section key={title} className="settings-group">
          <h2>{title}</h2>
          <p className="quiet">{about}</p>
          {fields.map((field) => (
            <SettingField
              key={field.path}
              field={field}
              value={valueAt(draft, field.path)}
              problem={problemAt(errors, field.path)}
              onChange={(value) => form.set(field.path, value)}
            />
          ))}
        </section>
      ))}
      <section className="settings-group wide">
        <h2>Masks</h2>
        <p className="quiet">
          What lies under one can change no verdict. It holds from the next calibration on.
        </p>
        <MaskEditor
          station={station.id}
          masks={draft.masks}
          problem={problemAt(errors, 'masks')}
          onChange={(masks) => form.set('masks', masks)}
        />
      </section>
      <footer className="settings-foot">
        {may ? (
          <button type="submit" className="button" disabled={!changed}>
            Save
          </button>
        ) : (
          <p className="quiet">Only an engineer changes settings.</p>
        )}
        {changed && (
          <button type="button" className="button quiet-button" onClick={form.drop}>
            As it was
          </button>
        )}
        <p aria-live="polite" className={problem === null ? 'success' : 'field-problem'}>
          {problem ?? (saved && !changed ? '✓ Saved.' : '')}
        </p>
      </footer>
    </form>
  );
}

function useSettingsForm(station: Station) {
  const line = useLiveLine();
  const [changes, setChanges] = useState<Partial<Settings>>({});
  const [errors, setErrors] = useState<Errors>([]);
  const [problem, setProblem] = useState<string | null>(null);
  const [saved, setSaved] = useState(false);
  const draft: Settings = { ...station.settings, ...changes };
  const patch = patchOf(station.settings, draft);
  const set = (path: string, value: unknown) => {
    const group = path.split('.')[0] as keyof Settings;
    setChanges({ ...changes, [group]: withValue(draft, path, value)[group] });
    setErrors(errors.filter((error) => !error.path.startsWith(path)));
    setSaved(false);
  };
  const drop = () => {
    setChanges({});
    setErrors([]);
    setProblem(null);
  };
  const save = async (event: React.FormEvent) => {
    event.preventDefault();
    if (patch === null) return;
    try {
      await api.patch('/v1/stations/{station}', { path: { station: station.id }, body: patch });
      await line.readStations();
      drop();
      setSaved(true);
    } catch (error) {
      setErrors(error instanceof ApiProblem ? error.errors : []);
      setProblem(sentenceOf(error));
    }
  };
  return { draft, errors, problem, saved, changed: patch !== null, set, save, drop };
}
