/** A process of its own for `two-processes.test.ts`: `reserve-many.ts <database URL> <process name> <count>`. */
import { openStore } from '../../src/store/open-store.ts';
import { auditOf, credentialOf, intentOf, issuerOf } from '../support/store-fixtures.ts';

const [url = '', name = '', count = '0'] = process.argv.slice(2);
const store = await openStore(url, { statusListLength: 64 });
await store.migrate();
await store.saveIssuer(issuerOf(''), auditOf('issuer-saved', ''));

const reserved: string[] = [];
await Promise.all(
  Array.from({ length: Number(count) }, async (_, i) => {
    // Every fourth request is made by both processes, with the same key and for the same holder.
    const shared = i % 4 === 0;
    const key = shared ? `shared-${i}` : `${name}-${i}`;
    const intent = intentOf({
      idempotencyKey: key,
      credentialId: `urn:example:${key}`,
      holder: { email: `${key}@example.org`, name: 'A' },
    });
    const issuance = await store.reserveIssuance(intent, auditOf('credential-reserved', key));
    const credential = credentialOf({ body: `{"by":"${name}"}`, shareId: `${name}-${key}` });
    await store.completeIssuance(issuance.id, credential, auditOf('credential-issued', key));
    reserved.push(`${key} ${issuance.status?.list}/${issuance.status?.index}`);
  }),
);
await store.close();
console.log(JSON.stringify(reserved));
