import { joinBaked, NOTHING_BAKED, OPEN_BADGES_2 } from '../../model/baked-file.ts';
import { OPEN_BADGES_NAMESPACE } from '../../model/baked-svg.ts';
import { utf8 } from '../../model/bytes.ts';
import { collectBaked } from './collect-baked.ts';
import { holdBaked } from './hold-baked.ts';
import { cannotOpen, type OpenContainer } from './opened.ts';

const SVG_NAMESPACE = 'http://www.w3.org/2000/svg';
const NAMESPACE_OF_2 = 'http://openbadges.org';
/** A drawing has thousands of elements; our reader keeps one of them at a time. */
const MAX_ELEMENTS = 200_000;
const MAX_DEPTH = 200;

/**
 * Reads a baked SVG (Open Badges 3.0 §5.3.2) as XML and nothing else: nothing in it is drawn, run or fetched. No entities but XML's own
 * five are known, and a document type that declares anything is refused.
 */
export const openSvg: OpenContainer = async (bytes, allowance) => {
  const text = decode(bytes);
  if (text === null) return cannotOpen('not-text', 'The file is not text, so nothing in it can be read.');
  const found = collectBaked(text, {
    rootNamespace: SVG_NAMESPACE,
    namespace: OPEN_BADGES_NAMESPACE,
    formerNamespace: NAMESPACE_OF_2,
    maxElements: MAX_ELEMENTS,
    maxDepth: MAX_DEPTH,
  });
  if (found === 'no-picture')
    return cannotOpen(
      'container-unsupported',
      'This is a web page or another document. Ask for the credential’s link or its file.',
    );
  if (found === 'declares')
    return cannotOpen(
      'container-unsupported',
      'This picture defines abbreviations of its own, which no badge needs. It was not read.',
    );
  if (found === 'damaged')
    return cannotOpen('container-damaged', 'The picture is damaged or cut off. Ask for the file again.');
  if (found === 'too-large')
    return cannotOpen('container-too-large', 'The picture has more in it than any badge has.');
  if (found.values.length > 0) return holdBaked('svg', joinBaked(found.values.map(utf8), []), allowance);
  return holdBaked('svg', found.hasFormer ? OPEN_BADGES_2 : NOTHING_BAKED, allowance);
};

function decode(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}
