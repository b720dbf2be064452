import { type Codec, createCodec, type Edition, type Vocabulary } from '@yingma/core'
import {
  type Answered,
  answerFromMemory,
  type DictionaryProblem,
  type OldRead,
  readOldDictionary,
  readRegistry,
  type Settings,
} from '@yingma/dictionary'
import {
  contentsOf,
  createInstitution,
  createNormaliser,
  emptyMemory,
  type Normaliser,
  withChanges,
} from '@yingma/normalise'
import { listInstitutions, type Store } from '@yingma/store'
import type { TableOptions } from '@yingma/tables'
import type { Call } from '../command-line/call.ts'
import { type InstitutionProblem, loadChanges, loadMemory } from '../normalise/review/institution-file.ts'
import { loadSettings } from './load-settings.ts'

export interface Standard {
  readonly edition: Edition
  readonly vocabulary: Vocabulary
  readonly codec: Codec
}

export type SourcesRead =
  | {
      readonly ok: true
      readonly answered: readonly Answered[]
      readonly settings: Settings
      readonly normaliser: Normaliser
      /** Rules of the registry that say nothing that can be read. */
      readonly unreadRules: readonly string[]
      /** How the old table was read; undefined for a registry. */
      readonly table?: Pick<Extract<OldRead, { ok: true }>, 'columns' | 'totalRows'>
    }
  | { readonly ok: false; readonly problems: readonly (InstitutionProblem | DictionaryProblem)[] }

/** What a dictionary is built from, out of files: the old table, the memory of the institution, the settings. */
export async function sourcesOfFiles(
  call: Call,
  old: string,
  options: TableOptions,
  { edition, vocabulary, codec }: Standard,
): Promise<SourcesRead> {
  const loaded = await loadSettings(call.options.get('settings'), old, codec)
  if (!loaded.ok) return loaded
  const { settings } = loaded
  const memory = await memoryOf(call, edition, vocabulary, settings.institution)
  if (!memory.ok) return memory
  const read = await readOldDictionary(old, options)
  if (!read.ok) return { ok: false, problems: [read.problem] }
  const contents = contentsOf(memory.value)
  const general = createNormaliser(edition, vocabulary)
  const normaliser = createInstitution(contents, { edition, vocabulary, general })
  const acceptMapped = call.options.get('accept') === 'mapped'
  const answered = answerFromMemory(read.entries, { normaliser, decisions: contents.decisions, acceptMapped })
  return { ok: true, answered, settings, normaliser, unreadRules: [], table: read }
}

/** The same out of a registry, for the institution with that code; `--settings` stands before what the registry keeps. */
export async function sourcesOfRegistry(
  call: Call,
  code: string,
  store: Store,
  { edition, vocabulary, codec }: Standard,
): Promise<SourcesRead> {
  const normaliser = createNormaliser(edition, vocabulary)
  const acceptMapped = call.options.get('accept') === 'mapped'
  const read = await store.asRegistry(undefined, async (transaction) => {
    const { rows } = await listInstitutions(transaction, { limit: 100_000, offset: 0 })
    const found = rows.find((one) => one.code === code)
    if (found === undefined) {
      const codes = rows.filter(({ kind }) => kind === 'institution').map((one) => one.code)
      return {
        ok: false as const,
        problems: [{ code: 'dictionary-no-institution' as const, institution: code, codes }],
      }
    }
    return await readRegistry(transaction, found, { edition, vocabulary, codec, normaliser, acceptMapped })
  })
  if (!read.ok) return read
  const file = call.options.get('settings')
  if (file === undefined) return { ...read, normaliser }
  const loaded = await loadSettings(file, code, codec)
  return loaded.ok ? { ...read, settings: loaded.settings, normaliser } : loaded
}

/** The memory that the call names, with the decisions of a workbook on top; nothing is saved. */
async function memoryOf(call: Call, edition: Edition, vocabulary: Vocabulary, institution: string) {
  const file = call.options.get('institution')
  const memory =
    file === undefined
      ? { ok: true as const, value: emptyMemory(institution) }
      : await loadMemory(file, edition, vocabulary, false)
  const decisions = call.options.get('decisions')
  if (!memory.ok || decisions === undefined) return memory
  const changes = await loadChanges(decisions, edition, vocabulary, createCodec(edition))
  if (!changes.ok) return changes
  return {
    ok: true as const,
    value: withChanges(memory.value, changes.value, { at: new Date().toISOString(), note: decisions }),
  }
}
