import type { CodeFacts, CodeProblem } from '../../present/words/scan-words.ts';
import { type HandedIn, handIn } from '../handed-in.ts';
import { chooseCode } from './choose-code.ts';
import { readQr } from './read-qr.ts';

export type PictureAnswer =
  | { ok: true; handedIn: HandedIn }
  | ({ ok: false; problem: CodeProblem } & CodeFacts);

/**
 * What the QR code in a picture hands in: a link or the text of a credential, as if it had been pasted. Only for a file that holds
 * no credential itself, which would be the better one. Nothing is asked for or opened. Never rejects.
 */
export async function pictureToHandedIn(file: Blob, page: URL): Promise<PictureAnswer> {
  const chosen = chooseCode(await readQr(file), page);
  if (!chosen.ok) return chosen;
  const handedIn = handIn(chosen.text);
  return handedIn === null ? { ok: false, problem: 'other-code' } : { ok: true, handedIn };
}
