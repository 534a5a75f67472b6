import { escapeXml } from './escape-xml.ts';
import { renderQrSvg } from './qr.ts';
import { QR_SHEET_STYLE, SHEET_MM } from './qr-sheet-style.ts';

/** Cards that a sheet of paper is made for. */
export const SHEET_SIZES = [1, 4, 8, 12, 24] as const;
type SheetSize = (typeof SHEET_SIZES)[number];
const LARGEST: SheetSize = 24;

export interface QrCard {
  name: string | null;
  credentialName: string | null;
  /** There is no card without one: nothing is issued, or its holder turned the link off. */
  shareUrl: string | null;
}

export interface QrSheetOptions {
  title: string;
  /** Any number; the sheet is the smallest that holds it, and the largest holds no more than its own. */
  perPage: number;
  sample: boolean;
}

const GRIDS: Record<SheetSize, { columns: number; rows: number }> = {
  1: { columns: 1, rows: 1 },
  4: { columns: 2, rows: 2 },
  8: { columns: 2, rows: 4 },
  12: { columns: 3, rows: 4 },
  24: { columns: 3, rows: 8 },
};

/** Names beyond these many characters are set smaller, so that a card still holds them; so are those with a long word. */
const LONG_NAME = 28;
const LONG_WORD = 15;
const LONGER_NAME = 70;

const MARK_MM = 3;

/**
 * A page to print and cut up, piece by piece: a card with its QR code for each credential that has a link. It needs nothing
 * but itself, so it can be kept as a file; A4 and Letter both hold a sheet.
 */
export async function* writeQrSheet(
  cards: AsyncIterable<QrCard>,
  { title, perPage, sample }: QrSheetOptions,
): AsyncGenerator<string> {
  const size = SHEET_SIZES.find((candidate) => candidate >= perPage) ?? LARGEST;
  const perSheet = Math.max(1, Math.min(size, perPage));
  yield head(title, size, sample);
  const marks = drawCutMarks(GRIDS[size]);
  let count = 0;
  for await (const { name, credentialName, shareUrl } of cards) {
    if (shareUrl === null) continue;
    if (count % perSheet === 0) yield `${count === 0 ? '' : '</section>\n'}<section class="sheet">${marks}\n`;
    count++;
    yield writeCard(name, credentialName, shareUrl, sample);
  }
  yield count === 0
    ? '<p class="empty">There is nothing to print yet: no credential of this batch has a link.</p>\n'
    : '</section>\n';
  yield '</main></body></html>\n';
}

function head(title: string, size: SheetSize, sample: boolean): string {
  const mark = sample
    ? '<p class="ribbon"><strong>SAMPLE</strong> Made for practice. Not real credentials.</p>'
    : '';
  return (
    '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">' +
    '<meta name="viewport" content="width=device-width, initial-scale=1">' +
    '<meta name="robots" content="noindex, nofollow, noarchive">' +
    `<title>${escapeXml(title)}</title><style>${QR_SHEET_STYLE}</style></head>\n` +
    `<body><header>${mark}<h1 dir="auto">${escapeXml(title)}</h1>` +
    '<p>Print it at full size (100 %) on A4 or Letter, and cut between the marks. ' +
    'Each code opens one person’s credential: hand each card to its owner.</p></header>\n' +
    `<main class="per-${size}">\n`
  );
}

function writeCard(
  name: string | null,
  credentialName: string | null,
  shareUrl: string,
  sample: boolean,
): string {
  const lines = [
    ...(isEmpty(name) ? [] : [`<h2 class="${classOfName(name)}" dir="auto">${escapeXml(name)}</h2>`]),
    ...(isEmpty(credentialName) ? [] : [`<p class="credential" dir="auto">${escapeXml(credentialName)}</p>`]),
    `<p class="link"><a href="${escapeXml(shareUrl)}">${writeUrl(shareUrl)}</a></p>`,
  ];
  const qr = renderQrSvg(shareUrl, { sample });
  return `<article><div class="qr">${qr}</div><div class="text">${lines.join('')}</div></article>\n`;
}

/** Where a card is too narrow for it, it breaks before its path. */
function writeUrl(url: string): string {
  const { origin } = new URL(url);
  return `${escapeXml(origin)}<wbr>${escapeXml(url.slice(origin.length))}`;
}

function isEmpty(text: string | null): text is null | '' {
  return text === null || text === '';
}

function classOfName(name: string): string {
  if (name.length > LONGER_NAME) return 'name longer';
  const isLong = name.length > LONG_NAME || name.split(' ').some((word) => word.length > LONG_WORD);
  return isLong ? 'name long' : 'name';
}

/** A small cross where cards meet: lines, because browsers print no backgrounds unless they are asked to. */
function drawCutMarks({ columns, rows }: { columns: number; rows: number }): string {
  const { width, height } = SHEET_MM;
  let path = '';
  for (let column = 0; column <= columns; column++) {
    for (let row = 0; row <= rows; row++) {
      const x = (column * width) / columns;
      const y = (row * height) / rows;
      const [left, right] = [Math.max(0, x - MARK_MM), Math.min(width, x + MARK_MM)];
      const [top, bottom] = [Math.max(0, y - MARK_MM), Math.min(height, y + MARK_MM)];
      path += `M${round(left)} ${round(y)}H${round(right)}M${round(x)} ${round(top)}V${round(bottom)}`;
    }
  }
  return `<svg class="marks" viewBox="0 0 ${width} ${height}" aria-hidden="true" focusable="false"><path d="${path}" fill="none" stroke="#777" stroke-width="0.2"/></svg>`;
}

function round(mm: number): number {
  return Math.round(mm * 100) / 100;
}
