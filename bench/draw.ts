import { describeTarget, isKept, type RatioName, TARGETS } from './targets.ts';

const ROW = 26;
const LEFT = 300;
const WIDTH = 860;
const BAR = 360;

/** The ratios as a picture: each bar is a ratio beside its target, which is the line. */
export function drawRatios(ratios: Record<string, number>): string {
  const names = (Object.keys(TARGETS) as RatioName[]).filter((name) => ratios[name] !== undefined);
  const height = names.length * ROW + 60;
  const rows = names.map((name, i) => drawRow(name, ratios[name] as number, 40 + i * ROW));
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" font-family="system-ui, sans-serif" font-size="13">`,
    `<title>What npm run bench measured, each ratio against its target</title>`,
    `<rect width="${WIDTH}" height="${height}" fill="#ffffff"/>`,
    `<text x="16" y="24" font-weight="600" fill="#1d2733">Measured in one run; the line is the target</text>`,
    ...rows,
    '</svg>',
    '',
  ].join('\n');
}

/** Half of the bar's width is the target, whichever side of it is the good one. */
function drawRow(name: RatioName, value: number, y: number): string {
  const target: { atLeast?: number; atMost?: number } = TARGETS[name];
  const share = value / (target.atLeast ?? target.atMost ?? 1);
  const width = Math.min(BAR, (share * BAR) / 2);
  const color = isKept(name, value) ? '#2f7d4f' : '#b3541e';
  return [
    `<text x="16" y="${y + 15}" fill="#1d2733">${name}</text>`,
    `<rect x="${LEFT}" y="${y + 3}" width="${width.toFixed(1)}" height="16" fill="${color}"/>`,
    `<line x1="${LEFT + BAR / 2}" x2="${LEFT + BAR / 2}" y1="${y}" y2="${y + 22}" stroke="#1d2733" stroke-width="1.5"/>`,
    `<text x="${LEFT + BAR + 12}" y="${y + 15}" fill="#1d2733">${format(value)} (target ${describeTarget(name)})</text>`,
  ].join('\n');
}

export function format(value: number): string {
  return value.toFixed(value < 10 ? 2 : value < 100 ? 1 : 0);
}
