import { createPricer, readSchedules } from '@yingma/charge'
import { createCodec } from '@yingma/core'
import { loadEdition, loadPinyin, loadSchedules, loadVocabulary } from '@yingma/edition'
import { contentsOf, createInstitution, createNormaliser, emptyMemory } from '@yingma/normalise'
import { type Answered, answerFromMemory } from '../build/answer.ts'
import { buildDictionary } from '../build/build-dictionary.ts'
import { setKey } from '../build/questions.ts'
import type { Dictionary } from '../model/dictionary.ts'
import type { OldEntry } from '../model/old-entry.ts'
import { readSettings, type Settings } from '../model/settings.ts'
import { loadOrderSets, setsOf } from '../sets/order-sets.ts'

export const DATE = '2026-03-01'

/** What the dictionaries of tests are built from; loaded once a file. */
export function scenarioSources() {
  const edition = loadEdition()
  const vocabulary = loadVocabulary()
  const codec = createCodec(edition)
  const general = createNormaliser(edition, vocabulary)
  const contents = contentsOf(emptyMemory('临江医院'))
  const normaliser = createInstitution(contents, { edition, vocabulary, general })
  const schedule = readSchedules(loadSchedules()).schedules.find(({ id }) => id === 'example-2026')
  if (schedule === undefined) throw new Error('the example schedule is missing')
  return { edition, codec, normaliser, contents, pinyin: loadPinyin(), pricer: createPricer(edition, schedule) }
}

export type Sources = ReturnType<typeof scenarioSources>

/** Settings of the invented hospital: a HIS whose table has other names, devices, notes, own items. */
export function scenarioSettings(sources: Sources, change: Readonly<Record<string, unknown>> = {}): Settings {
  const read = readSettings(
    'settings',
    { ...SETTINGS, ...change },
    (code) => sources.codec.decode(code).kind !== 'invalid',
  )
  if (!read.ok) throw new Error(JSON.stringify(read.problems))
  return read.settings
}

const column = (name: string, length: number) => ({ name, length })
const SETTINGS = {
  format: 'yingma-dictionary',
  institution: '临江医院',
  chosen: ['20080602330000', '30060102230000'],
  local: [{ suffix: 'EP1', name: '癫痫序列', components: ['30010100110000', '30010100520000'] }],
  devices: [
    { id: 'ct1', name: 'CT 一号机', modality: 'CT', room: '影像楼101', station: 'CT01' },
    { id: 'mr1', name: 'MR 一号机', modality: 'MR', room: '影像楼102', station: 'MR01' },
  ],
  protocols: [{ item: '20040100110000', device: 'ct1', protocol: 'THORAX ROUTINE' }],
  notes: [
    { modality: 'MR', minutes: 20, preparation: '去除金属物品' },
    { modality: 'MR', scan: '23', preparation: '去除金属物品，适量憋尿' },
  ],
  insurance: { '990101020010000': 'YB-CT-01' },
  targets: [
    {
      id: 'his',
      table: 'exam item',
      dialect: 'postgresql',
      columns: {
        code: column('ITEM_CODE', 20),
        name: column('ITEM_NAME', 60),
        nameEn: column('NAME_EN', 200),
        pinyin: column('PY', 40),
        modality: column('MODALITY', 10),
        side: column('SIDE_RULE', 20),
        minutes: { name: 'MINUTES' },
        charges: column('CHARGES', 400),
        price: { name: 'PRICE' },
        insurance: column('INSURANCE', 80),
        active: { name: 'ACTIVE' },
      },
    },
  ],
}

/** Builds from entries; readings that the rules are sure of count as accepted. */
export function answer(entries: readonly OldEntry[], sources: Sources): readonly Answered[] {
  const { normaliser, contents } = sources
  return answerFromMemory(entries, { normaliser, decisions: contents.decisions, acceptMapped: true })
}

export function build(answered: readonly Answered[], settings: Settings, sources: Sources): Dictionary {
  const sets = setsOf(loadOrderSets(), settings, sources.codec)
  return buildDictionary(answered, { ...sources, settings, date: DATE, sets, protocols: [] })
}

/** What the office does with the questions of the draft: repairs rows, decides what is open, gives its reasons. */
export function settle(
  draft: Dictionary,
  answered: readonly Answered[],
): { readonly answered: readonly Answered[]; readonly change: Readonly<Record<string, unknown>> } {
  const renamed = new Map<number, string>()
  const merges: Record<string, string> = {}
  const priceless: Record<string, string> = {}
  for (const question of draft.questions) {
    if (question.code === 'question-prices-differ') merges[setKey(question.item.split('+'))] = '以价格表为准'
    if (question.code === 'question-no-price') priceless[question.item] = '价格表没有，另行核定'
    if ('row' in question && question.code !== 'question-undecided') renamed.set(question.row, `NEW${question.row}`)
  }
  const settled = answered.map((one): Answered => {
    const { badPrice: _, ...entry } = one.entry
    const code = renamed.get(entry.row) ?? entry.code
    const kind = one.answer.kind === 'open' ? decide(one.answer.state, one.answer.suggested) : one.answer
    return { ...one, entry: { ...entry, code: one.entry.badPrice === undefined ? code : entry.code }, answer: kind }
  })
  return { answered: settled, change: { priceMergesAccepted: merges, withoutPriceAccepted: priceless } }
}

function decide(state: string, suggested: readonly string[]): Answered['answer'] {
  if (suggested.length === 0) return { kind: state === 'not-exam' ? 'not-exam' : 'no-item', by: 'decision' }
  if (state !== 'ambiguous' || suggested.length < 2) {
    return { kind: 'items', codes: suggested.slice(0, 1), by: 'decision' }
  }
  return {
    kind: 'by-column',
    column: 'side',
    choices: suggested.slice(0, 3).map((code, i) => ({ cell: ['left', 'right', 'both'][i] ?? '', codes: [code] })),
  }
}
