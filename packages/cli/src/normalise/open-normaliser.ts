import { createCodec, type Edition, type Vocabulary } from '@yingma/core'
import {
  type Change,
  contentsOf,
  createInstitution,
  createNormaliser,
  type InstitutionMemory,
  type Normaliser,
  undo,
  withChanges,
} from '@yingma/normalise'
import type { Options } from '../command-line/call.ts'
import type { Terminal } from '../command-line/terminal.ts'
import { type InstitutionProblem, loadChanges, loadMemory, saveMemory } from './review/institution-file.ts'

/** The normaliser of a call, after the memory has been changed where the call says so. */
export interface Opened {
  readonly normaliser: Normaliser
  /** What the memory came to; null where the call names none. */
  readonly memory: InstitutionMemory | null
  /** Set where `--preview` asks what changes would do; nothing is saved then. */
  readonly proposed: Normaliser | null
  /** What was done to the memory. */
  readonly done:
    | { readonly kind: 'adopted'; readonly count: number; readonly version: number }
    | { readonly kind: 'undone'; readonly from: number; readonly version: number }
    | null
}

export type OpenResult =
  | { readonly ok: true; readonly value: Opened }
  | { readonly ok: false; readonly problems: readonly InstitutionProblem[] }

/** Opens the normaliser that `--institution`, `--decisions`, `--undo` and `--preview` ask for. */
export async function openNormaliser(
  options: Options,
  edition: Edition,
  vocabulary: Vocabulary,
  terminal: Terminal,
): Promise<OpenResult> {
  const general = createNormaliser(edition, vocabulary)
  const file = options.get('institution')
  if (file === undefined) return { ok: true, value: { normaliser: general, memory: null, proposed: null, done: null } }
  const decisions = options.get('decisions')
  const loaded = await loadMemory(file, edition, vocabulary, decisions !== undefined || options.has('preview'))
  if (!loaded.ok) return loaded
  const normaliserOf = (memory: InstitutionMemory): Normaliser =>
    createInstitution(contentsOf(memory), { edition, vocabulary, general })
  const changesOf = (source: string) => loadChanges(source, edition, vocabulary, createCodec(edition))

  const preview = options.get('preview')
  if (preview !== undefined) {
    const changes = await changesOf(preview)
    if (!changes.ok) return changes
    const proposed = normaliserOf(stepOf(loaded.value, changes.value, preview))
    return { ok: true, value: { normaliser: normaliserOf(loaded.value), memory: loaded.value, proposed, done: null } }
  }
  if (options.has('undo')) {
    const undone = undo(loaded.value)
    if (undone === null) return { ok: false, problems: [{ code: 'memory-nothing-to-undo', file }] }
    const done = { kind: 'undone', from: loaded.value.current, version: undone.current } as const
    return await saved(file, undone, done, normaliserOf, terminal)
  }
  if (decisions !== undefined) {
    const changes = await changesOf(decisions)
    if (!changes.ok) return changes
    const memory = stepOf(loaded.value, changes.value, decisions)
    const done = { kind: 'adopted', count: changes.value.length, version: memory.current } as const
    return await saved(file, memory, done, normaliserOf, terminal)
  }
  return {
    ok: true,
    value: { normaliser: normaliserOf(loaded.value), memory: loaded.value, proposed: null, done: null },
  }
}

function stepOf(memory: InstitutionMemory, changes: readonly Change[], note: string): InstitutionMemory {
  return withChanges(memory, changes, { at: new Date().toISOString(), note })
}

async function saved(
  file: string,
  memory: InstitutionMemory,
  done: Opened['done'],
  normaliserOf: (memory: InstitutionMemory) => Normaliser,
  terminal: Terminal,
): Promise<OpenResult> {
  const problem = await saveMemory(file, memory, terminal)
  if (problem !== undefined) return { ok: false, problems: [problem] }
  return { ok: true, value: { normaliser: normaliserOf(memory), memory, proposed: null, done } }
}
