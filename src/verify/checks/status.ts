import { isJsonObject, type Json, type JsonObject, textOf, valuesOf } from '../../model/json.ts';
import type { CheckResult, Finding } from '../../model/verification.ts';
import { concludeCheck, skippedCheck, type VerifyOptions } from '../check.ts';
import { checkBitstringEntry } from './bitstring-status.ts';
import { checkRevocationList } from './revocation-list.ts';

/** A way of publishing status: a new one is one file and one line here. */
type StatusMethod = (entry: JsonObject, credential: JsonObject, options: VerifyOptions) => Promise<Finding[]>;

const STATUS_METHODS: Readonly<Record<string, StatusMethod>> = {
  BitstringStatusListEntry: checkBitstringEntry,
  StatusList2021Entry: checkBitstringEntry,
  '1EdTechRevocationList': checkRevocationList,
};

/** Is it in force? Every entry is looked up; what cannot be had is `unknown`, never good. */
export async function checkStatus(credential: JsonObject, options: VerifyOptions): Promise<CheckResult> {
  const entries = valuesOf(credential['credentialStatus']).filter((entry) => !isAside(entry));
  if (entries.length === 0) {
    return skippedCheck(
      'status',
      'no-status',
      'This issuer does not publish withdrawals of it, so we can’t tell if it was later withdrawn.',
    );
  }
  const findings = await Promise.all(entries.map((entry) => checkEntry(entry, credential, options)));
  const hosts = entries.flatMap((entry) => hostOf(entry) ?? []);
  const check = concludeCheck('status', findings.flat());
  return check.outcome === 'unknown' && hosts[0] !== undefined ? { ...check, host: hosts[0] } : check;
}

/** Purposes that say nothing about being in force (Bitstring Status List v1.0 §2.1). */
function isAside(entry: Json): boolean {
  return isJsonObject(entry) && ['message', 'refresh'].includes(textOf(entry['statusPurpose']) ?? '');
}

async function checkEntry(entry: Json, credential: JsonObject, options: VerifyOptions): Promise<Finding[]> {
  const method = isJsonObject(entry)
    ? valuesOf(entry['type'])
        .map((type) =>
          typeof type === 'string' && Object.hasOwn(STATUS_METHODS, type) ? STATUS_METHODS[type] : undefined,
        )
        .find((found) => found !== undefined)
    : undefined;
  if (!isJsonObject(entry) || method === undefined) {
    return [
      {
        outcome: 'unknown',
        code: 'status-type-unsupported',
        detail: 'Its issuer publishes withdrawals in a way that this verifier does not know.',
      },
    ];
  }
  return method(entry, credential, options);
}

function hostOf(entry: Json): string | undefined {
  if (!isJsonObject(entry)) return undefined;
  const url = textOf(entry['statusListCredential']) ?? textOf(entry['id']);
  return url !== undefined && URL.canParse(url) ? new URL(url).host : undefined;
}
