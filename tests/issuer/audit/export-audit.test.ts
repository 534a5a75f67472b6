import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkpointAudit } from '../../../src/issuer/audit/checkpoint-audit.ts';
import { type CheckpointKeys, readCheckpointKeys } from '../../../src/issuer/audit/checkpoint-keys.ts';
import { exportAsCsv, exportAsLines } from '../../../src/issuer/audit/export-audit.ts';
import { openAuditExport } from '../../../src/issuer/audit/read-audit-export.ts';
import { type AuditReport, verifyAudit } from '../../../src/issuer/audit/verify-audit.ts';
import { requireIssuer } from '../../../src/issuer/issuing.ts';
import { publishDidDocument } from '../../../src/issuer/publish-did-document.ts';
import { readCell } from '../../../src/model/write-csv.ts';
import type { AuditFilter } from '../../../src/store/records.ts';
import { type AuditInstance, openAuditInstance } from '../../support/audit-instances.ts';
import { codeOf } from '../../support/store-fixtures.ts';

let instance: AuditInstance;
let keys: CheckpointKeys;
let count: number;
beforeAll(async () => {
  instance = await openAuditInstance('SQLite');
  const { issuing, clock } = instance;
  const actors = ['=1+1', '@SUM(A1)', 'a,b;"c"\r\nd', 'ñ\u2028🎓', "'=x", '-1', ''];
  for (const [i, actor] of actors.entries()) {
    const at = new Date(clock.now.getTime() + i * 60_000);
    const details = { n: i, text: actor, 'é"': [null, { z: 1, a: '\u0000' }] };
    await issuing.store.appendAudit({ at, actor, action: 'noted', subject: `s${i % 2}`, details });
    if (i % 3 === 0) await checkpointAudit(issuing);
  }
  await checkpointAudit(issuing);
  keys = readCheckpointKeys(
    await publishDidDocument(await requireIssuer(issuing.store, ''), issuing.signers),
  );
  count = (await issuing.store.readAuditHead()).counter;
});
afterAll(() => instance.close());

async function exported(filter: AuditFilter = {}, write = exportAsLines): Promise<string> {
  let text = '';
  for await (const piece of write(instance.issuing, filter)) text += piece;
  return text;
}

async function* chunksOf(bytes: Uint8Array, size = 1_000): AsyncGenerator<Uint8Array> {
  for (let i = 0; i < bytes.length; i += size) yield bytes.subarray(i, i + size);
}

const verify = async (text: string | Uint8Array, size?: number): Promise<AuditReport> => {
  const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text;
  return verifyAudit(await openAuditExport(chunksOf(bytes, size)), { keys });
};

