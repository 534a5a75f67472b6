import { isJsonObject, textOf, valuesOf } from '../../model/json.ts';
import type { PolicyRoot } from '../../model/policy.ts';
import { type FetchDocument, FetchFailure } from '../../model/verification.ts';
import { readStatement, type Statement } from './statement.ts';

/** Two hundred recognitions a page. */
const MAX_PAGES = 10;

/**
 * The recognitions that the policy's roots publish (`GET /recognitions` as JSON: `{recognitions, next?}`). They are asked for as a
 * whole, so that nobody learns which credential is being checked. Nothing in them is verified yet.
 */
export async function fetchRegisters(
  roots: readonly PolicyRoot[],
  fetchDocument: FetchDocument,
): Promise<{ statements: Statement[]; unreachable: boolean }> {
  // Issuers of one instance have one register.
  const urls = new Set(roots.flatMap(({ recognitions }) => recognitions ?? []));
  const read = await Promise.all([...urls].map((url) => fetchRegister(url, fetchDocument)));
  return {
    statements: read.flatMap((register) => register ?? []),
    unreachable: read.includes(null),
  };
}

async function fetchRegister(first: string, fetchDocument: FetchDocument): Promise<Statement[] | null> {
  const statements: Statement[] = [];
  let url: string | undefined = first;
  try {
    for (let page = 0; url !== undefined && page < MAX_PAGES; page++) {
      const { document } = await fetchDocument(url);
      for (const one of valuesOf(document['recognitions'])) {
        const statement = isJsonObject(one) || typeof one === 'string' ? readStatement(one) : null;
        if (statement !== null) statements.push(statement);
      }
      const next = textOf(document['next']);
      url = next !== undefined && isSameOrigin(next, first) ? next : undefined;
    }
    return statements;
  } catch (error) {
    if (!(error instanceof FetchFailure)) throw error;
    return null;
  }
}

function isSameOrigin(url: string, other: string): boolean {
  return URL.canParse(url) && new URL(url).origin === new URL(other).origin;
}
