import type { Examination } from '../../model/examination.ts';
import type { Issuing } from '../issuing.ts';
import { failing, ok } from './outcomes.ts';

const SUBJECT = 'clock';
/** Clocks may differ by this much before signatures and dates begin to look wrong to others. */
const TOLERANCE_MS = 120_000;

/**
 * Without asking strangers: the database server has a clock too, and time that ran backwards shows in what was recorded. An
 * embedded database has this machine's clock.
 */
export async function examineClock({ store, now }: Issuing): Promise<Examination> {
  const before = now().getTime();
  const database = (await store.now()).getTime();
  const after = now().getTime();
  const ahead = database > after ? database - after : Math.min(0, database - before);
  if (Math.abs(ahead) > TOLERANCE_MS)
    return failing(
      SUBJECT,
      `The clocks of this machine and of the database differ by ${Math.round(Math.abs(ahead) / 1000)} seconds (the database’s is ${ahead > 0 ? 'ahead' : 'behind'}): one of them is wrong.`,
    );
  const newest = await findNewest(store);
  return newest - after > TOLERANCE_MS
    ? failing(SUBJECT, 'Something was recorded in the future: this machine’s clock is behind, or was ahead.')
    : ok(SUBJECT, new Date(after).toISOString());
}

/** The latest time that the newest records say; −∞ when there are none. */
async function findNewest(store: Issuing['store']): Promise<number> {
  const [credential] = await store.listCredentials({ limit: 1 });
  const { last } = await store.readAuditHead();
  const [event] = last === null ? [] : await store.listStoredAudit({ after: last.seq - 1, limit: 1 });
  const times = [credential?.recordedAt.getTime() ?? Number.NaN, Date.parse(event?.at ?? '')];
  return Math.max(Number.NEGATIVE_INFINITY, ...times.filter((time) => !Number.isNaN(time)));
}
