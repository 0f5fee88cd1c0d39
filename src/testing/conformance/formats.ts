/** The carrier's numbers: each format agrees with its own examples, and its page for a person is an address. */

import { createDetector } from '../../detection/detector.ts';
import { equal, ok } from './expect.ts';
import { conformanceCase, type ThemeCases } from './theme.ts';

const HOSTILE_NUMBER = 'A/../B?c=d&e#f <g>"';

export const formatCases: ThemeCases = ({ id, adapter }) => {
  const { formats } = adapter;
  const detector = createDetector({ formats, trackingUrl: () => null });
  return [
    conformanceCase('gives each format an id, a name, and examples of both kinds', () => {
      const flawed = formats.filter(
        ({ name, examples }) => !name || examples.valid.length === 0 || examples.invalid.length === 0,
      );
      equal(idsOf(flawed), []);
      equal(new Set(idsOf(formats)).size, formats.length, 'two formats share an id');
      ok(formats.length > 0, 'there is no format: its numbers can be asked for by naming the carrier only');
    }),
    conformanceCase('accepts the valid examples, as numbers of this carrier', () => {
      const refused = formats.flatMap(({ id: format, examples }) =>
        examples.valid.filter(
          (example) =>
            !detector
              .detect(example)
              .some((candidate) => candidate.format === format && candidate.carrier === id),
        ),
      );
      equal(refused, []);
    }),
    conformanceCase('refuses the invalid examples', () => {
      const accepted = formats.flatMap(({ id: format, examples }) =>
        examples.invalid.filter((example) =>
          detector.detect(example).some((candidate) => candidate.format === format),
        ),
      );
      equal(accepted, []);
    }),
    conformanceCase('anchors its patterns', () => {
      const loose = formats.filter(({ pattern }) => !/^\^.*\$$/s.test(pattern.source));
      equal(idsOf(loose), []);
    }),
    conformanceCase('makes an address of any number, or none', () => {
      for (const number of [...formats.flatMap(({ examples }) => examples.valid), HOSTILE_NUMBER]) {
        const url = adapter.trackingUrl(number);
        if (url === null) continue;
        equal(new URL(url).protocol, 'https:');
        const isHostile = number === HOSTILE_NUMBER;
        ok(!isHostile || !/\/\.\.\/|[?&]e#|[<>" ]/.test(url), `the number is not encoded: ${url}`);
      }
    }),
  ];
};

const idsOf = (formats: readonly { readonly id: string }[]): string[] => formats.map(({ id }) => id);
