import { z } from 'zod';
import { isJsonObject, type JsonObject, parseJson } from '../../model/json.ts';
import type { AuditCheckpoint, AuditFilter, StoredAuditEvent } from '../../store/records.ts';

/** Says what the lines of an export are; another number is another form. */
const EXPORT_FORMAT = 'lectern-audit-log/1';

const Seq = z.int().min(1);
const Text = z.string().max(10_000);

/** The first line of an export. `filter` is null when it holds the whole log, which alone can be verified. */
const ExportHeader = z.strictObject({
  type: z.literal('log'),
  format: z.literal(EXPORT_FORMAT),
  publicUrl: Text,
  issuer: Text.nullable(),
  exportedAt: z.iso.datetime(),
  counter: z.int().min(0),
  filter: z
    .strictObject({
      subject: Text.optional(),
      action: Text.optional(),
      since: z.iso.datetime().optional(),
      until: z.iso.datetime().optional(),
    })
    .nullable(),
});

const EventLine = z.strictObject({
  type: z.literal('event'),
  seq: Seq,
  at: Text,
  actor: Text,
  action: Text,
  subject: Text,
  /** Text where the stored one was not what Lectern writes. */
  details: z.union([z.custom<JsonObject>(isJsonObject), z.string()]),
  previousHash: Text,
  hash: Text,
});

const CheckpointLine = z.strictObject({
  type: z.literal('checkpoint'),
  number: Seq,
  seq: Seq,
  hash: Text,
  at: Text,
  body: Text,
});

const Line = z.discriminatedUnion('type', [EventLine, CheckpointLine]);

export type ExportHeader = z.infer<typeof ExportHeader>;

/** The first line of an export. */
export function headerLine(header: Omit<ExportHeader, 'type' | 'format'>): string {
  return writeLine({ type: 'log', format: EXPORT_FORMAT, ...header });
}

/** A filter as the header says it. */
export function describeFilter({ since, until, ...rest }: AuditFilter): NonNullable<ExportHeader['filter']> {
  return {
    ...rest,
    ...(since === undefined ? {} : { since: since.toISOString() }),
    ...(until === undefined ? {} : { until: until.toISOString() }),
  };
}

/** The line of an event. */
export function eventLine(event: StoredAuditEvent): string {
  return writeLine(describeStoredEvent(event));
}

/** An event with its details as JSON; they stay text when somebody changed them into something else. */
export function describeStoredEvent(event: StoredAuditEvent) {
  const { seq, at, actor, action, subject, details, previousHash, hash } = event;
  return {
    type: 'event' as const,
    ...{ seq, at, actor, action, subject },
    details: readDetails(details) ?? details,
    ...{ previousHash, hash },
  };
}

/** Null when it is not what Lectern writes. */
export function readDetails(details: string): JsonObject | null {
  const parsed = parseJson(details);
  return parsed.ok && isJsonObject(parsed.value) && JSON.stringify(parsed.value) === details
    ? parsed.value
    : null;
}

/** The line of a checkpoint; without its time when that was made into something else. */
export function checkpointLine({ number, seq, hash, at, body }: AuditCheckpoint): string {
  const time = Number.isNaN(at.getTime()) ? '' : at.toISOString();
  return writeLine({ type: 'checkpoint', number, seq, hash, at: time, body });
}

/** Null when it is no header of an export. */
export function readHeaderLine(line: string): ExportHeader | null {
  const parsed = parseJson(line);
  const header = ExportHeader.safeParse(parsed.ok ? parsed.value : null);
  return header.success ? header.data : null;
}

/** An event or a checkpoint; null when it is neither. */
export function readItemLine(
  line: string,
): { event: StoredAuditEvent } | { checkpoint: AuditCheckpoint } | null {
  const parsed = parseJson(line);
  const read = Line.safeParse(parsed.ok ? parsed.value : null);
  if (!read.success) return null;
  if (read.data.type === 'checkpoint') {
    const { type: _type, at, ...checkpoint } = read.data;
    const time = new Date(at);
    // Another spelling of the time is not what was exported.
    const isOwn = !Number.isNaN(time.getTime()) && time.toISOString() === at;
    return { checkpoint: { ...checkpoint, at: isOwn ? time : new Date(Number.NaN) } };
  }
  const { type: _type, details, ...event } = read.data;
  return { event: { ...event, details: typeof details === 'string' ? details : JSON.stringify(details) } };
}

function writeLine(value: object): string {
  return `${JSON.stringify(value)}\n`;
}
