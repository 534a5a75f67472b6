/** Marks that turn the direction of writing, and would turn what stands after the quotation along. */
const TURNING = /[\u202a-\u202e\u2066-\u2069]/g;

/** What somebody else says, in quotation marks: no mark in it can end the quotation, or turn around what follows it. */
export function quote(text: string): string {
  return `“${text
    .replaceAll(TURNING, '')
    .replace(/[“„«]/g, '‘')
    .replace(/["”‟»]/g, '’')}”`;
}
