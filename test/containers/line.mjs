import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { insistOn } from './until.mjs';

const triesOfAPush = 40;

/** A camera and a person at one station of the set, over HTTP as any other. */
export class Line {
  constructor(set, { station, pictures }) {
    this.set = set;
    this.station = `/v1/stations/${station}`;
    this.pictures = pictures;
    this.round = Date.now();
  }

  /** Asks the API; resolves to the response, whatever its status. */
  ask(method, target, { body, headers = {}, key = this.set.key } = {}) {
    const authorization = key === null ? {} : { authorization: `Bearer ${key}` };
    const all = { ...authorization, ...headers };
    const options = { method, body, headers: all, signal: AbortSignal.timeout(60_000) };
    return fetch(new URL(target, this.set.url), options);
  }

  /** Asks as `ask` does, but resolves to the JSON and throws unless the status is one of success. */
  async get(target) {
    return this.json('GET', target);
  }

  async json(method, target, value) {
    const body = value === undefined ? undefined : JSON.stringify(value);
    const headers = body === undefined ? {} : { 'content-type': 'application/json' };
    const response = await this.ask(method, target, { body, headers });
    const text = await response.text();
    insistOn(response.ok, `${method} ${target} answered ${response.status}: ${text}`);
    return { ...JSON.parse(text || '{}'), location: response.headers.get('location') };
  }

  async addNormals() {
    const files = this.files('train/good');
    for (const file of files)
      await this.send(`${this.station}/normals`, file, {
        'touchstone-part-id': path.basename(file),
      });
    return files.length;
  }

  /** Pushes a frame and waits for its verdict. */
  async inspect(file) {
    const answer = await this.push(
      file,
      `${path.basename(path.dirname(file))}-${path.basename(file)}`,
      {
        prefer: 'wait=30',
      },
    );
    insistOn(answer.verdict !== undefined, `no verdict within 30 s for ${file}`);
    return answer;
  }

  /** Pushes frames one after the other without waiting for verdicts; what fails is repeated, as by a camera. */
  async burst(count, name) {
    const files = this.files('test');
    for (let index = 0; index < count; index += 1)
      await this.patiently(files[index % files.length], `${name}-${index}`);
    return count;
  }

  async patiently(file, key) {
    for (let tries = 1; ; tries += 1) {
      try {
        return await this.push(file, key);
      } catch (error) {
        if (tries === triesOfAPush) throw error;
        await sleep(1000);
      }
    }
  }

  push(file, key, headers = {}) {
    const idempotency = { 'idempotency-key': `${this.round}-${key}` };
    return this.send(`${this.station}/frames`, file, { ...idempotency, ...headers });
  }

  async send(target, file, headers) {
    const type = path.extname(file) === '.png' ? 'image/png' : 'image/jpeg';
    const all = { 'content-type': type, ...headers };
    const response = await this.ask('POST', target, { body: readFileSync(file), headers: all });
    const text = await response.text();
    insistOn(response.ok, `POST ${target} answered ${response.status}: ${text}`);
    return JSON.parse(text);
  }

  /** Returns the picture files below a folder of the pictures, in order. */
  files(folder) {
    const place = path.join(this.pictures, folder);
    const names = readdirSync(place, { recursive: true }).filter((name) =>
      /\.(png|jpe?g)$/i.test(name),
    );
    return names.sort().map((name) => path.join(place, name));
  }
}
