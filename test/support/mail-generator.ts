/** Seeded shipping mails with the truth beside them: which numbers a reader would find, and for which carriers. */

import {
  HARD_RENDERINGS,
  isHard,
  ORDINARY_RENDERINGS,
  type Rendering,
  renderingFits,
  renderNumber,
  toQuotedPrintable,
} from './mail-renderings.ts';
import { createParcel, createScene, type Template } from './mail-scene.ts';
import { HTML_TEMPLATES } from './mail-templates-html.ts';
import { TEXT_TEMPLATES } from './mail-templates-text.ts';
import {
  GENERATED_FORMATS,
  type GeneratedFormat,
  type GeneratedNumber,
  generateNumber,
} from './number-generator.ts';
import { acceptingCarriers } from './number-oracle.ts';
import { type Random, seededRandom } from './random.ts';

export type ExpectedNumber = GeneratedNumber & {
  /** The number's own carrier first, then those whose facts fit it as well. */
  readonly carriers: readonly string[];
};

export type GeneratedMail = {
  readonly template: string;
  readonly rendering: Rendering | 'link';
  readonly text: string;
  readonly expected: readonly ExpectedNumber[];
};

export const TEMPLATES: readonly Template[] = [...TEXT_TEMPLATES, ...HTML_TEMPLATES];

/** How often a format is met, roughly as in shop mails; all others count one. */
const COMMON: Readonly<Partial<Record<GeneratedFormat, number>>> = {
  ups: 8,
  fedex_12: 8,
  fedex_ground: 4,
  usps_impb_n: 6,
  usps_impb_c: 5,
  dhl_express: 5,
  s10: 4,
  amazon_logistics: 4,
  dhl_parcel_de: 2,
};

/** Formats whose shape and check leave no doubt without a word beside them. */
const PROVING: readonly GeneratedFormat[] = ['ups', 'usps_impb_n', 'usps_impb_c', 'fedex_ground_96', 's10'];

const drawFrom = (formats: readonly GeneratedFormat[]): readonly GeneratedFormat[] =>
  formats.flatMap((format) => Array.from({ length: COMMON[format] ?? 1 }, () => format));

const ANY_FORMAT = drawFrom(GENERATED_FORMATS);
const PROVING_FORMAT = drawFrom(PROVING);

/** A mail per seed; templates and renderings take turns by chance. */
export function generateMail(seed: number): GeneratedMail {
  const random = seededRandom(seed);
  const template = random.pick(TEMPLATES);
  const numbers = drawNumbers(template, random);
  const rendering = drawRendering(template, numbers, random);
  const parcels = numbers.map((number) => {
    const shown = renderNumber(number, { rendering, medium: template.medium, random });
    return createParcel(number, shown, random);
  });
  const plain = template.build(createScene(parcels, random));
  return {
    template: template.name,
    rendering: template.linkOnly ? 'link' : rendering,
    text: rendering === 'quoted_printable' ? encoded(plain, template, random) : plain,
    expected: numbers.map((number) => ({
      ...number,
      carriers: [...new Set([number.carrier, ...acceptingCarriers(number.input)])],
    })),
  };
}

function drawNumbers({ parcels: [least, most], proofOnly }: Template, random: Random): GeneratedNumber[] {
  const formats = proofOnly ? PROVING_FORMAT : ANY_FORMAT;
  return Array.from({ length: random.between(least, most) }, () =>
    generateNumber(random.pick(formats), random),
  );
}

function drawRendering(template: Template, numbers: readonly GeneratedNumber[], random: Random): Rendering {
  if (template.linkOnly) return random.chance(0.2) ? 'quoted_printable' : 'as_is';
  const wanted = random.pick(random.chance(0.5) ? ORDINARY_RENDERINGS : HARD_RENDERINGS);
  return renderingFits(wanted, template.medium, numbers) ? wanted : 'quoted_printable';
}

/** The body encoded, alone or under its headers; of a message in parts, each part. */
function encoded(plain: string, { medium }: Template, random: Random): string {
  const encoding = 'Content-Transfer-Encoding: quoted-printable';
  if (plain.startsWith('From: ')) {
    return plain.replace(
      /(charset=utf-8)\n\n([\s\S]*?)(?=\n------=_Part)/g,
      (_, type: string, body: string) => `${type}\n${encoding}\n\n${toQuotedPrintable(body)}`,
    );
  }
  const body = toQuotedPrintable(plain);
  if (random.chance(0.5)) return body;
  const type = `Content-Type: text/${medium === 'html' ? 'html' : 'plain'}; charset=utf-8`;
  return `MIME-Version: 1.0\r\n${type}\r\n${encoding}\r\n\r\n${body}`;
}

export const mailIsHard = ({ rendering }: GeneratedMail): boolean =>
  rendering !== 'link' && isHard(rendering);
