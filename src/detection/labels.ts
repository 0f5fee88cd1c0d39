/** The words that say what a number is, in the languages shops write in. */

/** What a label makes of the number behind it. */
export type Label = 'tracking' | 'other' | 'none';

const TRACKING = [
  'track',
  'trk',
  'shipment',
  'shipped',
  'ships? (?:via|with|by)',
  'shipping (?:no|num|id|code|label)',
  'parcel',
  'package',
  'way ?bill',
  'air ?bill',
  '\\bh?awb\\b',
  'consignment',
  'delivery (?:no|num|confirmation)',
  'label num',
  'door ?tag',
  'sendung',
  'paket',
  'päckchen',
  'frachtbrief',
  'liefernummer',
  'suivi',
  'colis',
  'bordereau',
  'exp[ée]di',
  'env[ií]o',
  'seguimiento',
  'rastre',
  'gu[ií]a',
  'paquete',
  'spedi',
  'tracciamento',
  'pacco',
  'encomenda',
  'zending',
  'pakket',
  'przesy[łl]k',
  'paczk',
  'forsendelse',
  'försändelse',
  'pakke\\b',
];

const OTHER = [
  // `Tracking for your order: …` labels what follows the order, not the order.
  '(?<!\\b(?:your|this|the) (?=orders?:))\\border',
  'invoice',
  'receipt',
  '\\bbill\\b',
  '\\bpo\\b',
  'purchase',
  'transaction',
  'confirmation',
  'phone',
  '\\btel\\b',
  '\\bmobile',
  '\\bcell\\b',
  '\\bcall',
  '\\bfax',
  'hot ?line',
  'help ?line',
  'support',
  'contact us',
  'customer',
  'account',
  '\\bacct',
  '\\bmember',
  '\\bclient',
  '\\bimei',
  '\\bmeid',
  '\\bupc',
  '\\bean\\b',
  '\\bgtin',
  '\\bisbn',
  '\\bsku\\b',
  '\\basin\\b',
  'bar ?code',
  'case code',
  'article',
  '\\bitem',
  'product',
  'model\\b',
  'serial',
  '\\bs/?n\\b',
  '\\bvin\\b',
  'licen[cs]e',
  '\\bcards?\\b',
  '\\bvisa\\b',
  'mastercard',
  '\\bamex',
  'ending in',
  'payment',
  'coupon',
  'voucher',
  'auth(?:orization)? code',
  'total',
  'amount',
  '\\bprice',
  '\\btax\\b',
  '\\bvat\\b',
  '\\bein\\b',
  '\\biban\\b',
  '\\bbic\\b',
  '\\bzip\\b',
  'post(?:al)? ?code',
  '\\bplz\\b',
  '\\bdate',
  '\\btime',
  '\\bepoch',
  '\\bts\\b',
  'created',
  'printed',
  'generated',
  'updated',
  '\\bcase\\b',
  'ticket',
  'request',
  'correlation',
  'message.?id',
  'session',
  'uu?id\\b',
  '\\bguid',
  '(?:\\b|_)id\\b',
  'reference',
  '\\bref\\b',
  '\\brma\\b',
  '\\bqty\\b',
  'quantity',
  'weight',
  'dimension',
  'bestell',
  'rechnung',
  'kunden',
  'telefon',
  'betrag',
  'summe',
  'vorgang',
  'auftrag',
  'ust-?id',
  'artikel',
  'commande',
  'facture',
  't[ée]l[ée]phone',
  'montant',
  'r[ée]f[ée]rence',
  'pedido',
  'factura',
  'tel[ée]fono',
  'importe',
  'referencia',
  'cliente',
  'ordine',
  'fattura',
  'bestelling',
  'factuur',
  'telefoon',
];

// A tracking word takes what belongs to it along: the `ID` of `Tracking ID` is no label of its own.
const BELONGS =
  '(?:(?:ing|ed|s|er|nummer|_| |-){0,3}(?:number|num|no|nr|id|code|ref(?:erence)?|link|info)\\b)?';
const LABEL = new RegExp(`((?:${TRACKING.join('|')})${BELONGS})|(?:${OTHER.join('|')})`, 'gi');

/** A number of four digits or more between a label and a place: the label was that number's. */
const NUMBER = /\d{4}/;

/** What the last label of a piece of text says that no number in it has taken. */
export function lastLabel(text: string): Label {
  let label: Label = 'none';
  for (const match of text.matchAll(LABEL)) {
    if (match[1] !== undefined) label = 'tracking';
    else if (!NUMBER.test(text.slice(match.index))) label = 'other';
  }
  return label;
}

/** What a heading says: of two labels, tracking is what the heading is about. */
export function headingLabel(text: string): Label {
  let label: Label = 'none';
  for (const match of text.matchAll(LABEL)) {
    if (match[1] !== undefined) return 'tracking';
    label = 'other';
  }
  return label;
}
