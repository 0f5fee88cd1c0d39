/**
 * The time zones of countries that have several: by postal code, region and city. Written from 49 CFR 71 and
 * the notes in `zone.tab` and the zone files of the IANA time zone database, all in the public domain.
 */

/** Zone to what lies in it, as keys between blanks. Under the empty zone: what is split, or whose clocks are in doubt. */
export type ZoneKeys = Readonly<Record<string, string>>;

/** How the parts of a country decide: its postal codes, else cities, else regions. A code and a region must agree. */
export type RegionalZones = {
  /** How many characters a whole postal code has, without blanks. Others, such as one that lost a zero, are not read. */
  readonly postalLengths?: readonly number[];
  /** Beginnings of postal codes, the longest wins; `200-205` is a range. */
  readonly postal?: ZoneKeys;
  /** Whole or beginning codes whose zone is not that of the region around them. */
  readonly enclaves?: ZoneKeys;
  /** Cities, as `REGION/CITY`, or `/CITY` where the country has one of the name. */
  readonly cities?: ZoneKeys;
  /** Regions that lie in one zone whole, but for the cities above. */
  readonly regions?: ZoneKeys;
  /** Other ways to write a region: `CODE=NAME`. */
  readonly names?: string;
  /** Where nothing above speaks against it. */
  readonly elsewhere?: string;
};

/** Split, or in doubt. */
const IN_DOUBT = '';

const UNITED_STATES: RegionalZones = {
  postalLengths: [5, 9],
  postal: {
    'America/New_York':
      '005 010-089 100-268 270-323 326-339 341-349 374 376-379 398-400 402-418 425 430-459 480-497',
    'America/Indiana/Indianapolis': '460-462 466-474 478',
    'America/Chicago': `324 325 350-372 375 380-397 420-424 463 464 476 477 500-567 570-574 57501 580-584
      58501-58507 58554 587 588 600-676 679-689 700-797`,
    'America/Denver': '577 58601 58602 590-599 693 799-831 840-847 870-884 885',
    'America/Boise': '832-834 836 837 97913 97914 97918',
    'America/Phoenix': '850-857 859 863 864',
    'America/Los_Angeles': '835 838 889-897 89801 89802 89803 89815 900-961 970-978 980-994',
    'America/Anchorage': '995-999',
    'Pacific/Honolulu': '967 968',
    'Pacific/Pago_Pago': '96799',
    'Pacific/Guam': '9691 9692',
    'Pacific/Saipan': '96950 96951 96952',
    'America/Puerto_Rico': '006 007 009',
    'America/St_Thomas': '008',
    [IN_DOUBT]: `32456 32457 36854 36863 36867 36868 36869 36870 37723 46968 58838 73946 798 83542 83547
      83549 83554 83671 89311 898 96898 99638 99923`,
  },
  enclaves: { 'America/Adak': '99546 99547' },
  cities: {
    'America/Chicago': `FL/PENSACOLA IN/EVANSVILLE IN/GARY KS/KANSASCITY KS/LENEXA KS/WICHITA
      KY/BOWLINGGREEN ND/BISMARCK ND/FARGO NE/LINCOLN NE/OMAHA SD/SIOUXFALLS TN/MEMPHIS TN/NASHVILLE
      TX/AUSTIN TX/DALLAS TX/DFWAIRPORT TX/FORTWORTH TX/HOUSTON TX/IRVING TX/LAREDO TX/MESQUITE
      TX/SANANTONIO`,
    'America/New_York': `FL/FORTLAUDERDALE FL/JACKSONVILLE FL/MIAMI FL/ORLANDO FL/TALLAHASSEE FL/TAMPA
      KY/HEBRON KY/LEXINGTON KY/LOUISVILLE MI/DETROIT MI/GRANDRAPIDS MI/LANSING MI/ROMULUS TN/CHATTANOOGA
      TN/KNOXVILLE`,
    'America/Indiana/Indianapolis': 'IN/FORTWAYNE IN/INDIANAPOLIS IN/PLAINFIELD IN/SOUTHBEND',
    'America/Denver': 'SD/RAPIDCITY TX/ELPASO',
    'America/Boise': 'ID/BOISE OR/ONTARIO',
    'America/Los_Angeles': 'OR/EUGENE OR/PORTLAND OR/SALEM OR/TROUTDALE',
    'America/Phoenix': 'AZ/MESA AZ/PHOENIX AZ/TEMPE AZ/TOLLESON AZ/TUCSON AZ/YUMA',
    'America/Adak': 'AK/ADAK AK/ATKA',
    [IN_DOUBT]: 'AK/HYDER NV/JACKPOT NV/JARBIDGE NV/MOUNTAINCITY NV/OWYHEE NV/WESTWENDOVER OK/KENTON',
  },
  regions: {
    'America/New_York': `CT DC DE GA MA MD ME NC NH NJ NY OH PA RI SC VA VT WV CONNECTICUT DELAWARE
      DISTRICTOFCOLUMBIA GEORGIA MAINE MARYLAND MASSACHUSETTS NEWHAMPSHIRE NEWJERSEY NEWYORK NORTHCAROLINA
      OHIO PENNSYLVANIA RHODEISLAND SOUTHCAROLINA VERMONT VIRGINIA WESTVIRGINIA`,
    'America/Chicago': `AL AR IA IL LA MN MO MS OK WI ALABAMA ARKANSAS ILLINOIS IOWA LOUISIANA MINNESOTA
      MISSISSIPPI MISSOURI WISCONSIN`,
    'America/Denver': 'CO MT NM UT WY COLORADO MONTANA NEWMEXICO UTAH WYOMING',
    'America/Los_Angeles': 'CA NV WA CALIFORNIA WASHINGTON',
    'America/Anchorage': 'AK',
    'Pacific/Honolulu': 'HI HAWAII',
    'America/Puerto_Rico': 'PR PUERTORICO',
    'America/St_Thomas': 'VI VIRGINISLANDS USVIRGINISLANDS',
    'Pacific/Pago_Pago': 'AS AMERICANSAMOA',
    'Pacific/Guam': 'GU GUAM',
    'Pacific/Saipan': 'MP NORTHERNMARIANAISLANDS',
  },
  names: `AK=ALASKA NV=NEVADA OK=OKLAHOMA AZ=ARIZONA FL=FLORIDA ID=IDAHO IN=INDIANA KS=KANSAS KY=KENTUCKY
    MI=MICHIGAN NE=NEBRASKA ND=NORTHDAKOTA OR=OREGON SD=SOUTHDAKOTA TN=TENNESSEE TX=TEXAS`,
};

