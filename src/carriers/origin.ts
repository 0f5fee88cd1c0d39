/** Where an adapter asks instead of its carrier: a simulator or a proxy. */

/** Whether it is an http(s) origin without a path, e.g. `http://127.0.0.1:1234`. */
export function isOrigin(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { origin, protocol } = new URL(url);
  return (protocol === 'http:' || protocol === 'https:') && url.replace(/\/$/, '') === origin;
}
