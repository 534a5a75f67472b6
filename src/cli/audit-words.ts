import { readDetails } from '../issuer/audit/export-format.ts';
import { isJsonObject, type Json, type JsonObject } from '../model/json.ts';
import type { StoredAuditEvent } from '../store/records.ts';
import { showText } from './batch-terminal.ts';

/** More values than this are counted instead of shown. */
const MOST_VALUES = 5;

/** `2026-11-21T12:00:00.000Z  Credential issued  by token:roster-system  kind: micro` */
export function describeEvent({ at, action, actor, details }: StoredAuditEvent): string {
  const said = readDetails(details);
  const parts = [
    at,
    describeAction(action),
    `by ${actor}`,
    ...(said === null ? ['(unreadable)'] : describeDetails(said)),
  ];
  return parts.map(showText).join('  ');
}

/** `credential-issued` → `Credential issued`: actions are named so that this reads well. */
function describeAction(action: string): string {
  const words = action.replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function describeDetails({ before, after, ...details }: JsonObject): string[] {
  const was = isJsonObject(before) ? before : {};
  const is = isJsonObject(after) ? after : {};
  const changed = [...new Set([...Object.keys(was), ...Object.keys(is)])].filter(
    (name) => JSON.stringify(was[name]) !== JSON.stringify(is[name]),
  );
  return [
    ...changed.map((name) => `${name}: ${describeValue(was[name])} → ${describeValue(is[name])}`),
    ...Object.entries(details).map(([name, value]) => `${name}: ${describeValue(value)}`),
  ];
}

function describeValue(value: Json | undefined): string {
  if (value === undefined || value === null) return 'nothing';
  if (Array.isArray(value))
    return value.length > MOST_VALUES ? String(value.length) : value.map(describeValue).join(', ') || 'none';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
