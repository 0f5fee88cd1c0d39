/** The places the sandbox's parcels pass, with their time zones: Portland to Brooklyn, or Lyon to Brooklyn. */

export type SandboxPlace = {
  readonly name: string;
  readonly street?: string;
  readonly city: string;
  readonly region: string;
  readonly postalCode: string;
  readonly country: string;
  readonly timeZone: string;
};

const WEST = 'America/Los_Angeles';
const EAST = 'America/New_York';
const FRANCE = 'Europe/Paris';

const inBrooklyn = (name: string, street: string): SandboxPlace => ({
  name,
  street,
  city: 'Brooklyn',
  region: 'NY',
  postalCode: '11201',
  country: 'US',
  timeZone: EAST,
});

export const sandboxPlaces = {
  sender: {
    name: 'Sandbox Tea Shop',
    street: '12 Sample Street',
    city: 'Portland',
    region: 'OR',
    postalCode: '97205',
    country: 'US',
    timeZone: WEST,
  },
  westHub: {
    name: 'Sandbox hub west',
    city: 'Troutdale',
    region: 'OR',
    postalCode: '97060',
    country: 'US',
    timeZone: WEST,
  },
  middleHub: {
    name: 'Sandbox hub middle',
    city: 'Commerce City',
    region: 'CO',
    postalCode: '80022',
    country: 'US',
    timeZone: 'America/Denver',
  },
  relay: {
    name: 'Sandbox relay',
    city: 'Omaha',
    region: 'NE',
    postalCode: '68110',
    country: 'US',
    timeZone: 'America/Chicago',
  },
  // Arizona keeps standard time all year: offsets by region alone would be wrong here.
  wrongHub: {
    name: 'Sandbox hub south-west',
    city: 'Phoenix',
    region: 'AZ',
    postalCode: '85034',
    country: 'US',
    timeZone: 'America/Phoenix',
  },
  depot: {
    name: 'Sandbox depot',
    city: 'Maspeth',
    region: 'NY',
    postalCode: '11378',
    country: 'US',
    timeZone: EAST,
  },
  door: inBrooklyn('Robin Sample', '34 Example Avenue'),
  shop: inBrooklyn('Sandbox Corner Shop', '5 Specimen Square'),
  locker: inBrooklyn('Sandbox Locker 7', '8 Specimen Square'),
  postOffice: inBrooklyn('Sandbox Post Office', '21 Pattern Road'),
  abroad: {
    name: 'Atelier Sandbox',
    street: '3 rue du Modèle',
    city: 'Lyon',
    region: 'ARA',
    postalCode: '69002',
    country: 'FR',
    timeZone: FRANCE,
  },
  exportGate: {
    name: 'Sandbox gateway Paris',
    city: 'Roissy-en-France',
    region: 'IDF',
    postalCode: '95700',
    country: 'FR',
    timeZone: FRANCE,
  },
  importGate: {
    name: 'Sandbox gateway New York',
    city: 'Jamaica',
    region: 'NY',
    postalCode: '11430',
    country: 'US',
    timeZone: EAST,
  },
} as const satisfies Record<string, SandboxPlace>;

export type SandboxPlaceId = keyof typeof sandboxPlaces;
