import { z } from 'zod';

/**
 * Only characters that an IRI may hold (RFC 3987), because the address becomes a JSON-LD `id`: in safe mode a space or a
 * `<` in it would stop the signing. The host may hold no `@`: `https://known.example@other.example` reads as one and is the other.
 */
const HTTPS_IRI = /^https:\/\/[^\s/?#@<>"{}|\\^`\p{Cc}\p{Cs}]+([/?#][^\s<>"{}|\\^`\p{Cc}\p{Cs}]*)?$/iu;

function isHttpsAddress(text: string): boolean {
  return HTTPS_IRI.test(text) && URL.canParse(text) && new URL(text).hostname !== '';
}

/** A link that people may follow: https only, so `javascript:`, `data:`, `http:` and the rest are refused. */
export const HttpsUrl = z
  .string()
  .trim()
  .max(2000, 'Must be at most 2000 characters long.')
  .refine(isHttpsAddress, 'Must be a complete https address without user name, spaces or quotes.');