const CANADA: RegionalZones = {
  postalLengths: [3, 6],
  postal: {
    'America/St_Johns': 'A0A A0B A0C A0E A0G A0H A0J A0L A0M A0N A1 A2 A5 A8',
    'America/Goose_Bay': 'A0P A0R A2V',
    'America/Halifax': 'B C G4T',
    'America/Moncton': 'E',
    'America/Toronto': `G H J K L M N P0A P0B P0C P0E P0G P0H P0J P0K P0L P0M P0N P0P P0R P0S P1 P2 P3 P4
      P5 P6 P7`,
    'America/Winnipeg': 'R P0X P8 P9',
    'America/Regina': 'S',
    'America/Edmonton': 'T V0A V1A V1C X0E X0G X1',
    'America/Vancouver': 'V',
    'America/Dawson_Creek': 'V1G V1J',
    'America/Whitehorse': 'Y',
    'America/Iqaluit': 'X0A0H',
    'America/Cambridge_Bay': 'X0B',
    [IN_DOUBT]: 'A0K G0B G0C G0G S0P V0B V0C V0W X0A X0C',
  },
  enclaves: { 'America/Edmonton': 'S9V' },
  cities: {
    'America/St_Johns': 'NL/STJOHNS',
    'America/Toronto': `ON/CONCORD ON/HAMILTON ON/LONDON ON/MISSISSAUGA ON/MOUNTHOPE ON/OTTAWA ON/TORONTO
      ON/WINDSOR QC/DORVAL QC/LACHINE QC/MIRABEL QC/MONTREAL QC/QUEBEC`,
    'America/Vancouver': 'BC/BURNABY BC/DELTA BC/KELOWNA BC/RICHMOND BC/SURREY BC/VANCOUVER BC/VICTORIA',
    'America/Edmonton': 'SK/LLOYDMINSTER',
    [IN_DOUBT]: 'SK/CREIGHTON SK/DENAREBEACH',
  },
  regions: {
    'America/Halifax': 'NS PE NOVASCOTIA PRINCEEDWARDISLAND PEI',
    'America/Moncton': 'NB NEWBRUNSWICK',
    'America/Winnipeg': 'MB MANITOBA',
    'America/Regina': 'SK',
    'America/Edmonton': 'AB NT ALBERTA NORTHWESTTERRITORIES',
    'America/Whitehorse': 'YT YUKON YK',
  },
  names: `SK=SASKATCHEWAN BC=BRITISHCOLUMBIA NL=NEWFOUNDLANDANDLABRADOR NL=NF NL=NEWFOUNDLAND NU=NUNAVUT
    ON=ONTARIO QC=QUEBEC QC=PQ`,
};

