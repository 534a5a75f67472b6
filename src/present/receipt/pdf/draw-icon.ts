import type PDFDocument from 'pdfkit';
import type { Visual } from '../../words/outcome-table.ts';

type Document = InstanceType<typeof PDFDocument>;

/** The shapes of status-icon.tsx, on the same 48 by 48: strokes, and the dots of `!` and `?`. */
const SHAPES: Record<Visual, { strokes: string[]; circle?: 'whole' | 'dashed'; dot?: number }> = {
  good: { circle: 'whole', strokes: ['M14.5 25 L21.5 31.5 L34 17.5'] },
  caution: { strokes: ['M24 5.5 L44.5 41 L3.5 41 Z', 'M24 18 L24 28.5'], dot: 34.6 },
  bad: {
    strokes: [
      'M15.7 4 L32.3 4 L44 15.7 L44 32.3 L32.3 44 L15.7 44 L4 32.3 L4 15.7 Z',
      'M17 17 L31 31 M31 17 L17 31',
    ],
  },
  unknown: {
    circle: 'dashed',
    strokes: ['M18.5 19 C18.5 11.5 30 12 29.6 19.4 C29.4 23.6 24 23.8 24 28.4'],
    dot: 34.4,
  },
  neutral: { strokes: ['M5 9 L43 9 L43 39 L5 39 Z', 'M16 24 L32 24'] },
};

export function drawIcon(
  doc: Document,
  visual: Visual,
  { x, y, size }: { x: number; y: number; size: number },
): void {
  const { strokes, circle, dot } = SHAPES[visual];
  doc
    .save()
    .translate(x, y)
    .scale(size / 48)
    .lineWidth(3.5)
    .lineCap('round')
    .lineJoin('round');
  if (circle !== undefined) {
    doc.circle(24, 24, 20);
    if (circle === 'dashed') doc.dash(7.5, { space: 5.07 });
    doc.stroke('#000').undash();
  }
  for (const stroke of strokes) doc.path(stroke).stroke('#000');
  if (dot !== undefined) doc.circle(24, dot, 2.4).fill('#000');
  doc.restore();
}
