import { isJsonObject, type Json, type JsonObject, textOf, valuesOf } from '../../model/json.ts';
import { readStatement, type Statement } from './statement.ts';

/** More than any credential carries; each costs a verification. */
export const MAX_STATEMENTS = 50;

/** An endorsement, and what it stands beside: OB 3.0 has it at credentials, profiles and achievements. */
export interface EmbeddedStatement extends Statement {
  about: 'issuer' | 'achievement' | 'credential' | 'other';
}

/**
 * Every endorsement in a credential, however deep: `endorsement` (EndorsementCredential) and `endorsementJwt` (Compact JWS) at
 * every place where OB 3.0 allows them, endorsements of endorsers too. Not those of credentials that it contains, which answer for
 * themselves. `isCut`: there are more than `MAX_STATEMENTS`.
 */
export function collectStatements(credential: JsonObject): {
  statements: EmbeddedStatement[];
  isCut: boolean;
} {
  const statements: EmbeddedStatement[] = [];
  let isCut = false;
  const add = (secured: Json, about: EmbeddedStatement['about']): void => {
    if (!isJsonObject(secured) && typeof secured !== 'string') return;
    if (statements.length >= MAX_STATEMENTS) {
      isCut = true;
      return;
    }
    const statement = readStatement(secured);
    if (statement === null) return;
    statements.push({ ...statement, about });
    visit(statement.credential, 'credential');
  };
  const visit = (node: JsonObject, place: string): void => {
    const about = PLACES.get(place) ?? 'other';
    for (const [member, value] of Object.entries(node)) {
      if (NOT_ITS_OWN.has(member)) continue;
      if (member === 'endorsement') for (const one of valuesOf(value)) add(one, about);
      else if (member === 'endorsementJwt')
        for (const one of valuesOf(value)) add(textOf(one) ?? null, about);
      else for (const inner of valuesOf(value).filter(isJsonObject)) visit(inner, member);
    }
  };
  visit(credential, 'credential');
  return { statements, isCut };
}

const PLACES: ReadonlyMap<string, EmbeddedStatement['about']> = new Map([
  ['credential', 'credential'],
  ['issuer', 'issuer'],
  ['achievement', 'achievement'],
]);

const NOT_ITS_OWN: ReadonlySet<string> = new Set(['@context', 'proof', 'verifiableCredential']);