const AUSTRALIA: RegionalZones = {
  postalLengths: [4],
  postal: {
    'Australia/Sydney': '1 2 02',
    'Australia/Melbourne': '3 8',
    'Australia/Brisbane': '4 9',
    'Australia/Adelaide': '5',
    'Australia/Perth': '6',
    'Australia/Hobart': '7',
    'Australia/Darwin': '08 09',
    [IN_DOUBT]: '0872 2880 2899 6443 6798 6799 7151',
  },
  enclaves: { 'Australia/Lord_Howe': '2898' },
  cities: {
    'Australia/Broken_Hill': 'NSW/BROKENHILL NSW/SILVERTON',
    'Australia/Lord_Howe': 'NSW/LORDHOWEISLAND',
    [IN_DOUBT]: 'WA/EUCLA WA/MUNDRABILLA WA/MADURA WA/BORDERVILLAGE',
    'Australia/Sydney': '/SYDNEY /CANBERRA',
    'Australia/Melbourne': '/MELBOURNE',
    'Australia/Brisbane': '/BRISBANE',
    'Australia/Adelaide': '/ADELAIDE',
    'Australia/Hobart': '/HOBART',
    'Australia/Darwin': '/DARWIN',
  },
  regions: {
    'Australia/Sydney': 'NSW ACT AUSTRALIANCAPITALTERRITORY AC',
    'Australia/Melbourne': 'VIC VICTORIA VI',
    'Australia/Brisbane': 'QLD QUEENSLAND QL',
    'Australia/Adelaide': 'SA SOUTHAUSTRALIA',
    'Australia/Perth': 'WA',
    'Australia/Hobart': 'TAS TASMANIA TS',
    'Australia/Darwin': 'NT NORTHERNTERRITORY',
  },
  names: 'NSW=NEWSOUTHWALES NSW=NS WA=WESTERNAUSTRALIA',
};

const MEXICO: RegionalZones = {
  postalLengths: [5],
  postal: {
    'America/Mexico_City': '01-20 24 25 27-30 34 35 36-62 64 66-76 78 79 86 870 871 89-99',
    'America/Cancun': '77',
    'America/Chihuahua': '310-312',
    'America/Tijuana': '21 22',
    'America/Mazatlan': '23 63 80-82',
    'America/Hermosillo': '83-85',
    'America/Ciudad_Juarez': '320-326',
    [IN_DOUBT]: '2775 6372 6373',
  },
  regions: {
    'America/Mexico_City': `AGU CAM CHP CMX DF COL DUR GUA GRO HID JAL MEX MIC MOR OAX PUE QUE SLP TAB TLA
      VER YUC ZAC AGUASCALIENTES CAMPECHE CHIAPAS CIUDADDEMEXICO DISTRITOFEDERAL COLIMA DURANGO GUANAJUATO
      GUERRERO HIDALGO JALISCO ESTADODEMEXICO MICHOACAN MORELOS OAXACA PUEBLA QUERETARO SANLUISPOTOSI
      TABASCO TLAXCALA VERACRUZ YUCATAN ZACATECAS`,
    'America/Cancun': 'ROO QUINTANAROO',
    'America/Tijuana': 'BCN BAJACALIFORNIA',
    'America/Mazatlan': 'BCS SIN BAJACALIFORNIASUR SINALOA',
    'America/Hermosillo': 'SON SONORA',
  },
};

const BRAZIL: RegionalZones = {
  postalLengths: [8],
  postal: {
    'America/Sao_Paulo': '0-4 57-67 680-689 70-75 760-767 77 8 9',
    'America/Recife': '50-56',
    'America/Noronha': '53990',
    'America/Campo_Grande': '79',
    'America/Cuiaba': '780-788',
    'America/Porto_Velho': '768 769',
    'America/Manaus': '690',
    'America/Boa_Vista': '693',
    'America/Rio_Branco': '699',
  },
  cities: { 'America/Manaus': 'AM/MANAUS', 'America/Recife': 'PE/RECIFE' },
  regions: {
    'America/Sao_Paulo': `AL AP BA CE DF ES GO MA MG PA PB PI PR RJ RN RS SC SE SP TO ALAGOAS AMAPA BAHIA
      CEARA DISTRITOFEDERAL ESPIRITOSANTO GOIAS MARANHAO MINASGERAIS PARA PARAIBA PIAUI PARANA
      RIODEJANEIRO RIOGRANDEDONORTE RIOGRANDEDOSUL SANTACATARINA SERGIPE SAOPAULO TOCANTINS`,
    'America/Campo_Grande': 'MS MATOGROSSODOSUL',
    'America/Cuiaba': 'MT MATOGROSSO',
    'America/Porto_Velho': 'RO RONDONIA',
    'America/Boa_Vista': 'RR RORAIMA',
    'America/Rio_Branco': 'AC ACRE',
  },
  names: 'AM=AMAZONAS PE=PERNAMBUCO',
};

