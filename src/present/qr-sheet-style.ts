/** What both A4 and Letter hold within margins of a centimetre. */
export const SHEET_MM = { width: 190, height: 254 } as const;

/**
 * The whole style of a sheet, inside it: the sheet is a file that people keep. The service allows it by its hash, so it is one
 * text, the same in every sheet.
 */
export const QR_SHEET_STYLE = `
@page { margin: 10mm }
* { box-sizing: border-box; margin: 0 }
:root { color-scheme: light }
body { background: #e9e7e1; color: #16263a;
  font: 10pt/1.25 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Liberation Sans", Arial, sans-serif }
header { max-width: ${SHEET_MM.width}mm; margin: 0 auto; padding: 8mm 4mm 4mm }
h1 { font-size: 16pt; margin-bottom: 2mm; overflow-wrap: anywhere; text-wrap: balance }
.ribbon { margin-bottom: 3mm; color: #8a1c12 }
.empty { max-width: ${SHEET_MM.width}mm; margin: 0 auto; padding: 10mm 4mm; font-size: 12pt }
.sheet { position: relative; width: ${SHEET_MM.width}mm; height: ${SHEET_MM.height}mm; margin: 14mm auto 28mm; contain: size layout;
  display: grid; grid-template: repeat(var(--rows), 1fr) / repeat(var(--columns), 1fr);
  background: #fff; color: #000; outline: 10mm solid #fff }
.marks { position: absolute; inset: 0; width: 100%; height: 100% }
article { min-width: 0; min-height: 0; padding: var(--pad); overflow: hidden;
  display: flex; align-items: center; justify-content: center; gap: var(--gap) }
.qr { flex: none; width: var(--qr) }
.qr svg { display: block; width: 100%; height: auto }
.text { min-width: 0; flex: 1 1 0; display: flex; flex-direction: column; gap: calc(var(--name) * 0.3) }
.name { font-size: var(--name); line-height: 1.15; font-weight: 650; overflow-wrap: anywhere; text-align: start }
.long { font-size: calc(var(--name) * 0.8) }
.longer { font-size: max(5pt, calc(var(--name) * 0.6)); font-weight: 600 }
.credential { font-size: var(--body); line-height: 1.2; overflow-wrap: anywhere; text-align: start }
.link { font: var(--small)/1.25 ui-monospace, "SF Mono", "Cascadia Mono", Menlo, Consolas, "Liberation Mono", monospace;
  overflow-wrap: anywhere; text-wrap: balance; color: #333 }
.link a { color: inherit; text-decoration: none }
.per-1 { --columns: 1; --rows: 1; --pad: 20mm; --gap: 10mm; --qr: 120mm; --name: 30pt; --body: 18pt; --small: 11pt }
.per-4 { --columns: 2; --rows: 2; --pad: 7mm; --gap: 4mm; --qr: 66mm; --name: 17pt; --body: 11.5pt; --small: 7.5pt }
.per-8 { --columns: 2; --rows: 4; --pad: 4mm; --gap: 2mm; --qr: 44mm; --name: 13.5pt; --body: 9.5pt; --small: 6.5pt }
.per-12 { --columns: 3; --rows: 4; --pad: 2.5mm; --gap: 1mm; --qr: 33mm; --name: 10.5pt; --body: 7.5pt; --small: 5.5pt }
.per-24 { --columns: 3; --rows: 8; --pad: 2mm; --gap: 1.5mm; --qr: 24mm; --name: 8.5pt; --body: 6.5pt; --small: 5pt }
.per-1 article, .per-4 article, .per-12 article { flex-direction: column; text-align: center }
.per-1 .text, .per-4 .text, .per-12 .text { flex: none; width: 100% }
.per-1 .qr, .per-4 .qr, .per-12 .qr { flex: 0 1 var(--qr); width: 100%; min-height: 0 }
.per-1 svg, .per-4 svg, .per-12 svg { height: 100% }
.per-1 .name, .per-4 .name, .per-12 .name,
.per-1 .credential, .per-4 .credential, .per-12 .credential { text-align: center }
@media screen and (max-width: 215mm) { body { overflow-x: auto; min-width: 215mm } }
@media print {
  body { background: none }
  header { display: none }
  .sheet { margin: 0 auto; outline: none; break-inside: avoid }
  .sheet + .sheet { break-before: page }
}
`;
