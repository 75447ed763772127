/**
 * What a window may ask of the main process: a fixed table of named methods, checked on arrival. No method takes a
 * path: paths come from the main process's own dialogs.
 */
import * as z from 'zod';
import { DatasetName } from '../../engine/contract/datasets.ts';
import { Job } from '../../engine/contract/jobs.ts';
import { method } from '../../engine/contract/rpc.ts';
import { RunName } from '../../engine/contract/runs.ts';
import {
  ExportFormat,
  LateAnswers,
  MergedAnswers,
  StudyDesign,
  StudyName,
  StudyReport,
  StudySummary,
} from './studies.ts';
import { JudgedQuestions } from './study-questions.ts';

const nothing = z.object({});
const Cancelled = z.object({ cancelled: z.literal(true) });
const Saved = z.object({ cancelled: z.literal(false), where: z.string().describe('file name, for people') });

export const Settings = z.object({
  version: z.literal(1),
  theme: z.enum(['system', 'light', 'dark']).default('system'),
  welcomed: z.boolean().default(false),
  raterName: z.string().max(64).default(''),
  /** Per view: filters, selections, scroll; the window's own business. */
  views: z.record(z.string(), z.unknown()).default({}),
});
export type Settings = z.infer<typeof Settings>;

const StoreCondition = z.object({
  backup: z.object({ at: z.string(), studies: z.number(), judgements: z.number() }).nullable(),
  needed: z.number(),
  free: z.number().nullable(),
});
export type StoreCondition = z.infer<typeof StoreCondition>;

const RepairedStore = z.object({
  backup: z.object({ at: z.string(), judgements: z.number() }).nullable(),
  studies: z.number(),
  judgements: z.number(),
  salvaged: z.number().describe('of the judgements, read from the damaged file'),
  missing: z.number().nullable().describe('that nothing gives any more; null where the file does not tell'),
  kept: z.string().describe('name of the damaged file now'),
});
export type RepairedStore = z.infer<typeof RepairedStore>;

export const EngineState = z.object({
  state: z.enum(['starting', 'ready', 'restarting', 'failed']),
  reason: z.string().nullable().describe('why it restarted or failed, for people'),
  restarts: z.number(),
});
export type EngineState = z.infer<typeof EngineState>;

export const studioContract = {
  methods: {
    'app.info': method(
      nothing,
      z.object({
        version: z.string(),
        electron: z.string(),
        platform: z.string(),
        home: z.string(),
        packaged: z.boolean(),
      }),
    ),
    'engine.state': method(nothing, EngineState),
    'engine.connect': method(nothing, nothing),
    'settings.read': method(nothing, Settings),
    'settings.write': method(Settings.partial().omit({ version: true }), Settings),
    'data.importFolder': method(
      z.object({ name: DatasetName.optional(), onError: z.enum(['stop', 'skip']).default('stop') }),
      z.union([Cancelled, z.object({ cancelled: z.literal(false), job: Job })]),
    ),
    'runs.export': method(z.object({ name: RunName }), z.union([Cancelled, Saved])),
    'studies.list': method(nothing, z.array(StudySummary)),
    'studies.create': method(StudyDesign.partial({ name: true, title: true, seed: true }), StudySummary),
    'studies.show': method(z.object({ study: StudyName }), StudySummary),
    'studies.close': method(z.object({ study: StudyName }), StudySummary),
    /** Of the store, while it cannot be used: what there is to go back to, and the room on its disk in bytes. */
    'studies.condition': method(nothing, StoreCondition),
    /** The last backup and all that can still be read take the place of a damaged store. */
    'studies.repair': method(nothing, RepairedStore),
    'studies.report': method(z.object({ study: StudyName }), StudyReport),
    'studies.questions': method(z.object({ study: StudyName }), JudgedQuestions),
    'studies.export': method(
      z.object({ study: StudyName, format: ExportFormat }),
      z.union([Cancelled, Saved]),
    ),
    /** A sealed file for raters on other machines, and what comes back. */
    'studies.send': method(z.object({ study: StudyName }), z.union([Cancelled, Saved])),
    'studies.take': method(
      nothing,
      z.union([Cancelled, z.object({ cancelled: z.literal(false), study: StudyName, known: z.boolean() })]),
    ),
    'studies.sendAnswers': method(z.object({ study: StudyName }), z.union([Cancelled, Saved])),
    /** What a closed study lacks is told of and not taken: `studies.mergeLate` makes its next version of it. */
    'studies.merge': method(
      z.object({ study: StudyName }),
      z.union([
        Cancelled,
        MergedAnswers.extend({ cancelled: z.literal(false) }),
        z.object({ cancelled: z.literal(false), late: LateAnswers }),
      ]),
    ),
    /** Of the file that was told of last: into the open version `late.into`, or else into a new one. */
    'studies.mergeLate': method(
      z.object({ study: StudyName }),
      MergedAnswers.extend({ study: StudyName.describe('that has them now') }),
    ),
    /** Hides the studio and opens the raters' window, for one study or for all that are open. */
    'rating.begin': method(z.object({ study: StudyName.optional() }), nothing),
    /** A picture of a part of the window: windows have no access to the clipboard of their own. */
    'clipboard.picture': method(
      z.object({ png: z.string().max(40_000_000).startsWith('data:image/png;base64,') }),
      nothing,
    ),
    'links.open': method(z.object({ link: z.enum(['paper', 'openmoji']) }), nothing),
  },
  events: {
    'engine.changed': EngineState,
    /** From the platform's own menu. */
    'menu.command': z.enum([
      'new-model',
      'settings',
      'palette',
      'import-folder',
      'go-data',
      'go-models',
      'go-compare',
      'go-study',
      'go-verdict',
    ]),
    /** A study changed by another process (the command line) or another window. */
    'studies.changed': nothing,
  },
};
export type StudioMethods = typeof studioContract.methods;
export type StudioEvents = typeof studioContract.events;
