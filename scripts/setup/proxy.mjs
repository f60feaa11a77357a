/**
 * Returns the proxy that the environment names for a URL, or null: HTTPS_PROXY, HTTP_PROXY and NO_PROXY, in
 * capitals or not, as curl and npm read them. Loopback is never asked through a proxy.
 */
export function proxyFor(url, environment = process.env) {
  const named = (name) => environment[name.toLowerCase()] || environment[name.toUpperCase()];
  const proxy =
    named(url.protocol === 'https:' ? 'https_proxy' : 'http_proxy') || named('all_proxy');
  if (!proxy || isLoopback(url.hostname) || isExempt(url, named('no_proxy') ?? '')) return null;
  return new URL(proxy.includes('://') ? proxy : `http://${proxy}`);
}

function isLoopback(hostname) {
  return hostname === 'localhost' || hostname === '[::1]' || hostname.startsWith('127.');
}

/** An entry is a host, with its subdomains, or `*`; a port behind it is part of what must agree. */
function isExempt({ hostname, port }, list) {
  return list.split(/[\s,]+/).some((entry) => {
    if (entry === '*') return true;
    const [, host = '', wantedPort] = /^\*?\.?([^:]+)(?::(\d+))?$/.exec(entry) ?? [];
    if (host === '' || (wantedPort && wantedPort !== port)) return false;
    return hostname === host || hostname.endsWith(`.${host}`);
  });
}
