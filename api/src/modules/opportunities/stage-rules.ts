import { currentActor, currentContext } from '../../platform/context/request-context.js';
import { refuse, set, type Draft } from '../../platform/changes/draft.js';
import type { StageCatalogue, StageInfo } from './stage-catalogue.js';

/** A past step through the pipeline, given with a new opportunity whose history is known. */
export interface KnownStep {
  readonly stageId: string;
  /** When it entered the stage; ISO, UTC. */
  readonly at: string;
}

/** Whether a person is at work, who can be asked for what is missing; imports take what the file has. */
const byPerson = (): boolean => {
  const actor = currentActor();
  return actor.kind === 'member' && (actor.via === 'web' || actor.via === 'api');
};

const given = (draft: Draft, field: string): boolean => draft.change.values?.[field] !== undefined;

/** Today where the actor is. */
export const today = (): string => new Intl.DateTimeFormat('sv-SE', { timeZone: currentContext().timezone }).format(new Date());

/** The steps that came with a new opportunity, oldest first. */
export const knownSteps = (draft: Draft): readonly KnownStep[] => (draft.operation === 'create' ? ((draft.change.extra?.['stageHistory'] as readonly KnownStep[] | undefined) ?? []) : []);

/** Finds pipeline and stage of a draft, each from the other or the default. @returns the stage, or null when the draft is refused */
export function placeInStage(draft: Draft, stages: StageCatalogue): StageInfo | null {
  const moved = draft.changed.has('stageId') && draft.after['stageId'] !== null;
  const repiped = draft.changed.has('pipelineId') && draft.after['pipelineId'] !== null;
  if (moved && !repiped) {
    const pipelineId = stages.get(draft.after['stageId'])?.pipelineId;
    if (pipelineId && pipelineId !== draft.after['pipelineId']) set(draft, 'pipelineId', pipelineId);
  }
  if (draft.after['pipelineId'] === null) set(draft, 'pipelineId', stages.defaultPipelineId ?? null);
  if (draft.after['stageId'] === null || (repiped && !moved)) set(draft, 'stageId', stages.firstOf(draft.after['pipelineId'], 'OPEN')?.id ?? null);
  const stage = stages.get(draft.after['stageId']);
  if (!stage) {
    refuse(draft, 'stageId', 'This pipeline has no stage to put it in.');
    return null;
  }
  if (stage.pipelineId !== draft.after['pipelineId']) {
    refuse(draft, 'stageId', 'This stage belongs to another pipeline.');
    return null;
  }
  if (stage.pipelineClosed && draft.changed.has('pipelineId') && byPerson()) {
    refuse(draft, 'pipelineId', 'This pipeline is archived. Choose another one.');
    return null;
  }
  return stage;
}

/** Derives what follows from the stage: status, probability, dates, events; and asks a person for what closing needs. */
export function followStage(draft: Draft, stage: StageInfo, stages: StageCatalogue): void {
  const { before, after } = draft;
  const entered = before === null || draft.changed.has('stageId');
  const statusBefore = before?.['status'];
  if (after['status'] !== stage.type) set(draft, 'status', stage.type);
  if (entered) set(draft, 'stageChangedAt', knownSteps(draft).at(-1)?.at ?? new Date().toISOString());
  followProbability(draft, stage, entered);
  if (stage.type === 'OPEN') stayOpen(draft);
  else close(draft, statusBefore !== stage.type);
  if (stage.type !== 'LOST') forgetLoss(draft);
  if (before === null && after['openedOn'] === null && currentActor().via !== 'import') set(draft, 'openedOn', knownSteps(draft)[0]?.at.slice(0, 10) ?? today());
  if (byPerson()) demandForClosing(draft, stage);
  if (entered) tell(draft, stage, stages.get(before?.['stageId']));
}

function followProbability(draft: Draft, stage: StageInfo, entered: boolean): void {
  const fixed = stage.type === 'OPEN' ? null : stage.probability;
  if (fixed !== null) {
    if (draft.after['probability'] !== fixed) set(draft, 'probability', fixed);
  } else if ((entered && !given(draft, 'probability')) || draft.after['probability'] === null) {
    if (draft.after['probability'] !== stage.probability) set(draft, 'probability', stage.probability);
  }
}

/** Many systems have one "close date"; for what is still open it means the expected one. */
function stayOpen(draft: Draft): void {
  const closedOn = draft.after['closedOn'];
  if (closedOn === null) return;
  if (given(draft, 'closedOn') && !given(draft, 'expectedCloseOn')) set(draft, 'expectedCloseOn', closedOn);
  set(draft, 'closedOn', null);
}

/** Closed today unless a day is given. What a file does not say is not made up. */
function close(draft: Draft, justClosed: boolean): void {
  if (currentActor().via === 'import' || given(draft, 'closedOn')) return;
  if (justClosed) set(draft, 'closedOn', knownSteps(draft).at(-1)?.at.slice(0, 10) ?? today());
}

function forgetLoss(draft: Draft): void {
  for (const field of ['lostReason', 'lostDetail']) {
    if (draft.after[field] === null) continue;
    if (given(draft, field)) refuse(draft, field, 'Only a lost opportunity has this. Move it to a lost stage first.');
    else set(draft, field, null);
  }
}

function demandForClosing(draft: Draft, stage: StageInfo): void {
  const { changed, after } = draft;
  if (stage.type === 'WON' && after['accountId'] === null && (changed.has('status') || changed.has('accountId'))) {
    refuse(draft, 'accountId', 'A won opportunity belongs to an account. Choose the account first.');
  }
  if (stage.type === 'LOST' && after['lostReason'] === null && (changed.has('status') || changed.has('lostReason'))) {
    refuse(draft, 'lostReason', 'Say why it was lost.');
  }
}

/** What listeners are told. Deals that come in with an import or a history are not news: they were won or lost long ago. */
function tell(draft: Draft, stage: StageInfo, from: StageInfo | undefined): void {
  const data = { fromStageId: from?.id ?? null, fromStage: from?.name ?? null, toStageId: stage.id, toStage: stage.name };
  const old = currentActor().via === 'import' || knownSteps(draft).length > 0;
  if (from) draft.events.push({ kind: 'opportunity.stageChanged', data });
  const statusBefore = draft.before?.['status'];
  if (statusBefore === stage.type || old) return;
  if (stage.type === 'WON') draft.events.push({ kind: 'opportunity.won', data });
  else if (stage.type === 'LOST') draft.events.push({ kind: 'opportunity.lost', data: { ...data, lostReason: draft.after['lostReason'] ?? null } });
  else if (statusBefore) draft.events.push({ kind: 'opportunity.reopened', data });
}