describe('an export of the whole log', () => {
  test('is verified without the database, whatever pieces it comes in', async () => {
    const text = await exported();
    for (const size of [1, 7, 64, 1_000_000])
      expect(await verify(text, size)).toMatchObject({
        isWhole: true,
        findings: [],
        events: count,
        checkpoints: 3,
        signatures: 'checked',
        last: { seq: count },
        lastCheckpoint: { number: 3, seq: count },
      });
    expect(await verify(text.trimEnd())).toMatchObject({ isWhole: true, events: count });
    expect(await verify(text.replaceAll('\n', '\r\n\r\n'))).toMatchObject({ isWhole: true, events: count });
  });

  test('shows every byte that was changed, unless it means the same', async () => {
    const bytes = new TextEncoder().encode(await exported());
    const header = bytes.indexOf(0x0a);
    const place = fc.integer({ min: header + 1, max: bytes.length - 1 });
    const meaningOf = (some: Uint8Array) =>
      JSON.stringify(
        new TextDecoder()
          .decode(some)
          .split('\n')
          .filter((line) => line.trim() !== '')
          .map((line) => {
            try {
              return JSON.parse(line);
            } catch {
              return line;
            }
          }),
      );
    const meaning = meaningOf(bytes);
    await fc.assert(
      fc.asyncProperty(place, fc.integer({ min: 0, max: 255 }), async (at, byte) => {
        const changed = bytes.with(at, byte);
        const { isWhole } = await verify(changed);
        expect(isWhole).toBe(meaningOf(changed) === meaning);
      }),
      { numRuns: 300 },
    );
  });

  test('shows lines that are missing, from its end too', async () => {
    const lines = (await exported()).trimEnd().split('\n');
    for (let i = 1; i < lines.length; i++) {
      const report = await verify(lines.toSpliced(i, 1).join('\n'));
      const dropped = JSON.parse(lines[i] ?? '');
      if (dropped.type === 'event')
        expect(report.findings).toContainEqual(
          expect.objectContaining({
            code: dropped.seq === count ? 'tail-missing' : 'event-missing',
            seq: dropped.seq,
          }),
        );
      // Nobody can know of a last checkpoint that is gone.
      else expect(report.isWhole).toBe(i === lines.length - 1);
    }
    expect(await verify(lines.slice(0, 5).join('\n'))).toMatchObject({
      findings: [{ code: 'tail-missing', seq: 5, lastSeq: count }],
    });
  });

  test('tells of lines that are nothing it knows', async () => {
    const [header = '', ...lines] = (await exported()).trimEnd().split('\n');
    for (const line of [
      'x',
      '{}',
      '[]',
      '{"type":"event"}',
      `"${'x'.repeat(5_000_000)}"`,
      `{"type":"event","seq":1e99}`,
    ])
      expect(await verify([header, line, ...lines].join('\n'))).toMatchObject({
        isWhole: false,
        findings: [{ code: 'line-unreadable', line: 2 }],
      });
  });

  test('of a log that was tampered with tells so too', async () => {
    const other = await openAuditInstance('SQLite');
    await other.tamper("update audit_events set details = '{' where seq = 3");
    let text = '';
    for await (const piece of exportAsLines(other.issuing, {})) text += piece;
    expect(await verify(text)).toMatchObject({ findings: [{ code: 'event-changed', seq: 3 }] });
    await other.close();
  });
});

describe('an export of a part', () => {
  const seqs = (text: string) =>
    text
      .trimEnd()
      .split('\n')
      .slice(1)
      .map((line) => JSON.parse(line).seq);

  test('has what the filter leaves, and is not taken for the whole', async () => {
    const first = count - 6;
    expect(seqs(await exported({ subject: 's1' }))).toEqual([first + 1, first + 3, first + 5]);
    const since = new Date(instance.clock.now.getTime() + 2 * 60_000);
    const until = new Date(instance.clock.now.getTime() + 4 * 60_000);
    expect(seqs(await exported({ action: 'noted', since, until }))).toEqual([first + 2, first + 3]);
    expect(await codeOf(verify(await exported({ subject: 's1' })))).toBe('CONFIG_INVALID');
    for (const other of ['', 'x', '{}', await exported({}, exportAsCsv)])
      expect(await codeOf(verify(other))).toBe('CONFIG_INVALID');
  });

  test('as CSV calculates nothing and loses nothing', async () => {
    const text = await exported({ action: 'noted' }, exportAsCsv);
    const [header, ...rows]: string[][] = parse(text, { bom: true });
    expect(header).toEqual(['seq', 'at', 'actor', 'action', 'subject', 'details', 'previousHash', 'hash']);
    const events = await instance.issuing.store.listStoredAudit({ action: 'noted', limit: 100 });
    expect(rows.map((row) => row.map(readCell))).toEqual(
      events.map((one) => header?.map((column) => String(one[column as keyof typeof one]))),
    );
    for (const cell of rows.flat()) expect(cell).not.toMatch(/^[=+\-@\t\r\n]/);
  });
});

describe('a DID document that was kept', () => {
  test('is refused when it has no keys', () => {
    for (const document of [null, {}, { id: 'x', verificationMethod: [] }, []])
      expect(() => readCheckpointKeys(document)).toThrow('This is no DID document');
  });

  test('may name its keys in short', () => {
    const { keys: read } = readCheckpointKeys({
      id: 'did:web:x',
      verificationMethod: [
        { id: '#z6MkA', publicKeyMultibase: 'z6MkA', revoked: '2026-01-01T00:00:00+01:00' },
        { id: 'did:web:x#jwk' },
      ],
    });
    expect([...read]).toEqual([
      ['did:web:x#z6MkA', { publicKeyMultibase: 'z6MkA', revokedAt: new Date('2025-12-31T23:00:00Z') }],
    ]);
  });
});
