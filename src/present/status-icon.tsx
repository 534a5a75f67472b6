import type { Visual } from './words/outcome-table.ts';

/**
 * A shape of its own for each class, so that neither colour nor a printer's lack of it changes the meaning. Drawn with
 * `currentColor`, which forced colours keep. The word beside it says the same, so it is hidden from screen readers.
 */
export function StatusIcon({ visual }: { visual: Visual }) {
  return (
    <svg
      class={`icon icon-${visual}`}
      viewBox="0 0 48 48"
      width="48"
      height="48"
      aria-hidden="true"
      focusable="false"
    >
      {SHAPES[visual]()}
    </svg>
  );
}

const line = {
  fill: 'none',
  stroke: 'currentColor',
  'stroke-width': 3.5,
  'stroke-linecap': 'round',
  'stroke-linejoin': 'round',
} as const;

const SHAPES = {
  good: () => (
    <>
      <circle cx="24" cy="24" r="20" {...line} />
      <path d="M14.5 25 L21.5 31.5 L34 17.5" {...line} />
    </>
  ),
  caution: () => (
    <>
      <path d="M24 5.5 L44.5 41 H3.5 Z" {...line} />
      <path d="M24 18 V28.5" {...line} />
      <circle cx="24" cy="34.6" r="2.4" fill="currentColor" />
    </>
  ),
  bad: () => (
    <>
      <path d="M15.7 4 H32.3 L44 15.7 V32.3 L32.3 44 H15.7 L4 32.3 V15.7 Z" {...line} />
      <path d="M17 17 L31 31 M31 17 L17 31" {...line} />
    </>
  ),
  unknown: () => (
    <>
      <circle cx="24" cy="24" r="20" {...line} stroke-dasharray="7.5 5.07" />
      <path d="M18.5 19 C18.5 11.5 30 12 29.6 19.4 C29.4 23.6 24 23.8 24 28.4" {...line} />
      <circle cx="24" cy="34.4" r="2.4" fill="currentColor" />
    </>
  ),
  neutral: () => (
    <>
      <rect x="5" y="9" width="38" height="30" rx="2" {...line} />
      <path d="M16 24 H32" {...line} />
    </>
  ),
} as const satisfies Record<Visual, () => unknown>;
