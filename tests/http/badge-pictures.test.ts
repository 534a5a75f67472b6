import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { issueCredential } from '../../src/issuer/issue-credential.ts';
import { partAward } from '../support/awards.ts';
import { openTestApp, type TestApp } from '../support/test-app.ts';

let test: TestApp;
beforeAll(async () => {
  test = await openTestApp();
});
afterAll(() => test.close());

const textOf = async (path: string) => (await test.get(path, { accept: '*/*' })).text();
const emblemOf = (html: string) => /<g fill="none" stroke="#\w+"><ellipse cx="320".*?<\/g>/s.exec(html)?.[0];

describe('the badge of one achievement', () => {
  it.each(['tlms-3', 'tlms-capstone', 'tlc-communication', 'tlc-learning-community-and-workplace-culture'])(
    'is one and the same as a picture and on its page: %s',
    async (code) => {
      const picture = await textOf(`/achievements/${code}/image.svg`);
      expect(await textOf(`/achievements/${code}`)).toContain(picture);
    },
  );

  it('is the same on a certificate', async () => {
    const { share } = await issueCredential(test.issuing, partAward('tlms-3'), { actor: 'test' });
    const picture = emblemOf(await textOf('/achievements/tlms-3/image.svg'));
    expect(picture).toBeDefined();
    expect(emblemOf(await textOf(`/c/${share?.id}`))).toBe(picture);
  });
});
