import { describe, expect, it } from 'vitest';
import { AchievementPage } from '../../../src/http/views/achievement-page.tsx';
import { FrameworkPage } from '../../../src/http/views/framework-page.tsx';
import { HomePage } from '../../../src/http/views/home-page.tsx';
import type { Instance } from '../../../src/http/views/instance.ts';
import { MessagePage } from '../../../src/http/views/message-page.tsx';
import { ProblemsPage } from '../../../src/http/views/problems-page.tsx';
import { SharePage } from '../../../src/http/views/share-page.tsx';
import { VerifyPage } from '../../../src/http/views/verify-page.tsx';
import type { Transparency } from '../../../src/issuer/transparency/read-transparency.ts';
import type { VerificationResult } from '../../../src/model/verification.ts';
import { renderQrSvg } from '../../../src/present/qr.ts';
import { ENGLISH } from '../../../src/present/words/english/english.ts';
import { AchievementDefinition } from '../../../src/program/achievement-definition.ts';
import { describeAchievement } from '../../../src/program/describe-achievement.ts';
import { Framework } from '../../../src/program/framework.ts';
import tlms from '../../../src/program/frameworks/tlms.json' with { type: 'json' };
import { Program } from '../../../src/program/program.ts';
import sonomaLike from '../../../src/program/programs/sonoma-like.json' with { type: 'json' };
import { SHIPPED_CROSSWALKS, SHIPPED_FRAMEWORKS } from '../../../src/program/shipped.ts';
import { translateAlignments } from '../../../src/program/translate-alignments.ts';
import { NOTICED, RESULTS, resultOf } from '../../present/sample-results.ts';

const instance: Instance = {
  name: 'Example County Office of Education',
  publicUrl: 'https://badges.example.org',
  sample: false,
  assets: {
    style: '/assets/style.css',
    checkWorker: '/assets/check.js',
    qrWorker: '/assets/qr.js',
    verifier: '/assets/verifier.js',
    share: '/assets/share.js',
  },
};
const shareUrl = 'https://badges.example.org/c/q7Jm2xVt9KfRw3Lp';
const program = Program.parse(sonomaLike);
const framework = Framework.parse(tlms);
const definition = AchievementDefinition.parse(sonomaLike.achievements[0]);

const seeIn = {
  translations: translateAlignments({ frameworks: SHIPPED_FRAMEWORKS, crosswalks: SHIPPED_CROSSWALKS }, [
    { framework: 'tlms', entry: 'VI' },
  ]),
  chosen: 'cstp-2024',
};
const hidden = { fewerThan: 10 } as const;
const TRANSPARENCY: Transparency = {
  achievement: 'https://badges.example.org/achievements/tlms-1?v=2',
  code: 'tlms-1',
  version: '1',
  name: definition.name,
  program: { code: program.code, version: '1', name: program.name, runBy: program.runBy },
  criteria: definition.criteriaNarrative,
  evidence: { required: true, kinds: definition.evidenceKinds },
  assessors: { minimum: 2, independence: 'Nobody assesses a colleague.' },
  awarded: {
    countedAt: '2026-11-21T12:00:00Z',
    whatIsCounted: 'People who have it.',
    whatIsHidden: 'Some are hidden.',
    people: { count: 1234 },
    inForce: { count: 1234 },
    notInForce: { count: 0 },
    versions: [
      { version: '2', people: { count: 0 }, levels: [] },
      { version: '1', people: hidden, levels: [{ code: 'a', name: 'Able', people: { withheld: true } }] },
    ],
  },
  versions: [
    {
      ...{ version: '2', achievement: 'https://badges.example.org/achievements/tlms-1?v=2' },
      publishedAt: '2026-11-21T12:00:00Z',
      changes: [{ what: 'Kinds of evidence', before: 'A <b>', after: null }],
    },
    {
      ...{ version: '1', achievement: 'https://badges.example.org/achievements/tlms-1?v=1' },
      publishedAt: '2025-09-01T12:00:00Z',
    },
  ],
};

function share(result: VerificationResult = RESULTS.valid, on = instance): string {
  const achievementUrl = 'https://badges.example.org/achievements/tlms-1?v=1';
  return String(
    <SharePage
      words={ENGLISH}
      instance={on}
      shareUrl={shareUrl}
      result={result}
      kind="micro"
      qrSvg={renderQrSvg(shareUrl, on)}
      achievementUrl={achievementUrl}
      seeIn={seeIn}
    />,
  );
}

function pages(on: Instance): Record<string, string> {
  const place = { publicUrl: on.publicUrl, program, frameworks: [framework] };
  const rendered = {
    home: <HomePage instance={on} programs={[{ program, achievements: program.achievements }]} />,
    verify: <VerifyPage words={ENGLISH} instance={on} url="https://a.example/c/1" />,
    'verify result': <VerifyPage words={ENGLISH} instance={on} result={RESULTS.expired} />,
    'verify problem': <VerifyPage words={ENGLISH} instance={on} problem="no-credential-at-link" />,
    achievement: (
      <AchievementPage
        instance={on}
        achievement={describeAchievement(place, definition)}
        definition={definition}
        program={program}
        seeIn={seeIn}
        transparency={TRANSPARENCY}
      />
    ),
    framework: (
      <FrameworkPage
        instance={on}
        framework={framework}
        achievements={[{ code: 'tlms-1', name: 'One', item: 'I' }]}
      />
    ),
    message: <MessagePage instance={on} heading="Nothing here" sentence="It is gone." advice="Ask." />,
    problems: (
      <ProblemsPage
        instance={on}
        problems={[{ code: 'STATUS_LIST_FULL', status: 503, title: 'Full', description: 'Full.' }]}
      />
    ),
  };
  return {
    ...Object.fromEntries(Object.entries(rendered).map(([name, page]) => [name, String(page)])),
    share: share(RESULTS.valid, on),
    'share withdrawn': share(NOTICED.withdrawn, on),
    'share on hold': share(NOTICED['on hold'], on),
    'share replaced': share(NOTICED.replaced, on),
  };
}

