import { describe, expect, it } from 'vitest';
import type { VerificationResult } from '../../src/model/verification.ts';
import { VERDICTS } from '../../src/model/verification.ts';
import { IndependentCheck } from '../../src/present/independent-check.tsx';
import { ResultView } from '../../src/present/result-view.tsx';
import { WaitingRows } from '../../src/present/waiting-rows.tsx';
import { ENGLISH } from '../../src/present/words/english/english.ts';
import { SPANISH } from '../../src/present/words/spanish/spanish.ts';
import { NOTICED, noticed, RESULTS, resultOf } from './sample-results.ts';

const HOSTILE = '"><script>alert(1)</script><img src=x onerror=alert(2)>';
const UNPROVEN = ['not-genuine', 'key-unknown', 'unsupported-proof', 'unreadable'] as const;

function show(result: VerificationResult, isSample = false): string {
  return String(
    <ResultView words={ENGLISH} result={result} checkedBy="server" timeZone="UTC" isSample={isSample} />,
  );
}

function rowOf(html: string, question: string): string {
  return html.split('<div class="question ').find((row) => row.includes(`data-question="${question}"`)) ?? '';
}

describe('the result view', () => {
  it.each(VERDICTS)('%s: the verdict comes before anything that the credential says', (verdict) => {
    const html = show(RESULTS[verdict]);
    const above = html.slice(0, html.indexOf('class="verdict-word"'));
    expect(above).not.toMatch(/Ana Núñez|Collaborative|Example County/);
    expect(html).toContain('<h1');
    expect(html).toContain('21 Nov 2026, 9:25 PM UTC');
    expect(html).not.toMatch(/\sstyle=|<style|<script|\son[a-z]+=/);
  });

  it.each(UNPROVEN)('%s: what the file says stands only behind its warning', (verdict) => {
    const html = show(RESULTS[verdict]);
    const details = html.indexOf('<details class="unproven">');
    expect(details).toBeGreaterThan(0);
    const open = html.replace(/<details class="unproven">.*?<\/details>/s, '');
    expect(open.length).toBeLessThan(html.length);
    expect(open).not.toMatch(/Ana Núñez|Collaborative Culture|Example County|Leads a team/);
    const hidden = html.slice(details);
    expect(hidden).toContain('do not rely on it');
    expect(hidden).toContain('“Ana Núñez”');
    expect(hidden).not.toContain('<a href="http');
  });

  it.each(VERDICTS)('%s: what is not known is never shown with the sign for good', (verdict) => {
    const result = RESULTS[verdict];
    const html = show(result);
    if (verdict !== 'valid') expect(html).not.toContain('verdict-good');
    for (const [question, checks] of [
      ['unchanged', ['proof']],
      ['issuer', ['issuer']],
      ['in-force', ['validity', 'status']],
      ['person', ['person']],
    ] as const) {
      const isUnsure = result.checks.some(
        ({ check, outcome }) => (checks as readonly string[]).includes(check) && outcome !== 'passed',
      );
      if (isUnsure) expect(rowOf(html, question)).not.toContain('icon-good');
    }
  });

  it('never answers “in force” from a file whose signature does not hold', () => {
    expect(rowOf(show(RESULTS['not-genuine']), 'in-force')).toContain('We can’t tell');
  });

  it('does not count a credential without a withdrawal list as looked up', () => {
    const row = rowOf(
      show(resultOf('valid', { status: { outcome: 'skipped', code: 'no-status' } })),
      'in-force',
    );
    expect(row).toContain('icon-neutral');
  });

  it('says that nobody checked whether the issuer is recognized', () => {
    expect(show(RESULTS.valid)).toContain('Is the issuer recognized?</strong> We did not check');
  });

  it('quotes what the issuer calls itself', () => {
    expect(show(RESULTS.valid)).toContain(
      'badges.example.org</strong>, which calls itself “Example County Office of Education”',
    );
  });

  it('follows no link of an issuer that nobody vouches for', () => {
    const html = show(resultOf('valid', {}, { issuer: { id: 'did:key:z6Mk', name: 'Stanford University' } }));
    expect(html).not.toContain('href="https://portfolio');
    expect(html).not.toContain('href="https://standards');
  });

  it('links evidence over https only, without telling where the reader came from', () => {
    const html = show(
      resultOf(
        'valid',
        {},
        {
          evidence: [
            { name: 'good', url: 'https://portfolio.example.org/a' },
            { name: 'plain', url: 'http://portfolio.example.org/b' },
            { name: 'code', url: 'javascript:alert(1)' },
          ],
        },
      ),
    );
    expect(html).toContain('<a href="https://portfolio.example.org/a" rel="noopener noreferrer nofollow">');
    expect(html).not.toMatch(/href="(http:|javascript:)/);
  });

  it.each(VERDICTS)('%s: escapes whatever strangers write', (verdict) => {
    const { checks } = RESULTS[verdict];
    const html = show({
      ...RESULTS[verdict],
      checks,
      credential: {
        id: HOSTILE,
        name: HOSTILE,
        holderName: HOSTILE,
        description: HOSTILE,
        criteria: HOSTILE,
        role: HOSTILE,
        term: HOSTILE,
        assessor: HOSTILE,
        awardedDate: HOSTILE,
        validUntil: HOSTILE,
        issuer: { id: HOSTILE, name: HOSTILE },
        levels: [{ name: HOSTILE, description: HOSTILE }],
        requirements: [{ name: HOSTILE, wanted: HOSTILE, has: HOSTILE }],
        alignments: [{ name: HOSTILE, framework: HOSTILE, code: HOSTILE, url: HOSTILE }],
        evidence: [{ name: HOSTILE, genre: HOSTILE, url: HOSTILE, narrative: HOSTILE }],
      },
    });
    expect(html).not.toMatch(/<script|<img/);
  });

  it('offers the corrected one where its holder shares it, also of a file whose key was revoked', () => {
    const offered = Object.entries(NOTICED).filter(([, result]) =>
      show(result).includes('Open the corrected one'),
    );
    expect(offered.map(([kind]) => kind)).toEqual(['replaced', 'key revoked, issued again']);
    expect(show(NOTICED.replaced)).toContain(
      '<a class="button" href="https://badges.example.org/c/q7Jm2xVt9KfRw3Lp" rel="noreferrer">',
    );
  });

  it.each([
    ['another site', 'https://elsewhere.example/c/q7Jm2xVt9KfRw3Lp'],
    ['another port', 'https://badges.example.org:8443/c/q7Jm2xVt9KfRw3Lp'],
    ['a name that only begins alike', 'https://badges.example.org.evil.example/c/q7Jm2xVt9KfRw3Lp'],
    ['a script', 'javascript://badges.example.org/%0aalert(1)'],
    ['nothing that is a link', 'badges.example.org/c/q7Jm2xVt9KfRw3Lp'],
  ])('offers no link to %s', (_, url) => {
    const html = show(noticed('replaced', { replacement: { url } }));
    expect(html).not.toContain('Open the corrected one');
    expect(html).not.toContain(url);
    expect(html).toContain('Ask the applicant for the new one.');
  });

  it('offers no link of an issuer that nobody vouches for', () => {
    const html = show(
      noticed(
        'replaced',
        { replacement: { url: 'https://elsewhere.example/c/q7Jm2xVt9KfRw3Lp' } },
        { issuer: { id: 'did:key:z6Mk' } },
      ),
    );
    expect(html).not.toContain('elsewhere.example');
  });

  it('shows neither words nor a link of a notice beside a signature that does not hold', () => {
    const { checks } = RESULTS['not-genuine'];
    const notice = {
      statement: 'Call 555-0100.',
      replacement: { url: 'https://badges.example.org/c/q7Jm2xVt9KfRw3Lp' },
    };
    for (const code of ['revoked', 'suspended', 'replaced'] as const) {
      const html = show({
        ...RESULTS['not-genuine'],
        checks: checks.map((each) =>
          each.check === 'status' ? { check: 'status', outcome: 'failed', code, notice } : each,
        ),
      });
      expect(html).not.toMatch(/555|\/c\/q7Jm|corrected/);
    }
  });

  it('says what to do before what it was, of one that was taken back', () => {
    const isAdviceFirst = (result: VerificationResult) => {
      const html = show(result);
      return html.indexOf('What to do now') < html.indexOf('class="award"');
    };
    expect(
      Object.values(RESULTS)
        .filter(({ verdict }) => isAdviceFirst(RESULTS[verdict]))
        .map(({ verdict }) => verdict)
        .filter((verdict) => !(UNPROVEN as readonly string[]).includes(verdict)),
    ).toEqual(['suspended', 'revoked', 'replaced']);
  });

  it('says of a withdrawn one nothing of until when it would have been valid', () => {
    expect(show(NOTICED.withdrawn)).not.toMatch(/No end date|Valid through/);
    expect(show(RESULTS.valid)).toContain('No end date');
  });

  it.each([
    ['replaced', NOTICED.replaced, 'issued a corrected one in its place'],
    ['withdrawn', NOTICED.withdrawn, 'Its issuer has withdrawn it'],
    ['on hold', NOTICED['on hold'], 'put it on hold'],
    [
      'on hold and withdrawn',
      resultOf('revoked', {
        status: {
          outcome: 'failed',
          code: 'suspended',
          findings: [
            { outcome: 'failed', code: 'suspended' },
            { outcome: 'failed', code: 'revoked' },
          ],
        },
      }),
      'Its issuer has withdrawn it',
    ],
  ])('answers “in force” as the verdict does: %s', (_, result, words) => {
    expect(rowOf(show(result), 'in-force')).toContain(words);
  });

  it('does not say of a revoked key that the file was changed', () => {
    const row = rowOf(show(NOTICED['key revoked']), 'unchanged');
    expect(row).toContain('has revoked the key that signed it');
    expect(row).not.toContain('does not match');
  });

  it('marks a sample', () => {
    expect(show(RESULTS.valid, true)).toContain('<strong>SAMPLE</strong>');
    expect(show(RESULTS.sample)).toContain('<strong>SAMPLE</strong>');
    expect(show(RESULTS.valid)).not.toContain('SAMPLE');
  });
});

describe('the rows while checking', () => {
  const rows = (checks: VerificationResult['checks'], slowHosts: string[] = []) =>
    String(<WaitingRows words={ENGLISH} isStarted checks={checks} slowHosts={slowHosts} />);

  it('go from waiting to checking to an answer', () => {
    expect(
      String(<WaitingRows words={ENGLISH} isStarted={false} checks={[]} slowHosts={[]} />).match(/Waiting/g),
    ).toHaveLength(4);
    const begun = rows([]);
    expect(rowOf(begun, 'unchanged')).toContain('Checking…');
    expect(rowOf(begun, 'person')).toContain('Waiting');
    const half = rows([
      { check: 'structure', outcome: 'passed' },
      { check: 'proof', outcome: 'passed' },
    ]);
    expect(rowOf(half, 'unchanged')).toContain('data-state="answered"');
    expect(rowOf(half, 'issuer')).toContain('Checking…');
    expect(rows(RESULTS.valid.checks)).not.toMatch(/Waiting|Checking/);
  });

  it('name the host that is slow', () => {
    expect(rowOf(rows([], ['badges.example.org']), 'in-force')).toContain(
      'Still waiting for badges.example.org',
    );
  });
});

it('says that the page is the issuer’s own only where the signature proves that issuer', () => {
  const ask = (result: VerificationResult) =>
    String(<IndependentCheck words={ENGLISH} result={result} site="https://badges.example.org" />);
  expect(ask(RESULTS.valid)).toContain('run by the issuer of this credential');
  expect(ask(RESULTS['not-genuine'])).not.toContain('run by the issuer of this credential');
});

describe('the parts of a result', () => {
  const forged = {
    ...RESULTS['not-genuine'],
    credential: { ...RESULTS.valid.credential, name: 'Forged part' },
  };
  const full = { ...RESULTS.valid, parts: [RESULTS.expired, forged as VerificationResult] };
  const record = { ...RESULTS.valid, parts: [full] };

  it('open to their own four questions, also the parts of a part, and are closed at first', () => {
    const html = show(record);
    expect(html.match(/<details class="part-answers">/g)).toHaveLength(3);
    expect(html.match(/data-question="in-force"/g)).toHaveLength(4);
    expect(html).not.toMatch(/<details[^>]* open/);
    // A part of a part stands beside the answers of what it is part of: both are seen before anything is opened.
    const closed = html
      .replaceAll(/<dl class="questions">.*?<\/dl>/gs, '')
      .replaceAll(/<details class="part-answers"><summary.*?<\/summary><\/details>/gs, '|');
    expect(closed.match(/[|]/g)).toHaveLength(3);
  });

  it('answer for themselves: one that is over is never in force, whatever the whole is', () => {
    const [, ...parts] = show(full).split('<details class="part-answers">');
    const [ended, unproven] = parts.map((html) => html.slice(0, html.indexOf('</dl>')));
    expect(rowOf(ended ?? '', 'unchanged')).toContain('icon-good');
    expect(rowOf(ended ?? '', 'in-force')).toContain('It ended on 31 Oct 2026');
    expect(rowOf(ended ?? '', 'in-force')).not.toContain('icon-good');
    expect(unproven).not.toContain('icon-good');
  });

  it('say nothing of their own where their signature does not hold', () => {
    expect(show(record)).not.toContain('Forged part');
  });

  it('are listed where they were not handed in, as not checked, and not once more as evidence', () => {
    const evidence = [
      { name: 'Domain II', genre: 'OpenBadgeCredential', url: 'urn:uuid:1' },
      { name: 'Notes', url: 'https://portfolio.example.org/notes' },
    ];
    const completeness = {
      outcome: 'skipped',
      code: 'parts-not-at-hand',
      parts: { named: 1, good: 0 },
    } as const;
    const html = show(resultOf('valid', { completeness }, { evidence }));
    expect(html.match(/Domain II</g)).toHaveLength(1);
    expect(html).toMatch(/part-neutral.*Domain II.*What Ana Núñez did.*Notes/s);
    const unproven = { ...RESULTS['not-genuine'].checks.find(({ check }) => check === 'proof') };
    const forgedToo = resultOf('not-genuine', { completeness, proof: unproven }, { evidence });
    expect(show(forgedToo).replace(/<details class="unproven">.*?<\/details>/s, '')).not.toContain(
      'Domain II',
    );
  });
});

/** What stands in the credential, in a notice, or is a code stays as it is. */
describe('texts of strangers', () => {
  it('turn no writing around but their own', () => {
    const name = 'Ana\u202e';
    const stranger = { id: 'did:key:z6Mk', name: 'Office\u202e' };
    const html = show(resultOf('unknown-issuer', {}, { holderName: name, name, issuer: stranger }));
    expect(html.replaceAll(/<bdi[^>]*>[^<]*<\/bdi>/g, '').split('<h2>')[0]).not.toContain('\u202e');
    expect(html).toContain('<bdi>Ana\u202e</bdi>');
  });

  it('of a part are not shown where it is not proven', () => {
    for (const verdict of UNPROVEN) {
      const part = { ...RESULTS[verdict], credential: { ...RESULTS.valid.credential, name: 'Claimed' } };
      const html = show({ ...RESULTS.incomplete, parts: [part as VerificationResult] });
      expect(html).toContain(ENGLISH.parts.unreliable);
      expect(html).not.toContain('Claimed');
    }
  });
});

const NOT_OURS =
  /<code>.*?<\/code>|Domain I: Collaborative Culture|Example County Office of Education|Leads a team[.]|For a semester[.]|Accomplished|Performance|Fostering a culture|Notes|Panel, 2 trained assessors|The name was misspelt[.]|We are looking into it[.]|It was issued to the wrong person[.]/gs;
const ENGLISH_WORDS =
  /\b(the|is|not|and|of|was|this|that|it|its|with|for|by|on|or|to|has|have|we|check(ed)?|issued?r?|name|credentials?|valid|file)\b/i;

function readText(html: string): string {
  return html.replace(NOT_OURS, '').replace(/<[^>]*>/g, ' ');
}

describe('the result view in Spanish', () => {
  it.each(VERDICTS)('%s has no English of ours in it', (verdict) => {
    const html = String(
      <ResultView words={SPANISH} result={RESULTS[verdict]} checkedBy="page" timeZone="UTC" />,
    );
    const text = readText(html);
    expect(text).not.toMatch(ENGLISH_WORDS);
    expect(text).toContain('21 nov 2026, 9:25');
    expect(html).toContain('href="/es/verify"');
  });

  it('says who awarded what, and that the credential speaks its own language', () => {
    const html = String(
      <ResultView words={SPANISH} result={RESULTS.valid} checkedBy="server" timeZone="UTC" isSample />,
    );
    expect(readText(html).replaceAll(/\s+/g, ' ')).toContain(
      'badges.example.org , que dice llamarse “”, otorgó a Ana Núñez el 12 jun 2026. Sin fecha de vencimiento.',
    );
    expect(html).toContain('Lo que dice la credencial aparece en su propio idioma.');
    expect(html).toContain('<strong>MUESTRA</strong>');
    expect(show(RESULTS.valid)).not.toContain('own language');
  });

  it('waits in Spanish', () => {
    const html = String(
      <WaitingRows words={SPANISH} isStarted checks={[]} slowHosts={['badges.example.org']} />,
    );
    expect(html).toContain('Comprobando…');
    expect(html).toContain('Todavía esperamos la respuesta de badges.example.org');
    expect(readText(html)).not.toMatch(ENGLISH_WORDS);
  });
});
