import type { RecordEntry } from '../../issuer/record/list-contents.ts';
import type { Transparency } from '../../issuer/transparency/read-transparency.ts';
import type { Achievement, AchievementKind } from '../../model/credential.ts';
import type { VerificationResult } from '../../model/verification.ts';
import type { Receipt } from '../../present/receipt/receipt.ts';
import type { FormProblem } from '../../present/words/problem-words.ts';
import type { Words } from '../../present/words/words.ts';
import type { AchievementDefinition } from '../../program/achievement-definition.ts';
import type { Framework } from '../../program/framework.ts';
import type { Program } from '../../program/program.ts';
import type { Instance } from './instance.ts';
import type { SeeInProps } from './see-in.tsx';

/** What each page is given. Pages fetch nothing and decide nothing. */
export interface HomePageProps {
  instance: Instance;
  programs: { program: Program; achievements: { code: string; kind: AchievementKind; name: string }[] }[];
}

export interface VerifyPageProps {
  words: Words;
  instance: Instance;
  /** A credential URL to fill into the form (`/verify?url=`). */
  url?: string;
  /** The finished answer of the form that was posted without JavaScript: checked by the server, and the page says so. */
  result?: VerificationResult;
  /** Its receipt, which is what is printed. */
  receipt?: Receipt;
  /** Why there is no answer. */
  problem?: FormProblem;
}

export interface SharePageProps {
  words: Words;
  instance: Instance;
  shareUrl: string;
  /** There is a picture of it, with the credential inside. */
  hasBadge?: boolean;
  /** Checked now, by the server. */
  result: VerificationResult;
  kind: AchievementKind | 'other';
  qrSvg: string;
  /** Where what was achieved is explained. */
  achievementUrl?: string;
  /** What it is in other frameworks. */
  seeIn: SeeInProps;
  /** Of a full credential. */
  fullRecord?: FullRecordOffer;
}

/** The full record of a full credential: there, to be made by a form that is sent to `action`, or not to be had now. */
export type FullRecordOffer =
  | { state: 'made'; fileUrl: string; pageUrl?: string }
  | { state: 'to-make'; action: string }
  | { state: 'none' };

export interface RecordPageProps {
  words: Words;
  instance: Instance;
  shareUrl: string;
  /** The record itself, checked now, by the server. */
  result: VerificationResult;
  qrSvg: string;
  /** What it holds, the full credential first. */
  contents: RecordEntry[];
  /** A full credential that took the place of the one in it, or the one in it, where its holder shares it. */
  fullUrl?: string;
}

export interface AchievementPageProps {
  instance: Instance;
  achievement: Achievement;
  definition: AchievementDefinition;
  program: Program;
  /** What it is in other frameworks. */
  seeIn: SeeInProps;
  transparency: Transparency;
}

export interface FrameworkPageProps {
  instance: Instance;
  framework: Framework;
  /** Achievements that are aligned to an item, by the item's code. */
  achievements: { code: string; name: string; item: string }[];
}

/** 404, 410 of a share link, 500: a heading, a sentence, what to do. */
export interface MessagePageProps {
  instance: Instance;
  heading: string;
  sentence: string;
  advice?: string;
}

export interface ProblemsPageProps {
  instance: Instance;
  problems: { code: string; status: number; title: string; description: string }[];
}
