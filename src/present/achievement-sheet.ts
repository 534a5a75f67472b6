import { isJsonObject, type JsonObject } from '../model/json.ts';
import { escapeXml } from './escape-xml.ts';

/** What an achievement takes, as a page that needs nothing else: no style, no script, and only the picture beside it. */
export function writeAchievementSheet({ name, description, criteria, id }: JsonObject): string {
  const narrative = isJsonObject(criteria) ? textOf(criteria['narrative']) : '';
  const paragraphs = [textOf(description), ...narrative.split(/\n{2,}/)].filter((text) => text !== '');
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${escapeXml(textOf(name))}</title>
</head>
<body>
<h1>${escapeXml(textOf(name))}</h1>
<p><img src="image.svg" alt="" width="320"></p>
${paragraphs.map((text) => `<p>${escapeXml(text)}</p>`).join('\n')}
<p><a href="index.json">The same for machines</a> · ${escapeXml(textOf(id))}</p>
</body>
</html>
`;
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
