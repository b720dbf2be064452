import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { institutionUri, schemeUri } from '@yingma/core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { fixtureEdition } from '../testing/rule-normaliser.ts'
import type { ExchangeFormat, Loss } from './format.ts'
import { EXCHANGE_FORMATS } from './formats.ts'
import { lossNote } from './losses.ts'
import { type ExchangeContext, inputCode, type MappingEntry } from './mapping-entry.ts'

const context: ExchangeContext = {
  edition: { ...fixtureEdition(), version: '1.0.0' },
  source: 'https://hospital.example/names',
  date: '2026-11-24',
}

function entry(name: string, codes: readonly string[], change: Partial<MappingEntry> = {}): MappingEntry {
  const items = codes.map((code) => ({ code, name: context.edition.byCode.get(code)?.name ?? '' }))
  const targets = items.map((item) => ({ ...item, relation: 'equivalent' as const }))
  return {
    key: { name, modality: 'CT' },
    count: 7,
    state: 'mapped',
    confidence: 0.97,
    targets,
    negatives: [],
    reason: '',
    flags: [],
    modifiers: [],
    ...change,
  }
}

const [HEAD, CHEST, KNEE] = ['20010100110000', '20040100110000', '40072201110000'] as const
const narrower = (code: string) => ({
  code,
  name: context.edition.byCode.get(code)?.name ?? '',
  relation: 'narrower' as const,
})
const ENTRIES: readonly MappingEntry[] = [
  entry('胸部CT平扫', [CHEST]),
  entry('头颅、胸部CT', [HEAD, CHEST]),
  entry('腰椎间盘', [], {
    targets: [narrower(HEAD)],
    state: 'review',
    confidence: 0.61,
    flags: ['conflict:part', 'check:sex'],
    modifiers: ['bedside'],
  }),
  entry('牙片', [], { state: 'no-item', reason: 'modality-not-covered' }),
  entry('=HYPERLINK("x")\t"引号", 逗号\n换行', [KNEE], {
    key: { name: '=HYPERLINK("x")\t"引号", 逗号\n换行', part: '膝', institution: 'H3', localCode: '007' },
  }),
  entry('不是胸部', [HEAD], { negatives: [{ code: CHEST, name: context.edition.byCode.get(CHEST)?.name ?? '' }] }),
]

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'exchange-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function* all() {
  yield* ENTRIES
}

async function written(format: ExchangeFormat) {
  const file = join(folder, format.fileName)
  await format.write(file, all, context)
  return { file, entries: await format.read(file, context) }
}

/** What is left of an entry once a format has lost what it says it loses. */
function without(lost: MappingEntry, losses: readonly Loss[]): MappingEntry {
  const has = (loss: Loss) => losses.includes(loss)
  const keyless = has('key') || (lost.targets.length === 0 && has('key-of-unmatched'))
  return {
    key: keyless ? { name: lost.key.name ?? '' } : lost.key,
    count: has('count') ? 0 : lost.count,
    state: has('state') ? '' : lost.state,
    confidence: has('confidence') || (lost.targets.length === 0 && has('key-of-unmatched')) ? 0 : lost.confidence,
    targets: has('relation')
      ? lost.targets.map((target) => ({ ...target, relation: 'equivalent' as const }))
      : lost.targets,
    negatives: has('negatives') ? [] : lost.negatives,
    reason: has('reason') ? '' : lost.reason,
    flags: has('flags') ? [] : lost.flags,
    modifiers: has('flags') ? [] : lost.modifiers,
  }
}

test.each(EXCHANGE_FORMATS.map((format) => [format.id, format] as const))(
  '%s gives back all that it does not say it loses',
  async (_, format) => {
    const { entries } = await written(format)
    const byName = (list: readonly MappingEntry[]) =>
      list.toSorted((a, b) => ((a.key.name ?? '') < (b.key.name ?? '') ? -1 : 1))
    expect(byName(entries)).toEqual(byName(ENTRIES.map((each) => without(each, format.losses))))
  },
)

test('a negative is a statement of its own in SSSOM, a missing item is NoTermFound', async () => {
  const { file } = await written(EXCHANGE_FORMATS[0] as ExchangeFormat)
  const text = readFileSync(file, 'utf8')
  expect(text).toMatch(/\tNot\tyingma:20040100110000\t/u)
  expect(text).toContain('sssom:NoTermFound')
  expect(text).toContain('\t1:n\t')
})

test.each([
  ['conceptmap-r4', 'wider'],
  ['conceptmap-r5', 'source-is-narrower-than-target'],
])('%s: a name that says more has a wider target', async (id, word) => {
  const { file } = await written(EXCHANGE_FORMATS.find((format) => format.id === id) as ExchangeFormat)
  const map = JSON.parse(readFileSync(file, 'utf8'))
  expect(map.resourceType).toBe('ConceptMap')
  expect(JSON.stringify(map)).toContain(word)
  for (const group of map.group) expect(group.source).toBe(context.source)
})

test.each(['conceptmap-r4', 'conceptmap-r5'])(
  '%s: local items belong to their institution, codes of a device to the standard',
  async (id) => {
    const format = EXCHANGE_FORMATS.find((each) => each.id === id) as ExchangeFormat
    const targets = ['20010100110000-A1', '22010100110000'].map((code) => ({
      code,
      name: code,
      relation: 'equivalent' as const,
    }))
    const own = entry('本院套餐', [], { targets, key: { name: '本院套餐', institution: '甲院' } })
    const file = join(folder, `own-${id}.json`)
    await format.write(
      file,
      async function* () {
        yield* [own]
      },
      context,
    )
    const systems = JSON.parse(readFileSync(file, 'utf8')).group.map((group: { target: string }) => group.target)
    expect(systems).toEqual([institutionUri('甲院'), schemeUri('radiology')])
  },
)

test('a SSSOM cell with a quote, a tab or a line end is quoted as in CSV, so that other readers see one row', async () => {
  const { file } = await written(EXCHANGE_FORMATS[0] as ExchangeFormat)
  expect(readFileSync(file, 'utf8')).toContain('\t"=HYPERLINK(""x"")\t""引号"", 逗号\n换行"\t')
})

test('the code of an input is the same in any order of its columns and differs with each of them', () => {
  expect(inputCode({ name: 'a', part: 'b' })).toBe(inputCode({ part: 'b', name: 'a' }))
  expect(inputCode({ name: 'a', part: 'b' })).not.toBe(inputCode({ name: 'a', method: 'b' }))
})

test('every format says in both languages what it loses', () => {
  for (const format of EXCHANGE_FORMATS)
    for (const language of ['zh', 'en'] as const) expect(lossNote(format, language)).toContain(format.fileName)
})
