import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  buildDictionary,
  type Dictionary,
  protocolsByHand,
  type RegistryRead,
  readRegistry,
  type Settings,
  setsOf,
  writePackage,
} from '@yingma/dictionary'
import { loadPinyin, loadVocabulary } from '@yingma/edition'
import {
  addDictionaryBuild,
  getInstitution,
  type Institution,
  type JobHandler,
  JobRefusal,
  type Transaction,
} from '@yingma/store'
import type { Standard } from '../http/context.ts'
import { lazy } from '../http/lazy.ts'
import { dictionaryFhir } from './dictionary-fhir.ts'
import { shippedSets } from './order-sets.ts'

/** What a build is asked for; kept as the parameters of its job. */
export interface BuildParams {
  readonly date: string
  readonly acceptMapped: boolean
  readonly schedule: string | null
  readonly catalogueId: string | null
  readonly language: 'zh' | 'en'
  readonly pdf: boolean
}

/** Reads what a build needs out of the registry. */
function readForBuild(
  transaction: Transaction,
  institution: Pick<Institution, 'id' | 'name'>,
  standard: Standard,
  { acceptMapped, catalogueId }: Pick<BuildParams, 'acceptMapped' | 'catalogueId'>,
): Promise<RegistryRead> {
  const { edition, codec, normaliser } = standard
  const plan = { edition, codec, normaliser, vocabulary: vocabulary(), acceptMapped }
  return readRegistry(transaction, institution, { ...plan, ...(catalogueId === null ? {} : { catalogueId }) })
}

const vocabulary = lazy(loadVocabulary)

/**
 * The job that builds an institution's dictionary, by the standard in force when it begins, and keeps its files. Result: id
 * of the build and its figures.
 */
export function dictionaryJob(inForce: () => Standard): JobHandler {
  return async (transaction, job) => {
    const standard = inForce()
    const params = job.params as unknown as BuildParams
    const institution = await getInstitution(transaction, job.institutionId ?? '')
    const read = await readForBuild(transaction, institution, standard, params)
    // Asked before the job was taken in; somebody changed the settings since, or another release is in force.
    if (!read.ok) throw new JobRefusal({ ...read.problems[0]!, ...{ problems: read.problems } })
    const { settings } = read
    const dictionary = buildFrom(read, standard, params)
    const figures = {
      items: dictionary.items.length,
      oldCodes: dictionary.crossed.length,
      questions: dictionary.questions.length,
      questionKinds: countKinds(dictionary),
      reconciliation: dictionary.reconciliation,
      schedule: dictionary.schedule,
      date: params.date,
      targets: settings.targets.map(({ id }) => id),
      unreadRules: read.unreadRules,
    }
    const files = await filesOf(dictionary, settings, standard, params)
    const { draft } = dictionary
    const build = { institutionId: institution.id, jobId: job.id, draft, figures, createdBy: job.requestedBy }
    const buildId = await addDictionaryBuild(transaction, build, files)
    return {
      done: read.answered.length,
      total: read.answered.length,
      checkpoint: undefined,
      result: { buildId, draft, items: figures.items, questions: figures.questions },
    }
  }
}

function buildFrom(read: Extract<RegistryRead, { ok: true }>, standard: Standard, params: BuildParams): Dictionary {
  const { edition, codec, prices } = standard
  const schedule = params.schedule === null ? undefined : prices.find(params.schedule)
  return buildDictionary(read.answered, {
    edition,
    codec,
    settings: read.settings,
    date: params.date,
    pinyin: pinyin(),
    pricer: schedule === undefined ? null : prices.pricerOf(schedule),
    sets: setsOf(shippedSets(), read.settings, codec),
    protocols: protocolsByHand(read.settings, codec, edition),
  })
}

const pinyin = lazy(loadPinyin)

async function filesOf(dictionary: Dictionary, settings: Settings, { edition }: Standard, params: BuildParams) {
  const folder = await mkdtemp(join(tmpdir(), 'yingma-dictionary-'))
  try {
    const { date, language, pdf } = params
    const extra = dictionaryFhir(dictionary, edition, date)
    const written = await writePackage(dictionary, { folder, settings, date, language, pdf, extra })
    // The folder is the server's own: that it cannot be written is trouble of the machine.
    if (!written.ok) throw new Error(JSON.stringify(written.problem))
    return await Promise.all(
      [...written.files].map(async (name) => ({ name, content: await readFile(join(folder, name)) })),
    )
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

function countKinds({ questions }: Dictionary): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {}
  for (const { code } of questions) counts[code] = (counts[code] ?? 0) + 1
  return counts
}
