import { SaxesParser } from 'saxes';

export interface CollectOptions {
  /** The root must be an `svg` of this namespace. */
  rootNamespace: string;
  namespace: string;
  formerNamespace: string;
  maxElements: number;
  maxDepth: number;
}

export interface CollectedBaked {
  /** Text or `verify` of every `credential` of the namespace, wherever it stands. */
  values: string[];
  /** It has an element of the former namespace. */
  hasFormer: boolean;
}

type Refusal = 'no-picture' | 'declares' | 'damaged' | 'too-large';

/** Thrown by our own handlers to stop the parser. */
class Refused extends Error {
  readonly refusal: Refusal;

  constructor(refusal: Refusal) {
    super(refusal);
    this.refusal = refusal;
  }
}

/** Finds what was baked into an SVG. The parser knows namespaces, and resolves and fetches nothing. Never throws. */
export function collectBaked(text: string, options: CollectOptions): CollectedBaked | Refusal {
  const found: CollectedBaked = { values: [], hasFormer: false };
  const parser = new SaxesParser({ xmlns: true, position: false });
  let depth = 0;
  let elements = 0;
  /** Where the credential element is open, and what it has said so far. */
  let open: { depth: number; text: string } | undefined;
  const say = (more: string) => {
    if (open !== undefined) open.text += more;
  };
  parser.on('error', () => {
    throw new Refused(elements === 0 ? 'no-picture' : 'damaged');
  });
  parser.on('doctype', (doctype) => {
    if (doctype.includes('[')) throw new Refused('declares');
  });
  parser.on('opentag', ({ local, uri, attributes }) => {
    depth++;
    elements++;
    if (elements === 1 && (local !== 'svg' || uri !== options.rootNamespace)) throw new Refused('no-picture');
    if (elements > options.maxElements || depth > options.maxDepth) throw new Refused('too-large');
    if (uri === options.formerNamespace) found.hasFormer = true;
    if (open !== undefined || uri !== options.namespace || local !== 'credential') return;
    const verify = Object.entries(attributes)
      .find(([name]) => name === 'verify')?.[1]
      .value.trim();
    if (verify) found.values.push(verify);
    open = { depth, text: '' };
  });
  parser.on('text', say);
  parser.on('cdata', say);
  parser.on('closetag', () => {
    if (open?.depth === depth) {
      if (open.text.trim() !== '') found.values.push(open.text.trim());
      open = undefined;
    }
    depth--;
  });
  try {
    parser.write(text).close();
  } catch (error) {
    return error instanceof Refused ? error.refusal : 'damaged';
  }
  return elements === 0 ? 'no-picture' : found;
}
