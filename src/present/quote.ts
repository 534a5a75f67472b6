/** What somebody else says, in quotation marks: no mark in it can end the quotation. */
export function quote(text: string): string {
  return `“${text.replace(/[“„«]/g, '‘').replace(/["”‟»]/g, '’')}”`;
}
