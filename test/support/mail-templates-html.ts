/** Shapes of HTML mails and pages, and of whole MIME messages, that name tracking numbers. */

import type { Scene, Template } from './mail-scene.ts';

const escaped = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;');

const factRows = (scene: Scene, count: number, kinds?: readonly string[]): string =>
  scene
    .facts(count, kinds)
    .map(({ label, value }) => `<tr><td style="color:#666666">${label}</td><td>${escaped(value)}</td></tr>`)
    .join(scene.random.pick(['', '\n']));

const factParagraphs = (scene: Scene, count: number): string =>
  scene
    .facts(count)
    .map(({ label, value }) => `<p style="margin:0 0 12px">${label}: ${escaped(value)}</p>`)
    .join('\n');

const pixel = ({ random }: Scene): string =>
  `<img src="https://px.example/open.gif?m=${random.digits(12)}&amp;u=${random.digits(15)}&amp;t=${random.digits(14)}" width="1" height="1" alt="">`;

const footer = (scene: Scene): string =>
  `<div class="footer"><p>${escaped(scene.shop)}<br>${scene.address}<br>Tel. 1-800-${scene.random.digits(3)}-${scene.random.digits(4)}</p><a href="https://shop.example/unsubscribe/${scene.random.digits(12)}?k=${scene.random.digits(20)}">Unsubscribe</a></div>${pixel(scene)}`;

const head = ({ random }: Scene): string =>
  `<head><meta charset="utf-8"><title>Shipped</title><style>.a{width:${random.digits(3)}px}#x${random.digits(12)}{color:#${random.digits(6)}}</style><script>var id="${random.digits(12)}",t=${random.digits(14)};</script></head>`;

const page = (scene: Scene, body: string): string =>
  `<!DOCTYPE html>\n<html>${head(scene)}\n<body style="margin:0;padding:0"><!-- campaign ${scene.random.digits(15)} -->\n${body}\n${footer(scene)}\n</body></html>\n`;

const html = (
  name: string,
  parcels: readonly [number, number],
  build: (scene: Scene) => string,
  more: Partial<Template> = {},
): Template => ({ name: `html ${name}`, medium: 'html', parcels, build, ...more });

const button = (url: string, label: string): string =>
  `<table role="presentation"><tr><td bgcolor="#0070ba"><a href="${escaped(url)}" style="padding:12px 24px">${label}</a></td></tr></table>`;

const TABLES: readonly Template[] = [
  html('layout table', [1, 1], (s) =>
    page(
      s,
      `<table width="600"><tr><td><h1>Your order is on the way</h1></td></tr>\n<tr><td>Carrier</td><td>${s.parcel.carrier}</td></tr>\n<tr><td>Tracking number</td><td><strong>${s.parcel.shown}</strong></td></tr>\n${factRows(s, 6)}</table>${button('https://shop.example/orders/987654321012', 'View order')}`,
    ),
  ),
  html('items table', [1, 3], (s) =>
    page(
      s,
      `<table><thead><tr><th>Item</th><th>UPC</th><th>Qty</th><th>Price</th><th>Carrier</th><th>Tracking</th></tr></thead><tbody>${s.parcels.map((p) => `<tr><td>${s.item}</td><td>${s.facts(1, ['upc'])[0]?.value}</td><td>${s.random.between(1, 9)}</td><td>$${s.random.between(1, 99)}.${s.random.digits(2)}</td><td>${p.carrier}</td><td>${p.shown}</td></tr>`).join('')}</tbody></table>`,
    ),
  ),
  html('neighbouring digits', [1, 2], (s) =>
    page(
      s,
      `<table>${s.parcels.map((p) => `<tr><td>${s.random.between(1, 99)}</td><td>${p.shown}</td><td>${s.random.digits(5)}</td><td>${s.random.between(1, 9)}</td></tr>`).join('')}</table><p>Tracking information by ${s.parcels.map((p) => p.carrier).join(', ')}</p>`,
    ),
  ),
  html('parcel headings', [2, 4], (s) =>
    page(
      s,
      s.parcels
        .map(
          (p, at) =>
            `<h3>Shipment ${at + 1} of ${s.parcels.length}</h3><p>${p.carrier}: <a href="${escaped(p.url)}">${p.shown}</a></p><p>${s.item} x ${s.random.between(1, 4)}</p>`,
        )
        .join('\n') + factParagraphs(s, 3),
    ),
  ),
  html('outlook', [1, 1], (s) =>
    page(
      s,
      `<!--[if mso]><table width="600"><tr><td><![endif]--><div><div><span style="mso-line-height-rule:exactly">Sent with ${s.parcel.carrier}</span></div><div><span>Tracking ID</span></div><div><span lang="EN-US">${s.parcel.shown}<o:p></o:p></span></div></div><!--[if mso]></td></tr></table><![endif]--><table>${factRows(s, 5)}</table>`,
    ),
  ),
  html('two columns', [1, 1], (s) =>
    page(
      s,
      `<table><tr><td valign="top">Ship to:<br>${s.person}<br>${s.address}</td><td valign="top">${s.parcel.carrier}<br>Tracking #<br>${s.parcel.shown}</td><td>${s.random.digits(7)}</td></tr>${factRows(s, 3)}</table>`,
    ),
  ),
];

