/** Open Badges 3.0 §5.3.2. */
export const OPEN_BADGES_NAMESPACE = 'https://purl.imsglobal.org/ob/v3p0';

/** An XML declaration, comments and a document type may stand before the root. */
const ROOT =
  /^(?:\s|<\?[^>]*\?>|<!--(?:(?!-->)[\s\S])*-->|<!DOCTYPE[^>[]*>)*<svg(?=[\s>])(?:[^<>"'/]|"[^"<]*"|'[^'<]*')*(?=>)/;

/**
 * The picture with this credential (JSON or Compact JWS) as its first child. The JSON is the one given, but for two characters that XML
 * cannot carry, which are escaped as JSON does it. Throws SyntaxError if the picture is no SVG with content, or baked already.
 */
export function bakeSvg(svg: string, credential: string): string {
  const root = ROOT.exec(svg)?.[0];
  if (root === undefined || svg.includes(OPEN_BADGES_NAMESPACE)) throw new SyntaxError('not a plain SVG');
  return `${root} xmlns:openbadges="${OPEN_BADGES_NAMESPACE}">${element(credential)}${svg.slice(root.length + 1)}`;
}

function element(credential: string): string {
  if (/^[\w.-]+$/.test(credential)) return `<openbadges:credential verify="${credential}"/>`;
  const json = credential
    .replaceAll('\ufffe', '\\ufffe')
    .replaceAll('\uffff', '\\uffff')
    .replaceAll(']]>', ']]]]><![CDATA[>');
  return `<openbadges:credential><![CDATA[${json}]]></openbadges:credential>`;
}
