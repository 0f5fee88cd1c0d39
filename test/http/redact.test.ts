import { describe, expect, it } from 'vitest';
import { safeUrl } from '../../src/http/redact.ts';

describe('what of a URL may be shown', () => {
  it('is origin and path', () => {
    expect(safeUrl('https://user:secret@acme.test:8443/track/1Z?api_key=secret#secret')).toBe(
      'https://acme.test:8443/track/1Z',
    );
  });

  it.each(['', 'secret', '/track?key=secret', 'http://[secret'])('is nothing of %j', (url) => {
    expect(safeUrl(url)).toBe('(unreadable URL)');
  });
});