const PROSE: readonly Template[] = [
  html('paragraph', [1, 1], (s) =>
    page(
      s,
      `<p>Hi ${s.person},</p><p>Your <b>${s.parcel.carrier}</b> tracking number is <a href="${escaped(s.parcel.url)}">${s.parcel.shown}</a>.</p>${factParagraphs(s, 3)}`,
    ),
  ),
  html('inline tags', [1, 1], (s) =>
    page(
      s,
      `<p>Order <b>#${s.random.digits(6)}</b>: we gave <i>${s.item}</i> to <span class="c">${s.parcel.carrier}</span> under <em>tracking</em> number <code>${s.parcel.shown}</code>, total <b>$${s.random.digits(3)}.${s.random.digits(2)}</b>.</p>${factParagraphs(s, 2)}`,
    ),
  ),
  html('list', [2, 4], (s) =>
    page(
      s,
      `<p>Your tracking numbers:</p><ul>${s.parcels.map((p) => `<li>${p.carrier} - ${p.shown}</li>`).join('')}</ul>${factParagraphs(s, 3)}`,
    ),
  ),
  html('definition list', [1, 1], (s) =>
    page(
      s,
      `<dl>${s
        .facts(3)
        .map((f) => `<dt>${f.label}</dt><dd>${escaped(f.value)}</dd>`)
        .join(
          '',
        )}<dt>Shipping method</dt><dd>${s.parcel.carrier}</dd><dt>Tracking code</dt><dd>${s.parcel.shown}</dd>${s
        .facts(3)
        .map((f) => `<dt>${f.label}</dt><dd>${escaped(f.value)}</dd>`)
        .join('')}</dl>`,
    ),
  ),
  html('line breaks', [1, 3], (s) =>
    page(
      s,
      `<div>Hello ${s.person},<br><br>${s.parcels.map((p) => `Shipped via ${p.carrier}<br>Tracking No: ${p.shown}<br>`).join('')}<br>${s
        .facts(4)
        .map((f) => `${f.label}: ${escaped(f.value)}`)
        .join('<br>')}</div>`,
    ),
  ),
  html(
    'no context',
    [1, 1],
    (s) => page(s, `<p>Hi ${s.person},</p><p>as promised: <b>${s.parcel.shown}</b></p>`),
    { proofOnly: true },
  ),
  html(
    'fragment',
    [1, 1],
    (s) =>
      `<div>Thanks!<br><b>${s.parcel.carrier}</b> ${s.parcel.shown}<br>Phone: ${s.facts(1, ['phone'])[0]?.value}</div>`,
  ),
  html('long receipt', [1, 1], (s) =>
    page(
      s,
      `<h2>Receipt</h2><table>${factRows(s, 14)}</table><p>Delivered by ${s.parcel.carrier}, tracking&nbsp;number: ${s.parcel.shown}</p><table>${factRows(s, 8)}</table>`,
    ),
  ),
];

