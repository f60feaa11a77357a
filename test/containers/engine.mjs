import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { root } from '../../scripts/setup/paths.mjs';

const execute = promisify(execFile);
const options = { cwd: root, maxBuffer: 64 * 1024 * 1024 };

/** Docker or podman by its command line. What fails throws with what it said. */
export class Engine {
  /**
   * @param {{ name: string, compose: string[], host?: string }} words of the command lines; the address that compose
   * finds the engine at, where it is not its usual one
   */
  constructor({ name, compose, host }) {
    this.name = name;
    this.composeWords = compose;
    this.host = host;
  }

  /** Runs the engine; resolves to its standard output, without the white space around it. */
  async run(...args) {
    const { stdout } = await execute(this.name, args, options);
    return stdout.trim();
  }

  /** Runs a command as `run` does, but resolves to `{ok, output}` with standard error too, and never throws. */
  try(...args) {
    return attempted(execute(this.name, args, options));
  }

  /** Runs compose in the checkout with these values for what the compose file asks for; resolves to what it said. */
  async compose(environment, ...args) {
    const { ok, output } = await this.tryCompose(environment, ...args);
    if (!ok) throw new Error(`${this.composeWords.join(' ')} ${args.join(' ')} failed: ${output}`);
    return output;
  }

  /** Runs compose as `compose` does, but resolves to `{ok, output}` and never throws. */
  tryCompose(environment, ...args) {
    const [program, ...words] = this.composeWords;
    const env = this.host ? { ...environment, DOCKER_HOST: this.host } : environment;
    return attempted(execute(program, [...words, ...args], { ...options, env }));
  }

  /** Resolves to what the engine knows of a container. */
  async facts(id) {
    return JSON.parse(await this.run('inspect', '--type', 'container', id))[0];
  }

  /** Resolves to what the engine knows of an image. */
  async imageFacts(name) {
    return JSON.parse(await this.run('image', 'inspect', name))[0];
  }

  /** Resolves to one line with the versions of engine and compose. */
  async versions() {
    const { output } = await this.tryCompose(process.env, 'version');
    const compose = output.split('\n').find((line) => /compose.*\d\.\d/i.test(line));
    const engine = await this.run('version', '--format', '{{.Server.Version}}');
    return `${this.name} ${engine}, ${compose ?? this.composeWords.join(' ')}`;
  }
}

async function attempted(running) {
  try {
    const { stdout, stderr } = await running;
    return { ok: true, output: `${stdout}${stderr}` };
  } catch (error) {
    return { ok: false, output: `${error.stdout ?? ''}${error.stderr ?? ''}` || error.message };
  }
}

/**
 * Resolves to the engine of that name with the first compose that this machine has. Podman is given its socket, at which
 * Docker's own compose finds it.
 */
export async function engineOf(name, { compose, host }) {
  if (!['docker', 'podman'].includes(name))
    throw new Error(`--engine is docker or podman, not ${name}`);
  const lines = compose ? [compose] : ['docker compose', 'docker-compose'];
  for (const line of lines) {
    const engine = new Engine({ name, compose: line.split(' '), host });
    if ((await engine.tryCompose(process.env, 'version')).ok) return engine;
  }
  throw new Error(`There is no ${lines.join(' and no ')} here. ${ownEngine}`);
}

const ownEngine =
  'test/containers/engine.sh makes a Docker Engine with docker-compose on a Debian machine that has none.';
