import { type HandedIn, handIn } from '../handed-in.ts';
import { type ReadCode, readCode, type UnusableCode } from './read-code.ts';
import { readQr } from './read-qr.ts';

/** Why a picture leads to nothing that can be checked. */
export type PictureProblem = { problem: 'no-code' } | { problem: 'several-codes' } | UnusableCode;

export type PictureAnswer = { ok: true; handedIn: HandedIn } | ({ ok: false } & PictureProblem);

/**
 * What the QR code in a picture hands in: a link or the text of a credential, as if it had been pasted. Only for a file that holds
 * no credential itself, which would be the better one. Nothing is asked for or opened. Never rejects.
 */
export async function pictureToHandedIn(file: Blob, page: URL): Promise<PictureAnswer> {
  return chooseCode(await readQr(file), page);
}

/** Codes beside the one that can be checked do not matter; among several of these only a person can choose. */
export function chooseCode(codes: readonly string[], page: URL): PictureAnswer {
  const read = codes.map((code) => readCode(code, page));
  const texts = new Set(read.flatMap((code) => (code.ok ? [code.text] : [])));
  if (texts.size > 1) return { ok: false, problem: 'several-codes' };
  const [text] = texts;
  const handedIn = text === undefined ? null : handIn(text);
  if (handedIn !== null) return { ok: true, handedIn };
  return read.find((code): code is Exclude<ReadCode, { ok: true }> => !code.ok) ?? { ok: false, problem: 'no-code' };
}
