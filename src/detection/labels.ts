/** The words that say what a number is, in the languages shops write in. */

/** What a label makes of the number behind it. */
export type Label = 'tracking' | 'other' | 'none';

const TRACKING = [
  'track|trk|shipment|shipped|ships? (?:via|with|by)|shipping (?:no|num|id|code|label)|parcel|package|way ?bill',
  'air ?bill|h?awb\\b|consignment|delivery (?:no|num|confirmation)|label num|door ?tag',
  'päckchen|frachtbrief|liefernummer|suivi|colis|bordereau|exp[ée]di|env[ií]o|seguimiento|rastre|gu[ií]a|paquete',
  'spedi|tracciamento|pacco|encomenda|przesy[łl]k|paczk|forsendelse|försändelse|pakke\\b',
].join('|');
/** Also at the end of a longer word: `Retourensendung`. */
const TRACKING_IN_COMPOUNDS = 'sendung|paket|zending|pakket';

const OTHER = [
  // `Tracking for your order: …` labels what follows the order, not the order.
  '(?<!\\b(?:your|this|the) (?=orders?:))order',
  'invoice|receipt|bill\\b|po\\b|purchase|transaction|confirmation|tel\\b|mobile|cell\\b|call|fax|hot ?line|help ?line',
  'support|contact us|customer|account|acct|member|client|imei|meid|upc|ean\\b|gtin|isbn|sku\\b|asin\\b|bar ?code',
  'case code|article|item|product|model\\b|serial|s/?n\\b|vin\\b|licen[cs]e|cards?\\b|visa\\b|mastercard|amex|ending in',
  'payment|coupon|voucher|auth(?:orization)? code|amount|price|tax\\b|vat\\b|ein\\b|iban\\b|bic\\b|zip\\b',
  'post(?:al)? ?code|plz\\b|date|time|epoch|ts\\b|created|printed|generated|updated|case\\b|ticket|request|correlation',
  'message.?id|session|uu?id\\b|guid|id\\b|reference|ref\\b|rma\\b|qty\\b|quantity|weight|dimension',
  'bestell|kunden|vorgang|ust-?id|artikel|commande|facture|t[ée]l[ée]phone|montant|r[ée]f[ée]rence',
  'pedido|factura|tel[ée]fono|importe|referencia|cliente|ordine|fattura|factuur|telefoon',
].join('|');
const OTHER_IN_COMPOUNDS = 'phone|total|telefon|betrag|summe|rechnung|auftrag';

// A tracking word takes what belongs to it along: the `ID` of `Tracking ID` is no label of its own.
const BELONGS =
  '(?:(?:ing|ed|s|er|nummer|_| |-){0,3}(?:number|num|no|nr|id|code|ref(?:erence)?|link|info)\\b)?';

/**
 * One pattern for every word that says something of a number. Its first group is a tracking label, its second another
 * label, the following are the carriers' names.
 */
export const wordsPattern = (carrierNames: readonly RegExp[]): RegExp =>
  new RegExp(
    [
      `((?:(?<![a-z])(?:${TRACKING})|${TRACKING_IN_COMPOUNDS})${BELONGS})`,
      `((?<![a-z])(?:${OTHER})|${OTHER_IN_COMPOUNDS})`,
      ...carrierNames.map(({ source }) => `(${source})`),
    ].join('|'),
    'gi',
  );
