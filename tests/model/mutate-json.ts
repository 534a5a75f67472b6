import { isJsonObject, type Json, type JsonObject } from '../../src/model/json.ts';

export type Path = (string | number)[];
type Holder = Record<string | number, Json>;

/** Where anything stands in a document; the document itself is no such place. */
export function placesIn(value: Json, path: Path = []): Path[] {
  const entries = Array.isArray(value)
    ? [...value.entries()]
    : isJsonObject(value)
      ? Object.entries(value)
      : [];
  return entries.flatMap(([key, inner]) => [[...path, key], ...placesIn(inner, [...path, key])]);
}

/** The same in Node and in a page, in each validator: date-times that they read differently are not among them. */
const OTHER_VALUES: Json[] = [
  null,
  [],
  {},
  '',
  true,
  0,
  -1.5,
  'text',
  'text\n',
  'extension:Word',
  'ext:',
  'see ext:Word!',
  'Badge',
  'MicroCredential',
  'Profile',
  ['Profile'],
  ['Achievement', 'Profile', 'AchievementSubject'],
  ['VerifiableCredential', 'EndorsementCredential'],
  ['VerifiableCredential', 'AchievementCredential', 7],
  { type: 'Image', id: 'https://badges.example.org/image.svg' },
  { type: ['Profile'], id: 'https://badges.example.org' },
  '2026-11-21T12:00:00.123+01:00',
  '2026-11-21T12:00:00',
  '2026-13-21T12:00:00Z',
  '2026-02-29',
  '2028-02-29',
  '1.1.2026',
  'en',
  'en-us',
  'zh-Hant-TW',
  'es-419',
  'a..c',
  'a.b',
  'https://purl.imsglobal.org/spec/ob/v3p0/context.json',
  'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.10.json',
  'https://www.w3.org/ns/credentials/v2',
  'https://www.w3.org/2018/credentials/v1',
];

type Change = (holder: Holder, key: string | number) => void;

export const CHANGES: Change[] = [
  remove,
  (holder, key) => {
    const value = holder[key] as Json;
    remove(holder, key);
    if (!Array.isArray(holder)) holder[`${key}s`] = value;
  },
  (holder, key) => {
    holder[key] = [holder[key] as Json];
  },
  (holder, key) => {
    holder[key] = [holder[key] as Json, structuredClone(holder[key] as Json)];
  },
  (holder, key) => {
    const value = holder[key];
    if (Array.isArray(value)) holder[key] = value[0] ?? null;
  },
  (holder, key) => {
    const value = holder[key];
    if (Array.isArray(value)) holder[key] = value.slice(0, 1);
  },
  (holder, key) => {
    const value = holder[key];
    if (Array.isArray(value)) value.push(structuredClone(value[0] ?? null), null);
    else if (isJsonObject(value)) value['unheardOf'] = 1;
  },
  (holder, key) => {
    if (Array.isArray(holder)) holder.splice(Number(key), 0, structuredClone(holder[key] as Json));
  },
  ...OTHER_VALUES.map(
    (value): Change =>
      (holder, key) => {
        holder[key] = structuredClone(value);
      },
  ),
];

function remove(holder: Holder, key: string | number): void {
  if (Array.isArray(holder)) holder.splice(Number(key), 1);
  else delete holder[key];
}

/** The document with one change at one place. */
export function mutate(document: Json, path: Path, change: Change): JsonObject {
  const changed = structuredClone(document) as JsonObject;
  const holder = path.slice(0, -1).reduce<Json>((inner, key) => (inner as Holder)[key] as Json, changed);
  change(holder as Holder, path.at(-1) as string | number);
  return changed;
}
