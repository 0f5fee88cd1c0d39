/** Shapes of plain-text mails, chat messages and exports that name tracking numbers. */

import type { Scene, Template } from './mail-scene.ts';

const factLines = (scene: Scene, count: number, kinds?: readonly string[]): string =>
  scene
    .facts(count, kinds)
    .map(({ label, value }) => `${label}: ${value}`)
    .join('\n');

const footer = ({ shop, address, random }: Scene): string =>
  random.pick([
    `${shop}, ${address}\nUnsubscribe: https://shop.example/u/${random.text('0123456789abcdef', 32)}?id=${random.digits(12)}`,
    `Questions? Call 1-800-${random.digits(3)}-${random.digits(4)}, Mon-Fri 9-5.\n(c) ${random.between(2023, 2027)} ${shop}`,
    `--\n${shop}\n${address}\nTel: +1 (${random.digits(3)}) ${random.digits(3)}-${random.digits(4)}`,
  ]);

const text = (
  name: string,
  parcels: readonly [number, number],
  build: (scene: Scene) => string,
  more: Partial<Template> = {},
): Template => ({ name, medium: 'text', parcels, build, ...more });

const SHOP_MAILS: readonly Template[] = [
  text(
    'shipped',
    [1, 1],
    (s) =>
      `Hi ${s.person},\n\nGood news: your order has shipped with ${s.parcel.carrier}.\n\nTracking number: ${s.parcel.shown}\n\n${factLines(s, 4)}\n\nThank you for shopping with ${s.shop}.\n${footer(s)}\n`,
  ),
  text(
    'shipped sentence',
    [1, 1],
    (s) =>
      `${s.person}, your package from ${s.shop} was handed to ${s.parcel.carrier} today (tracking number ${s.parcel.shown}). ${factLines(s, 1, ['price'])}\n${footer(s)}`,
  ),
  text(
    'label below',
    [1, 1],
    (s) =>
      `Your shipment is on its way!\n\n${s.parcel.carrier} tracking number\n${s.parcel.shown}\n\nShip to\n${s.person}\n${s.address}\n\n${factLines(s, 3)}`,
  ),
  text(
    'key values',
    [1, 1],
    (s) =>
      `${factLines(s, 3)}\nCarrier: ${s.parcel.carrier}\nTracking #: ${s.parcel.shown}\n${factLines(s, 4)}\n`,
  ),
  text(
    'shouting',
    [1, 1],
    (s) =>
      `SHIPMENT NOTIFICATION\n\nSHIPPED VIA: ${s.parcel.carrier.toUpperCase()}\nTRACKING NUMBER: ${s.parcel.shown}\nTHANK YOU FOR YOUR ORDER\n${factLines(s, 3).toUpperCase()}\n`,
  ),
  text(
    'several parcels',
    [2, 4],
    (s) =>
      `Your order ships in ${s.parcels.length} packages:\n\n${s.parcels.map((p, at) => `Package ${at + 1} of ${s.parcels.length}: ${p.carrier} ${p.shown}`).join('\n')}\n\n${factLines(s, 4)}\n${footer(s)}`,
  ),
  text(
    'dash list',
    [2, 4],
    (s) =>
      `Tracking numbers for your order:\n${s.parcels.map((p) => `- ${p.shown} (${p.carrier})`).join('\n')}\n\n${factLines(s, 3)}\n`,
  ),
  text(
    'comma list',
    [2, 3],
    (s) =>
      `We shipped everything today. Tracking: ${s.parcels.map((p) => p.shown).join(', ')}. Carriers: ${s.parcels.map((p) => p.carrier).join(', ')}.\n${factLines(s, 2)}\n`,
  ),
  text(
    'columns',
    [1, 3],
    (s) =>
      `Carrier               Tracking number                       Qty  Weight\n--------------------  ------------------------------------  ---  ------\n${s.parcels.map((p) => `${p.carrier.padEnd(20)}  ${p.shown.padEnd(36)}  ${String(s.random.between(1, 9)).padStart(3)}  ${s.random.between(1, 30)}.${s.random.digits(1)}`).join('\n')}\n\n${factLines(s, 3)}`,
  ),
  text(
    'markdown',
    [1, 2],
    (s) =>
      `## Shipped\n\n${s.parcels.map((p) => `* **${p.carrier}** tracking: \`${p.shown}\` ([track](${p.url}))`).join('\n')}\n\n| Item | UPC | Qty |\n|---|---|---|\n| ${s.item} | ${s.facts(1, ['upc'])[0]?.value} | ${s.random.between(1, 5)} |\n`,
  ),
  text(
    'receipt',
    [1, 1],
    (s) =>
      `RECEIPT\n${factLines(s, 12)}\n\nYour parcel travels with ${s.parcel.carrier}; tracking no. ${s.parcel.shown}.\n${factLines(s, 6)}\n${footer(s)}`,
  ),
  text(
    'forwarded',
    [1, 2],
    (s) =>
      `can you pick this up?\n\n---------- Forwarded message ---------\nFrom: ${s.shop} <orders@shop.example>\nDate: ${s.facts(1, ['date'])[0]?.value}\nMessage-ID: <${s.random.digits(14)}.${s.random.digits(6)}@mail.example>\n\n${s.parcels.map((p) => `> Carrier: ${p.carrier}\n> Tracking Number: ${p.shown}`).join('\n>\n')}\n> ${s.facts(1, ['phone'])[0]?.label}: ${s.facts(1, ['phone'])[0]?.value}\n`,
  ),
];

const MESSAGES: readonly Template[] = [
  text(
    'chat',
    [1, 1],
    (s) =>
      `hey did the ${s.parcel.carrier} package arrive? it's ${s.parcel.shown}, ordered ${s.facts(1, ['date'])[0]?.value}`,
  ),
  text(
    'chat thread',
    [1, 2],
    (s) =>
      `[10:0${s.random.digits(1)}] ${s.person}: where's my stuff, order ${s.facts(1, ['order'])[0]?.value}\n[10:12] agent: one moment\n${s.parcels.map((p) => `[10:15] agent: ${p.carrier} tracking ${p.shown}`).join('\n')}\n[10:16] ${s.person}: thanks! call me at ${s.facts(1, ['phone'])[0]?.value}`,
  ),
  text('chat without context', [1, 1], (s) => `here you go: ${s.parcel.shown}\nthanks!`, { proofOnly: true }),
  text(
    'line of its own',
    [1, 1],
    (s) => `Hi ${s.person},\n\nas promised:\n\n${s.parcel.shown}\n\nBest,\n${s.shop}\n${s.address}`,
    { proofOnly: true },
  ),
  text(
    'sms',
    [1, 1],
    (s) =>
      `${s.parcel.carrier}: your parcel ${s.parcel.shown} arrives today 09:00-12:00. Info: ${s.parcel.url} Reply STOP to opt out`,
  ),
  text(
    'support ticket',
    [1, 1],
    (s) =>
      `${factLines(s, 5, ['ticket', 'timestamp', 'unix', 'account', 'uuid'])}\nCustomer says parcel ${s.parcel.shown} (${s.parcel.carrier}) is late since ${s.facts(1, ['date'])[0]?.value}.\nCallback ${s.facts(1, ['phone'])[0]?.value}`,
  ),
];

