import type { Station } from '#contracts';
import { pushCommand } from '../../api/addresses.js';
import { useRead } from '../../api/use-read.js';
import { Command } from '../../components/command.js';
import { hashOf } from '../../routing.js';
import { plural } from '../../words.js';
import { Calibrate } from './calibrate.js';
import { CertificateCard } from './certificate-card.js';
import { NormalsDrop } from './normals-drop.js';

/** Shows how a station is taught, and what its model promises. */
export function OverviewTab({ station }: { station: Station }) {
  const { id, activeModel, normals } = station;
  const named = activeModel && { path: { station: id, model: activeModel.id } };
  const { value: model } = useRead('/v1/stations/{station}/models/{model}', named);
  return (
    <div className="station-columns">
      <div>
        <h2>{plural(normals, 'normal')}</h2>
        <NormalsDrop stationId={id} />
        <Calibrate station={station} />
      </div>
      <div>
        {model !== null ? <CertificateCard model={model} /> : <FirstSteps />}
        {activeModel !== null && <Push id={id} />}
      </div>
    </div>
  );
}

function FirstSteps() {
  return (
    <section className="certificate">
      <h2>First steps</h2>
      <ol className="first-steps">
        <li>
          Drop pictures of <strong>good parts only</strong>: the camera, light and place of the
          line, and the spread that good parts have. Ten are enough to begin, a hundred parts to
          promise one false alarm in a hundred.
        </li>
        <li>Calibrate. It takes seconds to minutes, and the limits come with what they promise.</li>
        <li>Let the camera push frames. The live line shows each verdict as it is there.</li>
      </ol>
    </section>
  );
}

function Push({ id }: { id: string }) {
  return (
    <section>
      <h2>Push frames</h2>
      <Command text={pushCommand(id)} />
      <Command text={`npm run -s touchstone -- inspect ${id} path/to/pictures`} />
      <a href={hashOf({ page: 'line', station: id })}>Watch the line</a>
    </section>
  );
}
