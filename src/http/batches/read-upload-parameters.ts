import { z } from 'zod';
import { BatchSettings } from '../../issuer/batch/batch-settings.ts';
import { parseJson } from '../../model/json.ts';
import { AppError, type Subproblem } from '../../model/problem.ts';
import { Slug } from '../../program/bounded-text.ts';
import { listProblems } from '../../program/list-problems.ts';

/** What can be said of a roster beside its bytes. The simple settings have a parameter of their own, which counts more. */
const { program, achievement, dateOrder, duplicates, full } = BatchSettings.shape;
const UploadParameters = z.strictObject({
  issuer: Slug.default(''),
  settings: z.string().optional(),
  ...{ program, achievement, dateOrder, duplicates, full },
});

export interface UploadParameters {
  issuer: string;
  settings: BatchSettings;
}

/** Rejects with AppError REQUEST_INVALID that names every problem and no value. A parameter that says nothing is not there. */
export function readUploadParameters(given: Record<string, string>): UploadParameters {
  const said = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== ''));
  const parsed = UploadParameters.safeParse(said);
  const settings = readSettings(Object.hasOwn(said, 'settings') ? (said['settings'] ?? '{}') : '{}');
  if (!parsed.success || !settings.ok) {
    throw new AppError('REQUEST_INVALID', 'The request has problems.', {
      problems: [
        ...(parsed.success ? [] : listProblems(parsed.error)),
        ...(settings.ok ? [] : settings.problems),
      ],
    });
  }
  const { issuer, settings: _, ...simple } = parsed.data;
  return { issuer, settings: { ...settings.value, ...simple } };
}

type ReadSettings = { ok: true; value: BatchSettings } | { ok: false; problems: Subproblem[] };

function readSettings(text: string): ReadSettings {
  const json = parseJson(text);
  if (!json.ok)
    return { ok: false, problems: [{ path: 'settings', code: json.code, detail: 'It must be JSON.' }] };
  const parsed = BatchSettings.safeParse(json.value);
  if (parsed.success) return { ok: true, value: parsed.data };
  const problems = listProblems(parsed.error).map((problem) => ({
    ...problem,
    path: pathInSettings(problem.path),
  }));
  return { ok: false, problems };
}

/** Below `columns` are headers of the file, which are not repeated. */
function pathInSettings(path: string | undefined): string {
  if (path === undefined) return 'settings';
  return `settings.${path.startsWith('columns.') ? 'columns' : path}`;
}
