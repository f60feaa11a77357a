import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { insistOn, until } from './until.mjs';

/** The services that are watched for health: Prometheus and Grafana have no check of their own. */
const watched = ['redis', 'postgres', 'api', 'worker', 'calibrator', 'watcher', 'connector'];

/** The compose set under a project name and passwords of its own. */
export class ComposeSet {
  constructor(engine, { project, version, port, monitoringPort }) {
    this.engine = engine;
    this.project = project;
    this.version = version;
    this.key = secret();
    this.passwords = { POSTGRES_PASSWORD: secret(), REDIS_PASSWORD: secret() };
    this.monitoringPort = monitoringPort;
    this.url = `http://127.0.0.1:${port}`;
    this.environment = {
      ...process.env,
      ...this.passwords,
      GRAFANA_PASSWORD: secret(),
      TOUCHSTONE_API_KEYS: `check=${this.key}`,
      TOUCHSTONE_CONNECTOR_KEY: secret(),
      TOUCHSTONE_ALLOWED_HOSTS: '',
      TOUCHSTONE_BIND: '127.0.0.1',
      TOUCHSTONE_PORT: String(port),
      TOUCHSTONE_VERSION: version,
      PROMETHEUS_PORT: String(monitoringPort),
    };
  }

  image(target) {
    return `touchstone-${target}:${this.version}`;
  }

  volume(name) {
    return `${this.project}_${name}`;
  }

  /** Returns the images of the servers that are not ours, where others than the compose file's are named. */
  others() {
    const names = ['REDIS_IMAGE', 'POSTGRES_IMAGE', 'PROMETHEUS_IMAGE'];
    return names.map((name) => this.environment[name] ?? "the compose file's");
  }

  /** Starts services, all but the monitoring where none are named, and waits for them to be healthy. */
  async up(services = watched, options = []) {
    const words = ['-p', this.project, 'up', '-d', ...options, ...services];
    await this.whileAskingForHealth(this.engine.compose(this.environment, ...words));
    return this.healthy();
  }

  /** Takes the set down; with `-v` the volumes go too. */
  down(...options) {
    return this.engine.compose(this.environment, '-p', this.project, 'down', ...options);
  }

  /** Resolves to the ids of a service's containers, stopped ones too. */
  async ids(service) {
    const labels = [`project=${this.project}`, `service=${service}`];
    const filters = labels.flatMap((label) => ['--filter', `label=com.docker.compose.${label}`]);
    return (await this.engine.run('ps', '-aq', ...filters)).split('\n').filter(Boolean);
  }

  async id(service) {
    const [id] = await this.ids(service);
    insistOn(id !== undefined, `there is no container of ${service}`);
    return id;
  }

  /** Runs a shell line in the first container of a service; resolves to what it said. */
  async shell(service, line) {
    return this.engine.run('exec', await this.id(service), 'sh', '-c', line);
  }

  /** Resolves to the answer of PostgreSQL to one statement. */
  async sql(statement) {
    const command = ['psql', '-U', 'touchstone', '-d', 'touchstone', '-Atc', statement];
    return this.engine.run('exec', await this.id('postgres'), ...command);
  }

  /** Waits until each container of the services runs and is healthy; resolves to the seconds it took. */
  healthy(services = watched) {
    return until(600, `healthy: ${services.join(', ')}`, async () => {
      for (const service of services) {
        const ids = await this.ids(service);
        const all = await Promise.all(ids.map((id) => this.isHealthy(id)));
        if (ids.length === 0 || !all.every(Boolean)) return false;
      }
      return true;
    });
  }

  /** Tells whether a container runs and is healthy. */
  async isHealthy(id) {
    const { State } = await this.engine.facts(id);
    if (State.Status !== 'running') return false;
    if (this.asksForHealth) return (await this.engine.try('healthcheck', 'run', id)).ok;
    return State.Health?.Status === 'healthy';
  }

  /** Compose waits until a server is healthy before it starts what needs it. */
  async whileAskingForHealth(composing) {
    let pending = true;
    const over = Promise.allSettled([composing]).then(() => (pending = false));
    while (this.asksForHealth && pending) {
      for (const service of watched)
        for (const id of await this.ids(service)) await this.engine.try('healthcheck', 'run', id);
      await Promise.race([over, sleep(1000)]);
    }
    return composing;
  }

  /** Podman leaves the timer of health checks to systemd: where that is not here, they are asked for by us. */
  get asksForHealth() {
    return this.engine.name === 'podman' && !existsSync('/run/systemd/system');
  }
}

/** Letters and digits only: passwords are part of an address. */
function secret() {
  return randomBytes(24).toString('hex');
}
