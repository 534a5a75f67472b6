/** Whether a piece of evidence is a credential of its own, one that the credential builds on. */
export function isPart({ genre }: { genre?: string | undefined }): boolean {
  return genre === 'OpenBadgeCredential';
}