const MACHINE_TEXT: readonly Template[] = [
  text(
    'csv',
    [2, 4],
    (s) =>
      `order,carrier,tracking_number,qty,zip,phone\n${s.parcels.map((p) => `${s.random.digits(9)},${p.carrier},${p.shown},${s.random.between(1, 5)},${s.random.digits(5)},${s.random.digits(3)}-${s.random.digits(3)}-${s.random.digits(4)}`).join('\n')}\n`,
  ),
  text('json', [1, 3], (s) =>
    JSON.stringify(
      {
        order_id: `A-${s.random.digits(8)}`,
        shipments: s.parcels.map((p) => ({
          carrier: p.carrier,
          tracking_number: p.shown,
          created: `2026-03-0${s.random.between(1, 9)}T10:00:00Z`,
        })),
        phone: s.facts(1, ['phone'])[0]?.value,
      },
      null,
      2,
    ),
  ),
];

const OTHER_LANGUAGES: readonly Template[] = [
  text(
    'german',
    [1, 2],
    (s) =>
      `Hallo ${s.person},\n\nIhre Bestellung ist unterwegs. Versand mit ${s.parcels.map((p) => p.carrier).join(' und ')}.\n${s.parcels.map((p) => `Sendungsnummer: ${p.shown}`).join('\n')}\n\nBestellnummer: ${s.random.digits(10)}\nRechnungsnummer: ${s.random.digits(12)}\nKundennummer: ${s.random.digits(10)}\nGesamtbetrag: 1.${s.random.digits(3)},95 €\nTelefon: 0${s.random.digits(3)} ${s.random.digits(7)}\nMit freundlichen Grüßen\n`,
  ),
  text(
    'french',
    [1, 2],
    (s) =>
      `Bonjour ${s.person},\n\nVotre colis a été expédié par ${s.parcels.map((p) => p.carrier).join(' et ')}.\n${s.parcels.map((p) => `Numéro de suivi : ${p.shown}`).join('\n')}\n\nCommande n° ${s.random.digits(10)}\nFacture : ${s.random.digits(12)}\nTéléphone : 01 ${s.random.digits(2)} ${s.random.digits(2)} ${s.random.digits(2)} ${s.random.digits(2)}\n`,
  ),
  text(
    'spanish',
    [1, 2],
    (s) =>
      `Hola ${s.person}:\n\nTu pedido ya está en camino con ${s.parcels.map((p) => p.carrier).join(' y ')}.\n${s.parcels.map((p) => `Número de seguimiento: ${p.shown}`).join('\n')}\n\nPedido: ${s.random.digits(10)}\nFactura: ${s.random.digits(12)}\nTeléfono: ${s.random.digits(9)}\n`,
  ),
];

const LINKS: readonly Template[] = [
  text(
    'link only',
    [1, 2],
    (s) =>
      `Your parcel is on its way.\n\n${s.parcels.map((p) => `Track it here: ${p.url}`).join('\n')}\n\n${factLines(s, 3)}\n${footer(s)}`,
    { linkOnly: true },
  ),
  text(
    'click link',
    [1, 1],
    (s) =>
      `Your ${s.parcel.carrier} parcel ${s.parcel.shown} left our warehouse.\nTrack: ${s.parcel.clickUrl}\n${factLines(s, 3)}\n`,
  ),
];

const EMPTY: readonly Template[] = [
  text(
    'nothing',
    [0, 0],
    (s) =>
      `Thanks for your order, ${s.person}!\n\n${factLines(s, 10)}\n\nWe'll write again when it ships.\n${footer(s)}`,
  ),
  text(
    'nothing but a carrier',
    [0, 0],
    (s) =>
      `Your order will ship with ${s.parcel.carrier}. You will get a tracking number soon.\n${factLines(s, 10)}\n${footer(s)}`,
  ),
];

export const TEXT_TEMPLATES: readonly Template[] = [
  ...SHOP_MAILS,
  ...MESSAGES,
  ...MACHINE_TEXT,
  ...OTHER_LANGUAGES,
  ...LINKS,
  ...EMPTY,
];
