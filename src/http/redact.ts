/** What of a request may be shown. */

/** Origin and path: credentials before the host, the query and the fragment stay inside. */
export function safeUrl(url: string): string {
  if (!URL.canParse(url)) return '(unreadable URL)';
  const { protocol, host, pathname } = new URL(url);
  return `${protocol}//${host}${pathname}`;
}
