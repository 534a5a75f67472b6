import type { AwardedVersion, DescribedAwards } from '../../issuer/transparency/describe-awards.ts';
import type { ShownCount } from '../../issuer/transparency/hide-small-counts.ts';
import type { PublishedVersion } from '../../issuer/transparency/read-transparency.ts';
import { showDay } from '../../present/show-date.ts';
import { ENGLISH } from '../../present/words/english/english.ts';
import type { AchievementChange } from '../../program/compare-achievements.ts';

/** How many have the achievement, at which level. */
export function Awarded({ awarded, version }: { awarded: DescribedAwards; version: string }) {
  const isNobody = 'count' in awarded.people && awarded.people.count === 0;
  return (
    <section id="awarded">
      <h2>How many have it</h2>
      {isNobody ? (
        <p>Nobody has it yet.</p>
      ) : (
        <>
          <dl class="figures">
            <Figure of="People, all versions" count={awarded.people} />
            <Figure of="In force" count={awarded.inForce} />
            <Figure of="Ended or on hold" count={awarded.notInForce} />
          </dl>
          {awarded.versions
            .filter(({ people }) => !('count' in people && people.count === 0))
            .map((one) => (
              <LevelTable of={one} isThis={one.version === version} />
            ))}
        </>
      )}
      <p class="aside">
        {awarded.whatIsCounted} {awarded.whatIsHidden} Counted on {showDay(awarded.countedAt, ENGLISH.dates)}.
      </p>
    </section>
  );
}

/** Every version that was published, and what changed from one to the next. */
export function Versions({ versions, version }: { versions: PublishedVersion[]; version: string }) {
  return (
    <section id="versions">
      <h2>Versions</h2>
      <ol class="versions">
        {versions.map((one) => (
          <li>
            <h3>
              Version {one.version}
              {one.version === version && <span class="tag">This one</span>}
            </h3>
            <p>
              Published on {showDay(one.publishedAt, ENGLISH.dates)}.{' '}
              {one.version !== version && <a href={one.achievement}>Read version {one.version}</a>}
            </p>
            {one.changes !== undefined && <Changes changes={one.changes} />}
          </li>
        ))}
      </ol>
    </section>
  );
}

function Figure({ of, count }: { of: string; count: ShownCount }) {
  return (
    <div>
      <dt>{of}</dt>
      <dd>{sayCount(count)}</dd>
    </div>
  );
}

function LevelTable({ of, isThis }: { of: AwardedVersion; isThis: boolean }) {
  return (
    <table class="counts">
      <caption>
        Version {of.version}
        {isThis && ' (this one)'}: {sayCount(of.people).toLowerCase()}
      </caption>
      {of.levels.length > 0 && (
        <>
          <thead>
            <tr>
              <th scope="col">Level reached</th>
              <th scope="col">People</th>
            </tr>
          </thead>
          <tbody>
            {of.levels.map(({ name, people }) => (
              <tr>
                <th scope="row">{name}</th>
                <td>{sayCount(people)}</td>
              </tr>
            ))}
          </tbody>
        </>
      )}
    </table>
  );
}

function Changes({ changes }: { changes: AchievementChange[] }) {
  if (changes.length === 0) return <p>Nothing changed that decides who earns it.</p>;
  return (
    <details>
      <summary>
        What changed:{' '}
        {changes.map(({ what }) => `${what.charAt(0).toLowerCase()}${what.slice(1)}`).join(', ')}
      </summary>
      <dl class="changes">
        {changes.map(({ what, before, after }) => (
          <div>
            <dt>{what}</dt>
            {before !== null && (
              <dd>
                <span class="label">Before</span> <del>{before}</del>
              </dd>
            )}
            <dd>
              <span class="label">Now</span> {after === null ? 'Nothing' : <ins>{after}</ins>}
            </dd>
          </div>
        ))}
      </dl>
    </details>
  );
}

function sayCount(shown: ShownCount): string {
  if ('count' in shown) return shown.count.toLocaleString('en-US');
  return 'fewerThan' in shown ? `Fewer than ${shown.fewerThan}` : 'Not shown';
}
