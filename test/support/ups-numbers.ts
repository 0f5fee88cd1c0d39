/** As many valid UPS numbers as a test wants, each another. */

export function upsNumbers(count: number): string[] {
  return Array.from({ length: count }, (_, place) => {
    const body = `5R893903${String(5_000_000 + place)}`;
    const values = [...body].map((sign) => (/\d/.test(sign) ? Number(sign) : (sign.charCodeAt(0) - 63) % 10));
    const sum = values.reduce((total, value, at) => total + (at % 2 === 0 ? value : 2 * value), 0);
    return `1Z${body}${(10 - (sum % 10)) % 10}`;
  });
}
