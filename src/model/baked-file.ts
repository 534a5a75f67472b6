import type { FindingCode } from './finding-codes.ts';
import type { Finding } from './verification.ts';

/** What is in a picture that a credential was baked into: each value once, and what is to be said about how it was found. */
export type ReadBaked =
  | { ok: true; values: Uint8Array<ArrayBuffer>[]; findings: Finding[] }
  | { ok: false; code: FindingCode; detail: string };

export const NOTHING_BAKED: ReadBaked = {
  ok: false,
  code: 'no-credential-inside',
  detail:
    'This is a picture without signed data, as screenshots and copies from social networks are. Ask for the link, or scan its QR code.',
};

export const OPEN_BADGES_2: ReadBaked = {
  ok: false,
  code: 'open-badges-2',
  detail: 'This is an Open Badges 2.0 picture. This version reads Open Badges 3.0: ask its issuer for one.',
};

/** Of several that are baked into one picture: each different one, with a warning. */
export function joinBaked(all: readonly Uint8Array<ArrayBuffer>[], findings: readonly Finding[]): ReadBaked {
  const values: Uint8Array<ArrayBuffer>[] = [];
  for (const one of all) if (!values.some((other) => isEqual(one, other))) values.push(one);
  const twice: Finding = {
    outcome: 'warning',
    code: 'baked-twice',
    detail:
      values.length > 1
        ? 'The picture has several credentials in it. Each of them was checked.'
        : 'The picture has the same credential in it more than once.',
  };
  return { ok: true, values, findings: all.length > 1 ? [...findings, twice] : [...findings] };
}

function isEqual(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((byte, index) => byte === other[index]);
}
