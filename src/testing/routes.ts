/** Where simulated parcels travel. Data. */

export type SimulatedPlace = {
  readonly city: string;
  readonly region: string;
  readonly postalCode: string;
  readonly country: string;
  readonly countryName: string;
  /** IANA name. */
  readonly timeZone: string;
};

export type Route = {
  readonly origin: SimulatedPlace;
  readonly originHub: SimulatedPlace;
  readonly middleHub: SimulatedPlace;
  readonly depot: SimulatedPlace;
  readonly destination: SimulatedPlace;
};

const inUnitedStates = (
  city: string,
  region: string,
  postalCode: string,
  timeZone: string,
): SimulatedPlace => ({ city, region, postalCode, country: 'US', countryName: 'United States', timeZone });

const EAST = 'America/New_York';
const CENTRAL = 'America/Chicago';
const MOUNTAIN = 'America/Denver';
const WEST = 'America/Los_Angeles';
/** No summer time. */
const ARIZONA = 'America/Phoenix';

export const DOMESTIC_ROUTES: readonly [Route, ...Route[]] = [
  {
    origin: inUnitedStates('Seattle', 'WA', '98134', WEST),
    originHub: inUnitedStates('Tukwila', 'WA', '98188', WEST),
    middleHub: inUnitedStates('Aurora', 'CO', '80011', MOUNTAIN),
    depot: inUnitedStates('Tempe', 'AZ', '85281', ARIZONA),
    destination: inUnitedStates('Scottsdale', 'AZ', '85251', ARIZONA),
  },
  {
    origin: inUnitedStates('Albany', 'NY', '12207', EAST),
    originHub: inUnitedStates('Syracuse', 'NY', '13206', EAST),
    middleHub: inUnitedStates('Hodgkins', 'IL', '60525', CENTRAL),
    depot: inUnitedStates('Oakland', 'CA', '94621', WEST),
    destination: inUnitedStates('Berkeley', 'CA', '94704', WEST),
  },
  {
    origin: inUnitedStates('Boise', 'ID', '83702', 'America/Boise'),
    originHub: inUnitedStates('Salt Lake City', 'UT', '84104', MOUNTAIN),
    middleHub: inUnitedStates('Louisville', 'KY', '40213', 'America/Kentucky/Louisville'),
    depot: inUnitedStates('Chelmsford', 'MA', '01824', EAST),
    destination: inUnitedStates('Lowell', 'MA', '01852', EAST),
  },
];

export const INTERNATIONAL_ROUTES: readonly [Route, ...Route[]] = [
  {
    origin: place('Toronto', 'ON', 'M5V 2T6', 'CA', 'Canada', 'America/Toronto'),
    originHub: place('Mississauga', 'ON', 'L4W 5S5', 'CA', 'Canada', 'America/Toronto'),
    middleHub: inUnitedStates('Buffalo', 'NY', '14227', EAST),
    depot: inUnitedStates('Chelmsford', 'MA', '01824', EAST),
    destination: inUnitedStates('Lowell', 'MA', '01852', EAST),
  },
  {
    origin: place('Bremen', 'HB', '28195', 'DE', 'Germany', 'Europe/Berlin'),
    originHub: place('Cologne', 'NW', '51147', 'DE', 'Germany', 'Europe/Berlin'),
    middleHub: inUnitedStates('Philadelphia', 'PA', '19153', EAST),
    depot: inUnitedStates('Oakland', 'CA', '94621', WEST),
    destination: inUnitedStates('Berkeley', 'CA', '94704', WEST),
  },
];

function place(
  city: string,
  region: string,
  postalCode: string,
  country: string,
  countryName: string,
  timeZone: string,
): SimulatedPlace {
  return { city, region, postalCode, country, countryName, timeZone };
}
