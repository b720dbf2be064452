import type { Codec, Edition, Vocabulary } from '@yingma/core'
import { createInstitution, type Normaliser } from '@yingma/normalise'
import { dictionarySettings, type Institution, listRules, oldNames, type Transaction } from '@yingma/store'
import type { Answered } from '../build/answer.ts'
import type { Settings, SettingsProblem } from '../model/settings.ts'
import { answerFromRegistry } from './registry-answers.ts'
import { memoryOfRules } from './registry-memory.ts'
import { settingsOfSections } from './registry-settings.ts'

export interface RegistryPlan {
  readonly edition: Edition
  readonly vocabulary: Vocabulary
  readonly codec: Codec
  /** The general normaliser of that edition. */
  readonly normaliser: Normaliser
  readonly acceptMapped: boolean
  /** Only the names of this catalogue; else those of all exam dictionaries. */
  readonly catalogueId?: string | undefined
}

export type RegistryRead =
  | {
      readonly ok: true
      readonly answered: readonly Answered[]
      readonly settings: Settings
      /** Rules of the institution that cannot be read as words or switches: they had no effect. */
      readonly unreadRules: readonly string[]
    }
  | { readonly ok: false; readonly problems: readonly (SettingsProblem | NoNames)[] }

/** A registry that knows no institution of that code. */
export interface NoInstitution {
  readonly code: 'dictionary-no-institution'
  readonly institution: string
  readonly codes: readonly string[]
}

export interface NoNames {
  readonly code: 'dictionary-no-names'
  readonly institution: string
}

/** What a dictionary is built from, out of the registry: names with decisions and volumes, settings, words and switches. */
export async function readRegistry(
  transaction: Transaction,
  institution: Pick<Institution, 'id' | 'name'>,
  { edition, vocabulary, codec, normaliser: general, acceptMapped, catalogueId }: RegistryPlan,
): Promise<RegistryRead> {
  const read = await readNamesAndSettings(transaction, institution, { codec, catalogueId })
  if (!read.ok) return read
  const { contents, unread } = memoryOfRules(await listRules(transaction, institution.id), edition, vocabulary)
  const normaliser = createInstitution(contents, { edition, vocabulary, general })
  return {
    ok: true,
    answered: answerFromRegistry(read.names, { normaliser, acceptMapped }),
    settings: read.settings,
    unreadRules: unread,
  }
}

/** The part of it that can fail; no name is read by any rule for it. */
export async function readNamesAndSettings(
  transaction: Transaction,
  institution: Pick<Institution, 'id' | 'name'>,
  { codec, catalogueId }: Pick<RegistryPlan, 'codec' | 'catalogueId'>,
) {
  const names = await oldNames(transaction, institution.id, catalogueId)
  if (names.length === 0) {
    const problem: NoNames = { code: 'dictionary-no-names', institution: institution.name }
    return { ok: false as const, problems: [problem] }
  }
  const sections = await dictionarySettings(transaction, institution.id)
  const read = settingsOfSections(institution.name, sections, codeTest(codec))
  return read.ok ? { ok: true as const, names, settings: read.settings } : read
}

/** Whether a text is the code of something: an item, a device's form of one, or a local item. */
export function codeTest(codec: Codec): (code: string) => boolean {
  return (code) => !['invalid', 'well-formed'].includes(codec.decode(code).kind)
}
