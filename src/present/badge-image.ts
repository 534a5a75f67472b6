import type { AchievementKind } from '../model/credential.ts';
import { type BadgeColors, type BadgeLook, badgeLook, drawOutline, drawRosette } from './badge-emblem.ts';
import { escapeXml } from './escape-xml.ts';
import { fitText, wrapText } from './wrap-text.ts';

export interface BadgeInput {
  /** The achievement's own code (`tlms-1`), which decides how it looks. */
  code: string;
  name: string;
  kind: AchievementKind;
  issuerName: string;
  sample: boolean;
}

const KIND_NAMES: Record<AchievementKind, string> = {
  micro: 'Micro-credential',
  capstone: 'Capstone',
  full: 'Teacher leader',
};

/** Where a line of text fits inside each outline. */
const LAYOUTS = {
  micro: {
    width: 456,
    emblem: { x: 320, y: 152, radius: 92 },
    label: 272,
    name: 388,
    issuer: 510,
    issuerWidth: 300,
  },
  capstone: {
    width: 470,
    emblem: { x: 320, y: 158, radius: 94 },
    label: 280,
    name: 394,
    issuer: 522,
    issuerWidth: 340,
  },
  full: {
    width: 430,
    emblem: { x: 320, y: 158, radius: 94 },
    label: 280,
    name: 390,
    issuer: 508,
    issuerWidth: 300,
  },
} as const;

const NAME_SIZES = [
  { fontSize: 50, maxLines: 2 },
  { fontSize: 44, maxLines: 3 },
  { fontSize: 37, maxLines: 4 },
  { fontSize: 30, maxLines: 5 },
  { fontSize: 25, maxLines: 6 },
];

/**
 * The picture of an achievement, drawn here: no font and nothing else is fetched, and the shape, the ink and the rosette
 * differ by kind and domain. It never says that anything is verified: a picture outlives a withdrawal.
 */
export function renderBadgeSvg(input: BadgeInput): string {
  const { code, name, kind, issuerName, sample } = input;
  const look = badgeLook(kind, code);
  const { colors } = look;
  const layout = LAYOUTS[kind];
  const title = `${sample ? 'SAMPLE: ' : ''}${name}`;
  const description = `${KIND_NAMES[kind]}: ${name}. Issued by ${issuerName}.${sample ? ' A sample made for practice, not a real credential.' : ''}`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 640" role="img" font-family="'Iowan Old Style', Palatino, 'Palatino Linotype', Georgia, 'Liberation Serif', serif" text-anchor="middle">`,
    `<title>${escapeXml(title)}</title><desc>${escapeXml(description)}</desc>`,
    drawFrame(kind, colors),
    sample ? drawSampleWatermark() : '',
    drawEmblem(kind, look),
    `<text x="320" y="${layout.label}" font-size="18" letter-spacing="4" fill="${colors.deep}">${escapeXml(KIND_NAMES[kind].toUpperCase())}</text>`,
    `<path d="M250 ${layout.label + 16}H390" stroke="${colors.mid}" stroke-width="1.5"/>`,
    drawName(name, layout, colors.deep),
    drawIssuer(issuerName, layout, colors.deep),
    sample ? drawSampleTag() : '',
    '</svg>',
  ].join('');
}

type Layout = (typeof LAYOUTS)[AchievementKind];

function drawFrame(kind: AchievementKind, { deep, mid, pale }: BadgeColors): string {
  return (
    `<path d="${drawOutline(kind)}" fill="${deep}"/>` +
    `<path d="${drawOutline(kind, 14)}" fill="none" stroke="${mid}" stroke-width="2.5"/>` +
    `<path d="${drawOutline(kind, 26)}" fill="#fffdf8"/>` +
    `<path d="${drawOutline(kind, 36)}" fill="none" stroke="${pale}" stroke-width="5"/>`
  );
}

function drawEmblem(kind: AchievementKind, { colors, petals, number }: BadgeLook): string {
  const { deep, mid, pale } = colors;
  const { x, y, radius } = LAYOUTS[kind].emblem;
  const rosette = drawRosette({ x, y, radius }, petals, mid);
  const disc = `<circle cx="${x}" cy="${y}" r="${radius * 0.44}" fill="${deep}"/><circle cx="${x}" cy="${y}" r="${radius * 0.38}" fill="none" stroke="${pale}" stroke-width="1.2"/>`;
  if (number !== undefined) {
    return `${rosette}${disc}<text x="${x}" y="${y + 13}" font-size="38" fill="#fff">${number}</text>`;
  }
  return rosette + disc + drawSign(kind, x, y);
}

/** A keystone for a capstone; an eight-pointed star for the whole; a leaf for a part without a number. */
function drawSign(kind: AchievementKind, x: number, y: number): string {
  if (kind === 'capstone')
    return `<path d="M${x - 20} ${y - 17}H${x + 20}L${x + 11} ${y + 19}H${x - 11}Z" fill="#fff"/>`;
  if (kind === 'micro')
    return `<path d="M${x} ${y - 23}C${x + 22} ${y - 8} ${x + 18} ${y + 16} ${x} ${y + 23}C${x - 18} ${y + 16} ${x - 22} ${y - 8} ${x} ${y - 23}Z" fill="#fff"/>`;
  const points = Array.from({ length: 16 }, (_, i) => {
    const reach = i % 2 === 0 ? 26 : 11;
    const angle = (i * Math.PI) / 8 - Math.PI / 2;
    return `${(x + reach * Math.cos(angle)).toFixed(1)} ${(y + reach * Math.sin(angle)).toFixed(1)}`;
  });
  return `<path d="M${points.join('L')}Z" fill="#fff"/>`;
}

function drawName(name: string, layout: Layout, color: string): string {
  const { fontSize, lines } = fitText(name, layout.width, NAME_SIZES);
  const leading = fontSize * 1.22;
  const first = layout.name - ((lines.length - 1) * leading) / 2 + fontSize * 0.34;
  return lines
    .map(
      (line, i) =>
        `<text x="320" y="${(first + i * leading).toFixed(1)}" font-size="${fontSize}" fill="${color}">${escapeXml(line)}</text>`,
    )
    .join('');
}

function drawIssuer(issuerName: string, layout: Layout, color: string): string {
  return wrapText(issuerName, layout.issuerWidth, 19, 2)
    .map(
      (line, i) =>
        `<text x="320" y="${layout.issuer + i * 24}" font-size="19" fill="${color}">${escapeXml(line)}</text>`,
    )
    .join('');
}

/** Behind the name, so that it stays readable; the tag says it once more where nothing competes with it. */
function drawSampleWatermark(): string {
  return `<text x="320" y="420" font-size="112" letter-spacing="10" fill="#8a1c12" fill-opacity="0.13" transform="rotate(-24 320 384)">SAMPLE</text>`;
}

function drawSampleTag(): string {
  return (
    `<rect x="222" y="560" width="196" height="46" rx="4" fill="#8a1c12"/>` +
    `<text x="323" y="592" font-size="26" letter-spacing="6" fill="#fff">SAMPLE</text>`
  );
}