describe.each(Object.entries(pages(instance)))('%s', (_, html) => {
  it('is a whole document that keeps a strict content security policy', () => {
    expect(html).toMatch(/^<!doctype html><html lang="en">/);
    expect(html).not.toMatch(/\sstyle="|<style|\son[a-z]+="|javascript:/);
    for (const [script] of html.matchAll(/<script[^>]*>[^<]*/g))
      expect(script).toMatch(/^<script type="module" src="\/assets\/[a-z]+\.js">$/);
    expect(html.match(/<link rel="stylesheet"[^>]*>/g)).toEqual([
      '<link rel="stylesheet" href="/assets/style.css"/>',
    ]);
  });

  it('has one main heading, a skip link and a main landmark', () => {
    expect(html.match(/<h1[ >]/g)).toHaveLength(1);
    expect(html).toContain('href="#main"');
    expect(html.match(/<main /g)).toHaveLength(1);
  });

  it('uses each id once', () => {
    const ids = [...html.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id);
    expect(ids).toEqual([...new Set(ids)]);
  });
});

describe('the achievement page', () => {
  const html = pages(instance)['achievement'] ?? '';
  it('says how it is assessed, how many have it and what changed', () => {
    for (const told of [
      'at least 2. Nobody assesses a colleague.',
      '<dd>1,234</dd>',
      'Version 1 (this one): fewer than 10',
      '<th scope="row">Able</th><td>Not shown</td>',
      'Counted on 21 Nov 2026',
      'What changed: kinds of evidence',
      '<del>A &lt;b&gt;</del>',
      'Published on 1 Sep 2025',
    ])
      expect(html).toContain(told);
    expect(html).not.toContain('<caption>Version 2');
  });
});

describe('practice mode', () => {
  it.each(Object.entries(pages({ ...instance, sample: true })))('marks the page: %s', (_, html) => {
    expect(html).toContain('<strong>SAMPLE</strong>');
  });
});

describe('the share page', () => {
  it('says who awarded what to whom, and whether it holds', () => {
    const html = share();
    for (const told of [
      'Example County Office of Education',
      'Domain I: Collaborative Culture',
      'Ana Núñez',
      '12 Jun 2026',
      'Accomplished',
      'Panel, 2 trained assessors',
      'No end date',
    ])
      expect(html).toContain(told);
    expect(html.indexOf('verdict-word')).toBeLessThan(html.indexOf('Ana Núñez</p>'));
  });

  it('is not for search engines', () => {
    expect(share()).toContain('<meta name="robots" content="noindex, nofollow, noarchive"/>');
  });

  it('leads to the file and to a check that does not trust it', () => {
    expect(share()).toContain(`href="${shareUrl}.json"`);
    expect(share()).toContain(
      `href="https://badges.example.org/en/verify#url=${encodeURIComponent(shareUrl)}"`,
    );
  });

  it('is stamped when it no longer holds', () => {
    expect(share(RESULTS.expired)).toContain('stamp-caution');
    expect(share()).not.toContain('stamp');
  });

  it.each(['withdrawn', 'on hold', 'replaced'] as const)(
    'says first that it is %s, and gives nothing to show around',
    (kind) => {
      const html = share(NOTICED[kind]);
      const main = html.slice(html.indexOf('<main'));
      expect(main.indexOf('verdict-word')).toBeLessThan(main.indexOf('Ana Núñez'));
      expect(main.indexOf('The issuer says: “')).toBeLessThan(main.indexOf('Ana Núñez'));
      expect(html).not.toMatch(/class="certificate|class="qr"|\.qr\.png|Copy link|data-action="print"/);
      expect(html).toMatch(/<title>(Withdrawn|On hold|Replaced) – /);
      expect(html).toContain('Check it yourself');
    },
  );

  it('leads from a replaced one to the corrected one', () => {
    expect(share(NOTICED.replaced)).toContain('Open the corrected one');
    expect(share(NOTICED.withdrawn)).not.toContain('Open the corrected one');
  });

  it('shows no certificate of what is not genuine', () => {
    const html = share(RESULTS['not-genuine']);
    expect(html).not.toContain('class="certificate');
    expect(html).toContain('do not rely on it');
  });

  it('takes no other issuer’s word for its name', () => {
    const foreign = resultOf(
      'valid',
      {},
      { issuer: { id: 'did:web:elsewhere.example', name: 'Stanford University' } },
    );
    expect(share(foreign)).toContain('calls itself “Stanford University”');
  });
});

describe('the verify page', () => {
  it('posts the same fields that its script reads', () => {
    const html = String(<VerifyPage words={ENGLISH} instance={instance} />);
    expect(html).toContain('action="/en/verify" method="post" enctype="multipart/form-data"');
    for (const name of ['file', 'credential']) expect(html).toContain(`name="${name}"`);
    expect(html).toContain('<noscript>');
  });

  it('fills in the link that it was called with', () => {
    expect(
      String(<VerifyPage words={ENGLISH} instance={instance} url={'https://a.example/"><script>'} />),
    ).toContain('>https://a.example/&quot;&gt;&lt;script&gt;</textarea>');
  });

  it('says so when the server checked', () => {
    expect(String(<VerifyPage words={ENGLISH} instance={instance} result={RESULTS.valid} />)).toContain(
      'sent to our server',
    );
  });
});
