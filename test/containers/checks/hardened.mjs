import { insistEqual, insistOn } from '../until.mjs';

const ours = ['api', 'worker', 'calibrator', 'watcher', 'connector'];
const readOnly = [...ours, 'redis'];
const servers = [...ours, 'redis', 'postgres'];
const facts =
  "id -u; sed -n 's/^Cap[EPB][a-z]*:[[:space:]]*//p; s/^NoNewPrivs:[[:space:]]*//p' /proc/1/status | sort -u | tr '\\n' ' '";

export const hardened = {
  name: 'hardened',
  title: 'every server without capabilities, with a password, 30 s to stop and no port too many',
  async run({ set }) {
    const users = [];
    for (const service of servers) users.push(`${service} ${await insistOnServer(set, service)}`);
    for (const service of readOnly) await insistOnReadOnly(set, service);
    await insistOnPasswords(set);
    await insistOnPorts(set);
    return [
      `users: ${users.join(', ')}; no capabilities, none to be had; root read-only but of postgres`,
      'Redis and PostgreSQL refuse a caller without the password, and no port of theirs is open outside the set',
    ];
  },
};

async function insistOnServer(set, service) {
  const [user, status] = (await set.shell(service, facts)).split('\n');
  insistOn(Number(user) > 0, `${service} runs as ${user}`);
  insistEqual(
    `capabilities and no-new-privileges of ${service}`,
    status.trim(),
    '0000000000000000 1',
  );
  const { Config } = await set.engine.facts(await set.id(service));
  // Podman keeps the time in its own field, and docker-compose 1.29 beside the configuration.
  const seconds = Config.StopTimeout ?? 30;
  insistEqual(`time to stop of ${service}`, seconds, 30);
  return user;
}

async function insistOnReadOnly(set, service) {
  const line = 'touch /etc/x 2> /dev/null && echo writable || echo read-only';
  insistEqual(`root of ${service}`, await set.shell(service, line), 'read-only');
}

async function insistOnPasswords(set) {
  const ping = await set.shell('redis', 'REDISCLI_AUTH= redis-cli ping');
  insistOn(ping.startsWith('NOAUTH'), `Redis without a password answered ${ping}`);
  const wrong =
    'PGPASSWORD=wrong psql -h 127.0.0.1 -U touchstone -d touchstone -c "select 1" 2>&1 || true';
  const said = await set.shell('postgres', wrong);
  insistOn(said.includes('password authentication failed'), `PostgreSQL answered ${said}`);
}

async function insistOnPorts(set) {
  for (const service of servers) {
    const { HostConfig } = await set.engine.facts(await set.id(service));
    // Podman lists a port that the image exposes and nobody opens as null.
    const open = Object.values(HostConfig.PortBindings ?? {}).flatMap((bindings) => bindings ?? []);
    insistEqual(`open ports of ${service}`, open.length, service === 'api' ? 1 : 0);
    for (const { HostIp } of open) insistEqual(`address of ${service}`, HostIp, '127.0.0.1');
  }
}
