/** What a mail template gets to work with: parcels as this mail shows them, and everything that stands around. */

import { type Distractor, distractor, uuid, zipCode } from './mail-distractors.ts';
import type { Medium } from './mail-renderings.ts';
import type { GeneratedNumber } from './number-generator.ts';
import type { Random } from './random.ts';

export type Parcel = {
  readonly number: GeneratedNumber;
  /** The carrier as a shop calls it. */
  readonly carrier: string;
  /** The number in the mail's rendering, ready to be put into the source. */
  readonly shown: string;
  /** The carrier's page for the number. */
  readonly url: string;
  /** A retailer's redirect that carries the page in a parameter. */
  readonly clickUrl: string;
};

export type Scene = {
  readonly random: Random;
  readonly parcels: readonly Parcel[];
  readonly parcel: Parcel;
  readonly person: string;
  readonly shop: string;
  readonly item: string;
  readonly address: string;
  readonly facts: (count: number, kinds?: readonly string[]) => Distractor[];
};

export type Template = {
  readonly name: string;
  readonly medium: Medium;
  /** The least and the most parcels a mail of this shape has. */
  readonly parcels: readonly [number, number];
  /** Only numbers that prove themselves: the mail says nothing of carriers or tracking. */
  readonly proofOnly?: boolean;
  /** The number stands in a link alone, so nothing can be rendered. */
  readonly linkOnly?: boolean;
  readonly build: (scene: Scene) => string;
};

const NAMES: Readonly<Record<string, readonly string[]>> = {
  ups: ['UPS', 'UPS Ground', 'UPS 2nd Day Air', 'United Parcel Service'],
  fedex: ['FedEx', 'FedEx Ground', 'FedEx Home Delivery', 'Federal Express'],
  usps: ['USPS', 'USPS Priority Mail', 'U.S. Postal Service', 'USPS Ground Advantage'],
  dhl: ['DHL', 'DHL Express', 'DHL eCommerce', 'DHL Paket'],
  amazon: ['Amazon Logistics', 'Amazon', 'AMZL (Amazon)'],
  s10: ['Royal Mail', 'Deutsche Post', 'Canada Post', 'Japan Post', 'La Poste', 'PostNL'],
};

const URLS: Readonly<Record<string, readonly string[]>> = {
  ups: [
    'https://www.ups.com/track?loc=en_US&tracknum=',
    'https://wwwapps.ups.com/WebTracking/track?track=yes&trackNums=',
    'http://wwwapps.ups.com/etracking/tracking.cgi?InquiryNumber1=',
  ],
  fedex: [
    'https://www.fedex.com/fedextrack/?trknbr=',
    'https://www.fedex.com/apps/fedextrack/?action=track&tracknumbers=',
    'https://www.fedex.com/wtrk/track/?tracknumbers=',
  ],
  usps: [
    'https://tools.usps.com/go/TrackConfirmAction?tLabels=',
    'https://tools.usps.com/go/TrackConfirmAction_input?qtc_tLabels1=',
    'https://m.usps.com/m/TrackConfirmAction?tLabels=',
  ],
  dhl: [
    'https://www.dhl.com/en/express/tracking.html?brand=DHL&AWB=',
    'https://www.dhl.de/de/privatkunden/pakete-empfangen/verfolgen.html?lang=de&piececode=',
    'https://webtrack.dhlecs.com/?trackingnumber=',
    'https://www.dhl.com/us-en/home/tracking.html?submit=1&tracking-id=',
  ],
  amazon: [
    'https://track.amazon.com/tracking/',
    'https://www.amazon.com/progress-tracker/package/?trackingId=',
  ],
  s10: [
    'https://www.royalmail.com/track-your-item#/tracking-results/',
    'https://parcelsapp.com/en/tracking/',
  ],
};

export function createParcel(number: GeneratedNumber, shown: string, random: Random): Parcel {
  const url = random.pick(URLS[number.carrier] ?? []) + number.trackingNumber;
  const mailId = `${random.digits(8)}.${random.digits(5)}`;
  return {
    number,
    carrier: random.pick(NAMES[number.carrier] ?? []),
    shown,
    url,
    clickUrl: random.pick([
      `https://click.shop-mail.example/?qs=${random.text('0123456789abcdef', 40)}&url=${encodeURIComponent(url)}`,
      `https://links.store.example/ls/click?mid=${mailId}&u=${encodeURIComponent(url)}&sig=${random.text('0123456789abcdef', 64)}`,
    ]),
  };
}

const STREETS = ['Main Street', 'Oak Avenue', 'Market St', 'Elm Street Apt 4', 'NW 23rd Ave'];
const CITIES = ['Portland, OR', 'Austin, TX', 'Brooklyn, NY', 'San Jose, CA', 'Denver, CO'];

export function createScene(parcels: readonly Parcel[], random: Random): Scene {
  const unused: Parcel = {
    number: { format: 'none', carrier: 'none', input: '', trackingNumber: '' },
    carrier: random.pick(Object.values(NAMES).flat()),
    shown: '',
    url: 'https://www.example.com/',
    clickUrl: `https://click.shop-mail.example/?id=${uuid(random)}`,
  };
  return {
    random,
    parcels,
    parcel: parcels[0] ?? unused,
    person: random.pick(['Anna', 'Mr. Ortega', 'Jean-Luc', 'Priya', 'Lee', 'Customer']),
    shop: random.pick(['Bluebird Goods', 'ACME Store', 'Norden Outfitters', 'TinyParts', 'Kaffee & Co']),
    item: random.pick([
      'Wool socks, grey',
      'USB-C cable 2 m',
      'Phone X 128GB',
      'Coffee beans 1kg',
      'Desk lamp A60',
    ]),
    address: `${random.between(1, 9999)} ${random.pick(STREETS)}, ${random.pick(CITIES)} ${zipCode(random)}`,
    facts: (count, kinds) => Array.from({ length: count }, () => distractor(random, kinds)),
  };
}
