/** Two decimals at most: what three digits after a comma mean differs between countries. */
const HOURS = /^(\d{1,5})(?:[.,](\d{1,2}))? ?(?:h|hrs?|hours?|hras?|horas?)?\.?$/i;

/** `120`, `120.5`, `120,5 h`; null for anything else. */
export function readHours(text: string): number | null {
  const [, whole, part = '0'] = HOURS.exec(text) ?? [];
  return whole === undefined ? null : Number(`${whole}.${part}`);
}
