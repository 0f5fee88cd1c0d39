/** What every carrier adapter must satisfy, ours or a host's, as tests for any runner. */

import { abortCases } from './conformance/abort.ts';
import { answerCases } from './conformance/answers.ts';
import { codeCases } from './conformance/codes.ts';
import { faultCases } from './conformance/faults.ts';
import { formatCases } from './conformance/formats.ts';
import { hostSettingCases } from './conformance/host-settings.ts';
import { optionCases } from './conformance/options.ts';
import { pushCases } from './conformance/pushes.ts';
import { recordedBodyCases } from './conformance/recorded-bodies.ts';
import { secretCases } from './conformance/secrets.ts';
import { type CarrierUnderTest, createSetting } from './conformance/setting.ts';
import { type ConformanceCase, type ConformanceTheme, THEMES, type ThemeCases } from './conformance/theme.ts';
import type { ClientCredentials } from './simulator.ts';

/** A theme, or one case of it, that an adapter can't satisfy. */
export type ConformanceGap = {
  readonly theme: ConformanceTheme;
  /** The case's name; where left out, the gap is the theme. */
  readonly case?: string | undefined;
  /** Why: it becomes part of the test's name. */
  readonly reason: string;
};

export type CarrierConformanceOptions<Options, Credentials = ClientCredentials> = CarrierUnderTest<
  Options,
  Credentials
> & {
  /** Declares one test, as vitest's, jest's, mocha's and node's own `it` do. */
  readonly it: (name: string, run: () => Promise<void>) => unknown;
  /** What is known to fail. It is run all the same: a gap that nothing fails in any more is an error. */
  readonly gaps?: readonly ConformanceGap[] | undefined;
};

const CASES: Readonly<Record<ConformanceTheme, ThemeCases>> = {
  formats: formatCases,
  options: optionCases,
  answers: answerCases,
  faults: faultCases,
  abort: abortCases,
  secrets: secretCases,
  'recorded bodies': recordedBodyCases,
  'host settings': hostSettingCases,
  codes: codeCases,
  pushes: pushCases,
};

/**
 * Declares the tests of one adapter. Needs no network, no account and no time: the carrier is a simulator, or made
 * of recorded bodies, and waits pass at once.
 *
 * @throws RangeError for a gap without a reason, or of a theme or case that isn't there.
 * @example
 * describe('acme', () => {
 *   carrierConformance({
 *     it,
 *     carrier: acme,
 *     options: ({ origin, credentials }) => ({ apiKey: credentials.clientSecret, baseUrl: origin }),
 *     recorded: { carrier: 'acme', trackingNumber: 'AC1234567897', bodies, notFound, numbersIn },
 *   });
 * });
 */
export function carrierConformance<Options, Credentials = ClientCredentials>(
  options: CarrierConformanceOptions<Options, Credentials>,
): void {
  const { it, gaps = [], ...subject } = options;
  const setting = createSetting(subject);
  const themes = THEMES.map((theme) => ({ theme, cases: CASES[theme](setting) }));
  for (const gap of gaps) assertGap(gap, themes);
  for (const { theme, cases } of themes) {
    const ofTheme = gaps.filter((gap) => gap.theme === theme);
    const whole = ofTheme.find((gap) => gap.case === undefined);
    if (whole !== undefined) {
      it(`${theme}: gap: ${whole.reason}`, () => assertFails(cases));
      continue;
    }
    for (const { name, run } of cases) {
      const gap = ofTheme.find((candidate) => candidate.case === name);
      if (gap === undefined) it(`${theme}: ${name}`, run);
      else it(`${theme}: gap: ${name}: ${gap.reason}`, () => assertFails([{ name, run }]));
    }
  }
}

type Themes = readonly { readonly theme: ConformanceTheme; readonly cases: readonly ConformanceCase[] }[];

function assertGap({ theme, case: name, reason }: ConformanceGap, themes: Themes): void {
  if (!reason?.trim()) throw new RangeError(`gaps: ${theme}: say the reason`);
  const cases = themes.find((candidate) => candidate.theme === theme)?.cases;
  if (cases === undefined) throw new RangeError(`gaps: there is no theme \`${theme}\``);
  if (name !== undefined && !cases.some((candidate) => candidate.name === name))
    throw new RangeError(`gaps: ${theme} has no case \`${name}\``);
}

/** At least one of them: what holds is no gap. */
async function assertFails(cases: readonly ConformanceCase[]): Promise<void> {
  for (const { run } of cases) {
    const holds = await run().then(
      () => true,
      () => false,
    );
    if (!holds) return;
  }
  throw new Error('nothing fails here any more: take the gap away');
}
