/** Where the corrected one is, from `linkToReplacement`; nothing where there is no link. */
export function ReplacementLink({ url }: { url: string | undefined }) {
  if (url === undefined) return null;
  return (
    <p class="actions">
      <a class="button" href={url} rel="noreferrer">
        Open the corrected one
      </a>
    </p>
  );
}
