import { PassThrough } from 'node:stream';
import { beforeAll, describe, expect, it } from 'vitest';
import { askKeyPassphrase, askNewPassphrase } from '../../src/cli/ask-passphrase.ts';
import { askSecret } from '../../src/cli/ask-secret.ts';
import type { PlacedKeyFile } from '../../src/issuer/key-directory.ts';
import { createKeyFile } from '../../src/issuer/key-file.ts';

const PASSPHRASE = 'correct horse battery staple';

/** A terminal at which somebody types these lines, each when a question has been asked. */
function typing(...lines: string[]) {
  const input = new PassThrough();
  const output = new PassThrough();
  let shown = '';
  output.setEncoding('utf8').on('data', (text: string) => {
    shown += text;
    if (!text.endsWith(': ')) return;
    const line = lines.shift();
    if (line === undefined) input.end();
    else setImmediate(() => input.write(line));
  });
  return { terminal: { input, output }, shown: () => shown };
}

describe('a secret that is asked for', () => {
  it('is read and not shown', async () => {
    const { terminal, shown } = typing('geheim-é-🔑\r');
    expect(await askSecret('Passphrase: ', terminal)).toBe('geheim-é-🔑');
    expect(shown()).toBe('Passphrase: \n');
  });

  it('can be corrected while it is typed', async () => {
    expect(await askSecret('Passphrase: ', typing('abd\u007fc\r').terminal)).toBe('abc');
  });

  it.each([
    ['Ctrl+C', 'half\u0003'],
    ['Ctrl+D', '\u0004'],
  ])('is refused with %s', async (_, keys) => {
    expect(await askSecret('Passphrase: ', typing(keys).terminal)).toBeNull();
  });

  it('is refused by the end of the input', async () => {
    expect(await askSecret('Passphrase: ', typing().terminal)).toBeNull();
  });

  it('and the next one come from one terminal', async () => {
    const { terminal } = typing('one\r', 'two\r');
    expect([await askSecret('1: ', terminal), await askSecret('2: ', terminal)]).toEqual(['one', 'two']);
  });
});

describe('the passphrase of the keys', () => {
  let encrypted: PlacedKeyFile;
  let plain: PlacedKeyFile;
  beforeAll(async () => {
    const at = new Date('2026-11-21T12:00:00Z');
    encrypted = { path: 'x', file: await createKeyFile('did:web:x.example', at, PASSPHRASE) };
    plain = { path: 'y', file: await createKeyFile('did:web:x.example', at) };
  });

  it('is not asked for where no key is encrypted', async () => {
    const { terminal, shown } = typing();
    expect(await askKeyPassphrase([plain], terminal)).toBeUndefined();
    expect(shown()).toBe('');
  });

  it('is asked for until it is right, and never shown', async () => {
    const { terminal, shown } = typing('a wrong one\r', `${PASSPHRASE}\r`);
    expect(await askKeyPassphrase([plain, encrypted], terminal)).toBe(PASSPHRASE);
    expect(shown()).toContain('does not open');
    expect(shown()).not.toMatch(/wrong one|staple/);
  });

  it('is asked for three times', async () => {
    const { terminal } = typing('1\r', '2\r', '3\r', `${PASSPHRASE}\r`);
    await expect(askKeyPassphrase([encrypted], terminal)).rejects.toMatchObject({ code: 'KEY_UNAVAILABLE' });
  });

  it('may be left out, but not refused', async () => {
    expect(await askKeyPassphrase([encrypted], typing('\r').terminal)).toBeUndefined();
    await expect(askKeyPassphrase([encrypted], typing('\u0003').terminal)).rejects.toMatchObject({
      code: 'CONFIG_INVALID',
    });
  });
});

describe('a new passphrase', () => {
  it('is typed twice', async () => {
    const { terminal, shown } = typing(`${PASSPHRASE}\r`, `${PASSPHRASE}\r`);
    expect(await askNewPassphrase('New passphrase', terminal)).toBe(PASSPHRASE);
    expect(shown()).toBe('New passphrase: \nThe same again: \n');
  });

  it.each([
    ['too short', ['short\r', 'short\r']],
    ['not the same', [`${PASSPHRASE}\r`, `${PASSPHRASE}!\r`]],
    ['not given', ['\u0003']],
  ])('is refused when it is %s', async (_, lines) => {
    const { terminal, shown } = typing(...lines);
    await expect(askNewPassphrase('New passphrase', terminal)).rejects.toMatchObject({
      code: 'CONFIG_INVALID',
    });
    expect(shown()).not.toMatch(/short|staple/);
  });
});
