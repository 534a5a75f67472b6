import type { StatusOrder } from '../../store/standing-store.ts';
import type { Issuing } from '../issuing.ts';
import type { ChangeGrounds } from '../status/change-reason.ts';
import { orderStatusChange } from '../status/order-status.ts';
import { requireRecognition } from './list-recognitions.ts';

/**
 * Revokes a recognition that was given here, for ever, as any credential is: its status list is then to be published and read
 * back (`confirmStatusOrder`). Rejects with AppError NOT_FOUND, COUNT_DIFFERS when it is revoked already, and as
 * `orderStatusChange` does.
 */
export async function revokeRecognition(
  issuing: Issuing,
  id: string,
  { grounds, actor }: { grounds: ChangeGrounds; actor: string },
): Promise<StatusOrder> {
  const { issuerSlug } = await requireRecognition(issuing.store, id);
  return orderStatusChange(issuing, {
    action: 'revoke',
    selection: { credentials: [id] },
    grounds,
    issuer: issuerSlug,
    count: 1,
    actor,
  });
}