const INDONESIA: RegionalZones = {
  postalLengths: [5],
  postal: {
    'Asia/Jakarta': '1-6 73 74 78 79',
    'Asia/Makassar': '70-72 75-77 8 90-96',
    'Asia/Jayapura': '97-99',
  },
  cities: {
    'Asia/Jakarta': '/JAKARTA /SURABAYA',
    'Asia/Makassar': '/MAKASSAR /DENPASAR',
  },
  regions: {
    'Asia/Jakarta': `JK JB JT JI BT YO AC SU SB RI KR JA BE SS BB LA KB KT JAKARTA JAWABARAT JAWATENGAH
      JAWATIMUR BANTEN`,
    'Asia/Makassar': 'BA NB NT KS KI KU SA ST SN SG SR GO BALI',
    'Asia/Jayapura': 'MA MU PA PB PD PE PS PT',
  },
};

const RUSSIA: RegionalZones = {
  postalLengths: [6],
  postal: {
    'Europe/Moscow': '101-129 140-144 150-199 30 390-399',
    'Europe/Kaliningrad': '236 238',
  },
  cities: { 'Europe/Moscow': '/MOSCOW /MOSKVA /SAINTPETERSBURG /STPETERSBURG' },
  regions: {
    'Europe/Moscow': 'MOW MOS SPE LEN MOSCOW MOSKVA SAINTPETERSBURG',
    'Europe/Kaliningrad': 'KGD KALININGRAD',
  },
};

const SPAIN: RegionalZones = {
  postalLengths: [5],
  postal: { 'Europe/Madrid': '01-34 36 37 39-50', 'Africa/Ceuta': '51 52', 'Atlantic/Canary': '35 38' },
  cities: {
    'Europe/Madrid': '/MADRID /BARCELONA',
    'Atlantic/Canary': '/LASPALMAS',
  },
  regions: {
    'Europe/Madrid': `AN AR AS CB CL CM CT EX GA IB MC MD NC PV RI VC M B V ANDALUCIA ARAGON ASTURIAS
      CANTABRIA CASTILLAYLEON CASTILLALAMANCHA CATALUNYA EXTREMADURA GALICIA BALEARES MURCIA MADRID
      NAVARRA PAISVASCO LARIOJA VALENCIA`,
    'Africa/Ceuta': 'CE ML CEUTA MELILLA',
    'Atlantic/Canary': 'CN GC TF CANARIAS CANARYISLANDS LASPALMAS TENERIFE',
  },
};

const PORTUGAL: RegionalZones = {
  postalLengths: [4, 7],
  postal: { 'Europe/Lisbon': '1-8', 'Atlantic/Madeira': '90-94', 'Atlantic/Azores': '95-99' },
  cities: {
    'Europe/Lisbon': '/LISBOA /LISBON /PORTO',
    'Atlantic/Madeira': '/FUNCHAL',
    'Atlantic/Azores': '/PONTADELGADA',
  },
  regions: {
    'Europe/Lisbon': '11 13 LISBOA LISBON PORTO',
    'Atlantic/Madeira': '30 MADEIRA',
    'Atlantic/Azores': '20 ACORES AZORES',
  },
};

const CHILE: RegionalZones = {
  postalLengths: [7],
  postal: {
    'America/Santiago': '1-4 50-58 7-9',
    'Pacific/Easter': '277',
    'America/Punta_Arenas': '62',
  },
  cities: {
    'America/Santiago': '/SANTIAGO',
    'America/Punta_Arenas': '/PUNTAARENAS',
    'Pacific/Easter': '/HANGAROA /ISLADEPASCUA',
  },
  regions: {
    'America/Santiago': `RM AN AP AR AT BI CO LI LL LR ML NB TA REGIONMETROPOLITANA METROPOLITANA BIOBIO
      ANTOFAGASTA`,
    'America/Punta_Arenas': 'MA MAGALLANES',
  },
};

