import { isJsonObject, type JsonObject, textOf, valuesOf } from '../../model/json.ts';
import { copyTimeOf, FetchFailure, type Finding } from '../../model/verification.ts';
import type { VerifyOptions } from '../check.ts';
import { tooOld } from './status-copy.ts';

/**
 * OB 3.0 1EdTechRevocationList: a JSON list of withdrawn ids at the entry's `id`. It is not signed, so a clear answer is
 * only as good as the address that gave it: a warning, not a pass.
 */
export async function checkRevocationList(
  entry: JsonObject,
  credential: JsonObject,
  { fetchDocument }: VerifyOptions,
): Promise<Finding[]> {
  const url = textOf(entry['id']);
  const id = textOf(credential['id']);
  if (url === undefined || id === undefined) {
    return [
      {
        outcome: 'unknown',
        code: 'status-entry-malformed',
        detail: 'What it says about withdrawals cannot be read.',
      },
    ];
  }
  try {
    const fetched = await fetchDocument(url);
    const list = fetched.document['revokedCredential'];
    const copyOf = copyTimeOf(fetched);
    if (!Array.isArray(list) || !list.every((item) => isJsonObject(item) && typeof item['id'] === 'string')) {
      return [
        {
          outcome: 'unknown',
          code: 'status-list-malformed',
          detail: 'The list of withdrawn credentials cannot be read.',
        },
      ];
    }
    const isListed = valuesOf(list).some(
      (item) => isJsonObject(item) && item['id'] === id && item['revoked'] !== false,
    );
    if (!isListed && copyOf !== undefined) return [tooOld(copyOf)];
    return isListed
      ? [{ outcome: 'failed', code: 'revoked', detail: 'Its issuer has withdrawn it.' }]
      : [
          {
            outcome: 'warning',
            code: 'status-list-unsigned',
            detail: 'The list of withdrawn credentials is not signed.',
          },
        ];
  } catch (failure) {
    if (!(failure instanceof FetchFailure)) throw failure;
    return [
      {
        outcome: 'unknown',
        code: 'status-unreachable',
        detail: 'We could not reach the list of withdrawn credentials.',
        problemType: 'https://www.w3.org/ns/credentials/status-list#STATUS_RETRIEVAL_ERROR',
      },
    ];
  }
}
