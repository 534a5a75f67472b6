/** What a button that copies a link says of that, and what those hear who do not see it. */
export interface CopyingWords {
  copied: string;
  notCopied: string;
  sayCopied: string;
  sayNotCopied: string;
}
