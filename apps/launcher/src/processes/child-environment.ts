/**
 * The variables that any program may need: where programs, libraries, certificates and the proxy are, language and
 * time.
 */
const forAll =
  /^(PATH|HOME|USER|LOGNAME|SHELL|LANG|LANGUAGE|LC_\w+|TZ|TMPDIR|LD_LIBRARY_PATH|DYLD_LIBRARY_PATH)$/;
/** The variables that the product's own processes may need beyond those: of Node, TensorFlow, the store of blobs. */
const forApps =
  /^(TOUCHSTONE_\w+|NODE_\w+|UV_\w+|SSL_CERT_(FILE|DIR)|(https?|all|no)_proxy|AWS_\w+|TF_\w+|OMP_\w+|OPENBLAS_\w+|MALLOC_\w+|CI)$/i;
/** The variables that only the API gets: who may ask it is nobody else's business. */
const forTheApi = /^TOUCHSTONE_API_KEYS/;
/** The variables that only the watcher gets: where backups go, and what they are encrypted with. */
const forTheWatcher = /^TOUCHSTONE_BACKUP_/;
/** The variables that only the connector gets: its key at the API. */
const forTheConnector = /^TOUCHSTONE_CONNECTOR_KEY/;

/**
 * Returns what Redis and PostgreSQL get of our environment. Other users can read a server's environment
 * where it runs as them, and a secret that it does not need has no place there.
 */
export function serverEnvironment(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return pick(env, (name) => forAll.test(name));
}

/** Returns what one of our own processes gets of our environment: by name, and nothing else. */
export function appEnvironment(env: NodeJS.ProcessEnv, app: string): NodeJS.ProcessEnv {
  const wanted = (name: string) => forAll.test(name) || forApps.test(name);
  const others = (name: string) =>
    (app !== 'api' && forTheApi.test(name)) ||
    (app !== 'watcher' && forTheWatcher.test(name)) ||
    (app !== 'connector' && forTheConnector.test(name));
  return pick(env, (name) => wanted(name) && !others(name));
}

function pick(env: NodeJS.ProcessEnv, wanted: (name: string) => boolean): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => wanted(name)));
}