const OTHER_LANGUAGES: readonly Template[] = [
  html('german', [1, 2], (s) =>
    page(
      s,
      `<p>Guten Tag ${s.person},</p><p>Ihr Paket wurde an ${s.parcels.map((p) => p.carrier).join(' / ')} &uuml;bergeben.</p>${s.parcels.map((p) => `<p>Sendungsverfolgung: <b>${p.shown}</b></p>`).join('')}<table><tr><td>Bestellnr.</td><td>${s.random.digits(12)}</td></tr><tr><td>Kundennr.</td><td>${s.random.digits(10)}</td></tr><tr><td>Rechnung</td><td>${s.random.digits(11)}</td></tr></table>`,
    ),
  ),
  html('french', [1, 2], (s) =>
    page(
      s,
      `<p>Bonjour ${s.person},</p><p>Votre commande n&deg;&nbsp;${s.random.digits(9)} a &eacute;t&eacute; exp&eacute;di&eacute;e avec ${s.parcels.map((p) => p.carrier).join(', ')}.</p>${s.parcels.map((p) => `<p>Num&eacute;ro de suivi&nbsp;: ${p.shown}</p>`).join('')}<p>T&eacute;l&eacute;phone&nbsp;: 01&nbsp;${s.random.digits(2)}&nbsp;${s.random.digits(2)}&nbsp;${s.random.digits(2)}&nbsp;${s.random.digits(2)}</p>`,
    ),
  ),
  html('spanish', [1, 2], (s) =>
    page(
      s,
      `<p>Hola ${s.person}:</p><p>Hemos enviado tu pedido ${s.random.digits(10)} con ${s.parcels.map((p) => p.carrier).join(' y ')}.</p>${s.parcels.map((p) => `<p>N&uacute;mero de gu&iacute;a: ${p.shown}</p>`).join('')}<p>Factura ${s.random.digits(12)}</p>`,
    ),
  ),
];

const LINKS: readonly Template[] = [
  html(
    'link only',
    [1, 2],
    (s) =>
      page(
        s,
        `<p>Your order has shipped.</p>${s.parcels.map((p) => button(p.url, 'Track package')).join('')}<table>${factRows(s, 4)}</table>`,
      ),
    { linkOnly: true },
  ),
  html(
    'click link only',
    [1, 1],
    (s) =>
      page(
        s,
        `<p>Your order has shipped.</p>${button(s.parcel.clickUrl, 'Track package')}${factParagraphs(s, 3)}`,
      ),
    { linkOnly: true },
  ),
  html('click link', [1, 2], (s) =>
    page(
      s,
      s.parcels.map((p) => `<p>${p.carrier} <a href="${escaped(p.clickUrl)}">${p.shown}</a></p>`).join('') +
        factParagraphs(s, 4),
    ),
  ),
  html('attributes', [1, 1], (s) =>
    page(
      s,
      `<div data-order="${s.random.digits(12)}" id="${s.random.digits(15)}"><input type="hidden" value="${s.random.digits(12)}"><p>Tracking: <span data-v-${s.random.digits(8)}>${s.parcel.shown}</span> (${s.parcel.carrier})</p></div>`,
    ),
  ),
];

const boundary = ({ random }: Scene): string =>
  `----=_Part_${random.digits(6)}_${random.digits(9)}.${random.digits(13)}`;

function multipart(scene: Scene): string {
  const line = boundary(scene);
  const { parcel, random } = scene;
  const plain = `Your ${parcel.carrier} parcel is on its way.\nTracking number: ${parcel.number.input}\n`;
  return [
    `From: ${scene.shop} <no-reply@shop.example>`,
    `Message-ID: <${random.digits(10)}.${random.digits(14)}@mx.example>`,
    'Subject: Your order has shipped',
    `Content-Type: multipart/alternative; boundary="${line}"`,
    '',
    `--${line}`,
    'Content-Type: text/plain; charset=utf-8',
    '',
    plain,
    `--${line}`,
    'Content-Type: text/html; charset=utf-8',
    '',
    page(
      scene,
      `<p>Your <b>${parcel.carrier}</b> parcel is on its way.</p><p>Tracking number: ${parcel.shown}</p>`,
    ),
    `--${line}--`,
    '',
  ].join('\n');
}

const OTHERS: readonly Template[] = [
  html('multipart', [1, 1], multipart),
  html('nothing', [0, 0], (s) => page(s, `<h1>Order confirmed</h1><table>${factRows(s, 12)}</table>`)),
  html('nothing but a carrier', [0, 0], (s) =>
    page(
      s,
      `<p>We will ship your order with ${s.parcel.carrier}; tracking follows.</p><table>${factRows(s, 12)}</table>`,
    ),
  ),
];

export const HTML_TEMPLATES: readonly Template[] = [
  ...TABLES,
  ...PROSE,
  ...OTHER_LANGUAGES,
  ...LINKS,
  ...OTHERS,
];