const ECUADOR: RegionalZones = {
  postalLengths: [6],
  postal: { 'America/Guayaquil': '01-19 21-24', 'Pacific/Galapagos': '20' },
  cities: { 'America/Guayaquil': '/QUITO /GUAYAQUIL /CUENCA' },
  regions: {
    'America/Guayaquil': 'P G A PICHINCHA GUAYAS AZUAY',
    'Pacific/Galapagos': 'W GALAPAGOS',
  },
};

const FRANCE: RegionalZones = {
  postalLengths: [5],
  postal: {
    'America/Guadeloupe': '971',
    'America/Martinique': '972',
    'America/Cayenne': '973',
    'Indian/Reunion': '974',
    'Indian/Mayotte': '976',
    [IN_DOUBT]: '975 977 978 984 986 987 988',
  },
  regions: {
    'America/Guadeloupe': 'GP GUADELOUPE',
    'America/Martinique': 'MQ MARTINIQUE',
    'America/Cayenne': 'GF GUYANE',
    'Indian/Reunion': 'RE REUNION LAREUNION',
    'Indian/Mayotte': 'YT MAYOTTE',
  },
  elsewhere: 'Europe/Paris',
};

/** ISO 3166-1 alpha-2 to what decides there. */
export const ZONES_OF_REGIONS: Readonly<Record<string, RegionalZones>> = {
  US: UNITED_STATES,
  CA: CANADA,
  AU: AUSTRALIA,
  MX: MEXICO,
  BR: BRAZIL,
  ID: INDONESIA,
  RU: RUSSIA,
  ES: SPAIN,
  PT: PORTUGAL,
  CL: CHILE,
  EC: ECUADOR,
  FR: FRANCE,
  // Beijing time is the law everywhere; in Xinjiang people may mean another.
  CN: {
    postalLengths: [6],
    postal: { [IN_DOUBT]: '83 84' },
    regions: { [IN_DOUBT]: 'XJ' },
    names: 'XJ=65 XJ=XINJIANG XJ=XINJIANGUYGUR XJ=XINJIANGUYGURAUTONOMOUSREGION',
    elsewhere: 'Asia/Shanghai',
  },
  UA: {
    postalLengths: [5],
    postal: { [IN_DOUBT]: '95-99' },
    regions: { [IN_DOUBT]: '43 40' },
    names: '43=CRIMEA 43=KRYM 40=SEVASTOPOL',
    elsewhere: 'Europe/Kyiv',
  },
  DK: { postalLengths: [4], postal: { [IN_DOUBT]: '39' }, elsewhere: 'Europe/Copenhagen' },
  NZ: {
    postalLengths: [4],
    postal: { 'Pacific/Auckland': '0-9', 'Pacific/Chatham': '8942' },
    cities: {
      'Pacific/Auckland': '/AUCKLAND /WELLINGTON /CHRISTCHURCH /HAMILTON',
    },
    regions: { 'Pacific/Auckland': 'AUK WGN CAN WKO OTA', 'Pacific/Chatham': 'CIT' },
    names: 'AUK=AUCKLAND WGN=WELLINGTON CAN=CANTERBURY WKO=WAIKATO OTA=OTAGO CIT=CHATHAMISLANDS',
  },
  GL: { postalLengths: [4], postal: { 'America/Nuuk': '390-396' }, cities: { 'America/Nuuk': '/NUUK' } },
  PF: {
    postalLengths: [5],
    postal: { 'Pacific/Tahiti': '9870 9871' },
    cities: { 'Pacific/Tahiti': '/PAPEETE /FAAA' },
  },
  FM: {
    postalLengths: [5, 9],
    postal: { 'Pacific/Pohnpei': '96941', 'Pacific/Kosrae': '96944', 'Pacific/Chuuk': '96942 96943' },
  },
  PG: {
    cities: { 'Pacific/Port_Moresby': '/PORTMORESBY /LAE' },
    regions: { 'Pacific/Port_Moresby': 'NCD', 'Pacific/Bougainville': 'NSB' },
  },
  CD: {
    cities: { 'Africa/Kinshasa': '/KINSHASA', 'Africa/Lubumbashi': '/LUBUMBASHI /GOMA /BUKAVU' },
    regions: { 'Africa/Kinshasa': 'KN BC', 'Africa/Lubumbashi': 'HK NK SK' },
    names: 'KN=KINSHASA HK=HAUTKATANGA NK=NORDKIVU SK=SUDKIVU',
  },
  MN: { cities: { 'Asia/Ulaanbaatar': '/ULAANBAATAR' }, regions: { 'Asia/Ulaanbaatar': '1' } },
  KI: { cities: { 'Pacific/Tarawa': '/TARAWA /BAIRIKI /BETIO' }, regions: { 'Pacific/Tarawa': 'G' } },
};
