import type { AchievementKind } from '../model/credential.ts';

/** Ink and paper of a badge. */
export interface BadgeColors {
  deep: string;
  mid: string;
  pale: string;
}

/** Seven domains, seven inks; further numbers begin again, with another rosette. White on `deep` is at least 7:1. */
const INKS: readonly BadgeColors[] = [
  { deep: '#1d3f66', mid: '#4f7cac', pale: '#dfe9f4' },
  { deep: '#5a2a4d', mid: '#a0678f', pale: '#f3e6ef' },
  { deep: '#17513f', mid: '#4f9079', pale: '#dff0e9' },
  { deep: '#713412', mid: '#b97a4b', pale: '#f7e8db' },
  { deep: '#2f3a75', mid: '#717fc0', pale: '#e6e9f7' },
  { deep: '#6b2029', mid: '#b5646c', pale: '#f7e5e6' },
  { deep: '#3c4a1a', mid: '#83934f', pale: '#edf1dd' },
];
/** Petals that a rosette without a number has: these and up to twelve more. */
const FEWEST_PETALS = 4;
const PETAL_COUNTS = 13;
const CAPSTONE: BadgeColors = { deep: '#12303a', mid: '#b08d3c', pale: '#f3ecd9' };
const FULL: BadgeColors = { deep: '#0f2742', mid: '#b08d3c', pale: '#f6efdc' };

/** How the badge of an achievement looks, wherever it is drawn. */
export interface BadgeLook {
  colors: BadgeColors;
  petals: number;
  /** The number of a domain, when its code states one. */
  number?: number;
}

/**
 * By the achievement's code: a number at its end (`tlms-3`) is the domain's own, and gives ink and petals; any other code
 * gets one of 91 looks, always the same.
 */
export function badgeLook(kind: AchievementKind, code: string): BadgeLook {
  if (kind === 'capstone') return { colors: CAPSTONE, petals: 8 };
  if (kind === 'full') return { colors: FULL, petals: 14 };
  const number = Number(/(\d{1,2})$/.exec(code)?.[1] ?? 0);
  if (number > 0) return { colors: inkOf(number - 1), petals: number + 3, number };
  const hash = hashCode(code);
  const petals = FEWEST_PETALS + (Math.floor(hash / INKS.length) % PETAL_COUNTS);
  return { colors: inkOf(hash), petals };
}

function inkOf(index: number): BadgeColors {
  return INKS[index % INKS.length] ?? FULL;
}

function hashCode(code: string): number {
  let hash = 5381;
  for (const character of code) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 33) >>> 0;
  return hash;
}

/** A guilloche rosette, as on banknotes and diplomas, with more petals for a higher number. */
export function drawRosette(
  { x, y, radius }: { x: number; y: number; radius: number },
  petals: number,
  color: string,
): string {
  const ellipse = (turn: number, rx: number, width: number) =>
    `<ellipse cx="${x}" cy="${y}" rx="${radius}" ry="${round(radius * rx)}" stroke-width="${width}" transform="rotate(${round(turn)} ${x} ${y})"/>`;
  const step = 180 / petals;
  const wide = Array.from({ length: petals }, (_, i) => ellipse(i * step, 0.42, 1.6));
  const fine = Array.from({ length: petals }, (_, i) => ellipse((i + 0.5) * step, 0.62, 0.8));
  return `<g fill="none" stroke="${color}">${fine.join('')}${wide.join('')}</g>`;
}

/** The outline that tells the kinds apart: hexagon, octagon, scalloped seal. `inset` draws the same outline further in. */
export function drawOutline(kind: AchievementKind, inset = 0): string {
  const radius = 300 - inset;
  if (kind === 'full') return inset === 0 ? scallop(radius) : circle(radius - 6);
  const sides = kind === 'capstone' ? 8 : 6;
  const turn = kind === 'capstone' ? Math.PI / 8 : Math.PI / 6;
  const points = Array.from({ length: sides }, (_, i) => {
    const angle = turn + (i * 2 * Math.PI) / sides;
    return `${round(320 + radius * Math.cos(angle))} ${round(320 + radius * Math.sin(angle))}`;
  });
  return `M${points.join('L')}Z`;
}

function circle(radius: number): string {
  return `M${320 - radius} 320a${radius} ${radius} 0 1 1 ${2 * radius} 0a${radius} ${radius} 0 1 1 ${-2 * radius} 0Z`;
}

function scallop(radius: number): string {
  const lobes = 28;
  const point = (i: number) => {
    const angle = (i * 2 * Math.PI) / lobes - Math.PI / 2;
    return `${round(320 + radius * 0.965 * Math.cos(angle))} ${round(320 + radius * 0.965 * Math.sin(angle))}`;
  };
  const bulge = round(radius * 0.115);
  const arcs = Array.from({ length: lobes }, (_, i) => `A${bulge} ${bulge} 0 0 1 ${point(i + 1)}`);
  return `M${point(0)}${arcs.join('')}Z`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
