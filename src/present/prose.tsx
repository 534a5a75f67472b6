/** Text with blank lines as paragraphs. Markdown's marks stay as they are: what strangers write is never markup here. */
export function Prose({ text }: { text: string }) {
  return (
    <>
      {text
        .split(/\n\s*\n/)
        .filter((paragraph) => paragraph.trim() !== '')
        .map((paragraph) => (
          <p>{paragraph.trim()}</p>
        ))}
    </>
  );
}
