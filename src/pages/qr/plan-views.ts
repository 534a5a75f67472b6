/** A part of a picture, and how it is looked at. */
export interface PictureView {
  /** The part, in pixels of the picture. */
  x: number;
  y: number;
  width: number;
  height: number;
  /** Pixels of the view for one of the picture. */
  scale: number;
  treatment: Treatment;
}

/** As it is; or in black and white alone, for a pale one; or that with its edges made clear before, for one out of focus. */
export type Treatment = 'plain' | 'hardened' | 'sharpened';

/** Long sides of the whole picture: a blurred or noisy code is often read when it is smaller. */
const SIDES = [1600, 1000, 640, 400];
/** A picture of at most this side is also looked at enlarged. */
const SMALL = 1400;
/** Below this side no part of it holds a code that is not seen in the whole. */
const TILED = 1200;
const FINELY_TILED = 2500;

/**
 * How a picture is searched for codes, cheapest first. Rounds, because more than one code may be there and each view may show
 * another: a round is finished, and then the search ends if anything was found.
 */
export function planViews(width: number, height: number): PictureView[][] {
  const whole = { x: 0, y: 0, width, height };
  const side = Math.max(width, height);
  const smaller = SIDES.filter((to) => to < side * 0.87).map((to) => ({ ...whole, scale: to / side }));
  const full = { ...whole, scale: 1 };
  const enlarged = side <= SMALL ? [{ ...whole, scale: 2 }] : [];
  const [first, ...others] = [full, ...smaller];
  const moderate = [full, ...smaller, ...enlarged].filter(({ scale }) => scale * side <= 2 * SMALL);
  return [
    [first, ...others.slice(0, 1)].map(plain),
    [...others.slice(1), ...enlarged].map(plain),
    moderate.flatMap((view) => [
      { ...view, treatment: 'sharpened' as const },
      { ...view, treatment: 'hardened' as const },
    ]),
    side > TILED ? tile(width, height, 2, 3).map(plain) : [],
    side > FINELY_TILED ? tile(width, height, 4, 7).map(plain) : [],
    side > TILED
      ? tile(width, height, 2, 3).map((view) => ({ ...view, treatment: 'sharpened' as const }))
      : [],
  ].filter((round) => round.length > 0);
}

/** What is looked at of the n-th frame of a camera: the whole, its middle from near, and each a second time made clear. */
export function planFrameView(frame: number, width: number, height: number): PictureView {
  const isMiddle = frame % 2 === 1;
  const part = isMiddle
    ? { x: width / 4, y: height / 4, width: width / 2, height: height / 2 }
    : { x: 0, y: 0, width, height };
  const scale = Math.min(isMiddle ? 2 : 1, 800 / Math.max(part.width, part.height));
  return { ...part, scale, treatment: frame % 4 < 2 ? 'plain' : 'sharpened' };
}

function plain(view: Omit<PictureView, 'treatment'>): PictureView {
  return { ...view, treatment: 'plain' };
}

/** Parts of an n-th of the sides each, overlapping, so that each small code is whole in one of them. */
function tile(width: number, height: number, n: number, count: number): Omit<PictureView, 'treatment'>[] {
  const part = { width: width / n, height: height / n };
  const scale = Math.min(1.5, 1600 / Math.max(part.width, part.height));
  const steps = Array.from({ length: count }, (_, step) => step / (count - 1));
  return steps.flatMap((down) =>
    steps.map((right) => ({
      x: right * (width - part.width),
      y: down * (height - part.height),
      ...part,
      scale,
    })),
  );
}
