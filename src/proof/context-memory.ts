import { BUNDLED_CONTEXTS } from '../model/contexts.ts';
import { isJsonObject, type Json, type JsonObject } from '../model/json.ts';
import { SharedTerms } from './shared-terms.ts';

/** What jsonld makes of contexts, so far as this looks at it. */
interface ActiveContext {
  mappings: SharedTerms | Map<string, unknown>;
  protected: Record<string, boolean>;
  previousContext?: ActiveContext;
  clone(): ActiveContext;
}

interface Processed {
  context: ActiveContext;
}

interface ResolvedContext {
  document: JsonObject | null;
  getProcessed(active: ActiveContext): Processed | undefined;
  setProcessed(active: ActiveContext, processed: Processed): void;
}

/** Some thirty are met in all of one credential with its proofs. */
const MOST_PROCESSED = 1_000;

/** Of an active context: what it holds is told by its terms, or follows from the others. */
const NOT_SETTINGS = [
  'mappings',
  'protected',
  'previousContext',
  'clone',
  'inverse',
  'getInverse',
  'revertToPreviousContext',
];

const processedByKey = new Map<string, Processed>();
const resolvedByDocument = new WeakMap<JsonObject, ResolvedContext>();
const areOrdinary = new Map<string, boolean>();
let resolvedCount = 0;

/** In the place of jsonld's own: gives bundled contexts, and remembers what became of one upon another by their content. */
export const contextMemory = {
  async resolve({ context }: { context: Json }): Promise<ResolvedContext[]> {
    return (Array.isArray(context) ? context : [context]).map((entry) => {
      if (entry === null) return resolveContext(null, false);
      const isNamed = typeof entry === 'string';
      const document = isNamed ? BUNDLED_CONTEXTS.get(entry)?.['@context'] : entry;
      if (document === undefined || !isJsonObject(document) || '@context' in document) {
        throw new TypeError('Not a context that can be remembered.');
      }
      const resolved = resolvedByDocument.get(document) ?? resolveContext(document, isNamed);
      resolvedByDocument.set(document, resolved);
      return resolved;
    });
  },
};

/**
 * Whether all contexts of a document, at whatever depth, are named, bundled, and of the ordinary kind: an object, without imports and
 * without URLs inside. Of these there are few, so that they can be remembered and tried.
 */
export function hasOrdinaryContexts(value: Json): boolean {
  if (Array.isArray(value)) return value.every(hasOrdinaryContexts);
  if (!isJsonObject(value)) return true;
  return Object.entries(value).every(([member, inner]) =>
    member === '@context'
      ? (Array.isArray(inner) ? inner : [inner]).every(isOrdinaryContext)
      : hasOrdinaryContexts(inner),
  );
}

function isOrdinaryContext(url: Json): boolean {
  if (typeof url !== 'string') return false;
  const known = areOrdinary.get(url);
  if (known !== undefined) return known;
  const context = BUNDLED_CONTEXTS.get(url)?.['@context'];
  if (context === undefined) return false;
  const isOrdinary = isJsonObject(context) && !/"@import":|"@context":[^{n]/.test(JSON.stringify(context));
  areOrdinary.set(url, isOrdinary);
  return isOrdinary;
}

function resolveContext(document: JsonObject | null, isNamed: boolean): ResolvedContext {
  const id = ++resolvedCount;
  return {
    document,
    getProcessed(active) {
      const key = keyOf(active);
      if (key === undefined) return undefined;
      const processed = processedByKey.get(`${id} ${key}`);
      if (processed !== undefined) keep(`${id} ${key}`, processed);
      return processed;
    },
    setProcessed(active, processed) {
      const key = keyOf(active);
      if (key === undefined || document === null) return;
      if (!isNamed && !isSameWhenOverriding(document, active, processed.context)) return;
      makeCopiesCheap(processed.context);
      keep(`${id} ${key}`, processed);
    },
  };
}

function keep(key: string, processed: Processed): void {
  processedByKey.delete(key);
  processedByKey.set(key, processed);
  // A Map iterates in order of insertion: the first is the one that was not asked for longest.
  for (const stalest of processedByKey.keys()) {
    if (processedByKey.size <= MOST_PROCESSED) break;
    processedByKey.delete(stalest);
  }
}

/** The same for active contexts in which everything means the same; undefined for one that is not known or still being made. */
function keyOf(active: ActiveContext): string | undefined {
  const { mappings, previousContext } = active;
  const terms = mappings instanceof SharedTerms ? mappings.name : mappings.size === 0 ? 0 : undefined;
  const previous = previousContext === undefined ? '' : keyOf(previousContext);
  if (terms === undefined || previous === undefined) return undefined;
  const settings = Object.entries(active).filter(([name]) => !NOT_SETTINGS.includes(name));
  if (settings.some(([, value]) => typeof value === 'object' && value !== null)) return undefined;
  return `${terms}${JSON.stringify(settings)}(${previous})`;
}

/**
 * A protected term may be defined anew by the context of a property, and by others only to the same. jsonld does not say which is
 * asked for, so only what is the same either way is remembered.
 */
function isSameWhenOverriding(context: JsonObject, before: ActiveContext, after: ActiveContext): boolean {
  return Object.entries(context).every(([term, definition]) => {
    const old = before.mappings.get(term) as JsonObject | undefined;
    const now = after.mappings.get(term);
    if (old === now || old?.['protected'] !== true) return true;
    const own = isJsonObject(definition) ? definition['@protected'] : undefined;
    const staysProtected = own === true || (own === undefined && context['@protected'] === true);
    return staysProtected && JSON.stringify(old) === JSON.stringify(now);
  });
}

function makeCopiesCheap(context: ActiveContext): void {
  if (!(context.mappings instanceof SharedTerms)) {
    const { clone } = context;
    context.mappings = new SharedTerms(context.mappings);
    context.clone = function (this: ActiveContext) {
      const copy = clone.call({ ...this, mappings: new Map(), protected: {} });
      copy.mappings = (this.mappings as SharedTerms).share();
      copy.protected = { ...this.protected };
      return copy;
    };
  }
  context.mappings.giveName();
}
