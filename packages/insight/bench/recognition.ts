import { loadEdition } from '@yingma/edition'
import { createRecogniser, type EarlierExam, type Intended } from '../src/recognition/recognise.ts'
import type { RegionalList } from '../src/recognition/regional-list.ts'

const GOAL = 2000
const CHECKS = 20_000
const EARLIER = 10
const ROUNDS = 3

/** Every second part of CT, MR and radiography is on the list, as regional lists of some hundred items are. */
function regionalList(edition: ReturnType<typeof loadEdition>): RegionalList {
  const parts = new Set<string>()
  for (const { facets, modality } of edition.items) {
    if (facets.scheme === 'radiology' && ['CT', 'MR', 'DR'].includes(modality))
      parts.add(`${modality}|${facets.part.slice(0, 4)}`)
  }
  const entries = [...parts]
    .sort()
    .filter((_, index) => index % 2 === 0)
    .map((key) => {
      const [modality = '', part = ''] = key.split('|')
      return { modality, part, windowDays: 30, from: '2025-01-01' }
    })
  return { id: 'bench', region: 'bench', mark: 'HR', title: { zh: '区域', en: 'region' }, institutions: [], entries }
}

interface Check {
  readonly intended: Intended
  readonly earlier: readonly EarlierExam[]
}

/** Orders of one to two items of patients with ten earlier exams; a third of them are of the ordered item or its neighbours. */
function checksOf(edition: ReturnType<typeof loadEdition>): readonly Check[] {
  const { items } = edition
  let state = 1
  const below = (limit: number) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return Math.floor((state / 2_147_483_648) * limit)
  }
  const at = (index: number) => items[(index + items.length) % items.length]?.code ?? ''
  return Array.from({ length: CHECKS }, () => {
    const ordered = below(items.length)
    const codes = below(4) === 0 ? [at(ordered), at(below(items.length))] : [at(ordered)]
    const earlier = Array.from({ length: EARLIER }, (_, index) => ({
      id: `e${index}`,
      codes: [at(below(3) === 0 ? ordered + below(9) - 4 : below(items.length))],
      institution: `h${below(40)}`,
      at: `2025-0${1 + below(6)}-${String(1 + below(28)).padStart(2, '0')}T09:30:00`,
      marks: ['HR'],
      sex: 'F' as const,
      age: 50,
    }))
    return { intended: { codes, at: '2025-06-20T10:00:00', sex: 'F', age: 50 }, earlier }
  })
}

export default {
  name: 'recognition',
  about: `Recognition checks in one thread: ${CHECKS.toLocaleString('en')} orders of one or two items, each against ${EARLIER} earlier exams of the patient and a list of every second part of CT, MR and radiography. "cold" is the first round of a new process, which works out the scan ranges as it meets them; "warm" the best of ${ROUNDS} later rounds.`,
  run: () => Promise.resolve(measure()),
}

function measure() {
  const edition = loadEdition()
  const checks = checksOf(edition)
  const start = performance.now()
  const recogniser = createRecogniser(edition, [regionalList(edition)])
  const opened = (performance.now() - start) / 1000
  const round = () => {
    const from = performance.now()
    let recognised = 0
    for (const { intended, earlier } of checks) {
      for (const { advice } of recogniser.recognise(intended, earlier)) if (advice !== 'perform') recognised++
    }
    return { seconds: (performance.now() - from) / 1000, recognised }
  }
  const cold = round()
  const warm = Array.from({ length: ROUNDS }, round).reduce((a, b) => (b.seconds < a.seconds ? b : a))
  return [['cold', cold] as const, ['warm', warm] as const].map(([name, { seconds, recognised }]) => ({
    measure: name,
    checks: CHECKS,
    recognised,
    'opening s': opened,
    'checks/s': Math.round(CHECKS / seconds),
    goal: `>= ${GOAL} /s`,
    met: CHECKS / seconds >= GOAL && recognised > 0,
  }))
}
