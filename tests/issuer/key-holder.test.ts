import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openKeyDirectory } from '../../src/issuer/key-directory.ts';
import { describeKeyHolder } from '../support/key-holder-contract.ts';
import { openSigner } from '../support/open-signer.ts';

const PASSPHRASE = 'correct horse battery staple';

for (const passphrase of [undefined, PASSPHRASE]) {
  const how = passphrase === undefined ? 'plain' : 'encrypted';
  describeKeyHolder(`${how} key files`, async () => {
    const dir = await mkdtemp(join(tmpdir(), 'lectern-holder-'));
    return {
      keys: openKeyDirectory(join(dir, 'keys'), passphrase),
      openAgain: async () => openKeyDirectory(join(dir, 'keys'), passphrase),
      isEncrypted: passphrase !== undefined,
      close: () => rm(dir, { recursive: true }),
    };
  });
}

describeKeyHolder('a signer behind a socket', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'lectern-holder-'));
  const signer = await openSigner(dir, openKeyDirectory(join(dir, 'keys')));
  return {
    keys: signer.connect().keys,
    openAgain: async () => signer.connect().keys,
    isEncrypted: false,
    async close() {
      await signer.close();
      await rm(dir, { recursive: true });
    },
  };
});
