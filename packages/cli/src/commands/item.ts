import {
  createCodec,
  createSets,
  type Edition,
  type Item,
  itemSheet,
  type Language,
  neighbours,
  type SuspectedSynonym,
} from '@yingma/core'
import type { Call } from '../command-line/call.ts'
import { layColumns } from '../command-line/columns.ts'
import type { Command, ExitCode } from '../command-line/command.ts'
import { writeJson } from '../command-line/say-problems.ts'
import { decodedJson, decodedText, itemBrief, nameOf } from '../edition/describe-code.ts'
import { withEdition } from '../edition/with-edition.ts'
import { sheetTitle, sheetValue } from '../texts/sheet-words.ts'

export const command: Command = {
  usage: 'CODE',
  operands: { min: 1, max: 1 },
  text: {
    zh: '一个项目的全部内容：代码各字段、内涵（由各要素得出，没有依据的不写）、其他叫法、组成、疑似同义项目、差一键的代码。也可用概念标识。',
    en: 'Everything about one item: its fields, its sheet (what its facet values say, nothing invented), other names,\ncomponents, suspected synonyms, codes one keystroke away. A concept id will do as well.',
  },
  options: [],
  examples: [
    { line: 'yingma item 20040100110000', text: { zh: 'CT胸部(平扫) 的内涵', en: 'the sheet of the plain chest CT' } },
    {
      line: 'yingma item 40040100003700 --json',
      text: { zh: '正、侧位由两个体位组成', en: 'a composite with its components, as JSON' },
    },
  ],
  run,
}

const WORDS = {
  zh: {
    sheet: '内涵',
    designations: '其他叫法',
    parts: '组成',
    synonyms: '疑似同义',
    preferred: '首选',
  },
  en: {
    sheet: 'Sheet',
    designations: 'Designations',
    parts: 'Consists of',
    synonyms: 'Suspected synonyms',
    preferred: 'preferred',
  },
} as const

function run(call: Call): Promise<ExitCode> {
  return withEdition(call, (edition) => {
    const input = call.operands[0] ?? ''
    const decoded = createCodec(edition).decode(edition.byId.get(input)?.code ?? input)
    if (decoded.kind !== 'item') {
      if (call.json) writeJson(call, decodedJson(input, decoded, call.language))
      else call.terminal.out(decodedText(input, decoded, { edition, ...call }))
      return decoded.kind === 'derived' || decoded.kind === 'local' ? 0 : 1
    }
    const facts = factsOf(decoded.item, edition)
    if (call.json) {
      const { sheet, designations, components, synonyms, near } = facts
      writeJson(call, {
        ...decodedJson(input, decoded, call.language),
        sheet: sheet.map(({ field, value, from }) => ({ field, value, from: { code: from.code, name: from.name } })),
        designations,
        components: components.map(itemBrief),
        synonyms,
        neighbours: near.map(itemBrief),
      })
    } else call.terminal.out(decodedText(input, decoded, { edition, ...call }) + text(facts, call))
    return 0
  })
}

interface Facts {
  readonly sheet: ReturnType<typeof itemSheet>
  readonly designations: Item['designations']
  readonly components: readonly Item[]
  readonly synonyms: readonly SuspectedSynonym[]
  readonly near: readonly Item[]
}

function factsOf(item: Item, edition: Edition): Facts {
  const atoms = createSets(edition).atoms([item.code])
  const values = Object.values(item.facets).filter((value) => value !== null)
  return {
    sheet: itemSheet(edition, item.facets),
    designations: item.designations,
    components: atoms.length < 2 ? [] : atoms.flatMap((code) => edition.byCode.get(code.toUpperCase()) ?? []),
    synonyms: edition.suspectedSynonyms.filter(
      ({ dictionary, codes }) =>
        codes.some((code) => values.includes(code)) && dictionaryApplies(edition, item, dictionary),
    ),
    near: neighbours(item.code, edition).map((neighbour) => neighbour.item),
  }
}

/** A value of a dictionary counts only where the item's own fields take their values from it. */
function dictionaryApplies(edition: Edition, item: Item, dictionary: string): boolean {
  const scheme = edition.schemes.find(({ id }) => id === item.scheme)
  const head = Object.entries(scheme?.heads ?? {}).find(([code]) =>
    item.code.toUpperCase().startsWith(code.toUpperCase()),
  )
  const tag = head?.[1].tag ?? ''
  return (scheme?.fields ?? []).some(
    ({ dictionary: own }) => own === dictionary || (typeof own === 'object' && own?.[tag] === dictionary),
  )
}

function text({ sheet, designations, components, synonyms }: Facts, { language, terminal }: Call): string {
  const words = WORDS[language]
  const brief = (item: Item): readonly string[] => [item.code, nameOf(item, language)]
  const block = (title: string, rows: readonly (readonly string[])[]): string =>
    rows.length === 0
      ? ''
      : `  ${terminal.paint('bold', title)}\n${layColumns(rows)
          .map((line) => `    ${line}\n`)
          .join('')}`
  return [
    block(
      words.sheet,
      sheet.map(({ field, value, from }) => [
        sheetTitle(field, language),
        sheetValue(field, value, language),
        terminal.paint('dim', valueName(from, language)),
      ]),
    ),
    block(
      words.designations,
      designations.map(({ value, language: own, use }) => [value, `${own}, ${use}`]),
    ),
    block(words.parts, components.map(brief)),
    block(
      words.synonyms,
      synonyms.map(({ codes, preferred, reason }) => [
        `${codes.join(' = ')}`,
        `${words.preferred} ${preferred}`,
        reason[language],
      ]),
    ),
  ].join('')
}

function valueName({ name, nameEn }: { name: string; nameEn: string }, language: Language): string {
  return language === 'zh' ? name : nameEn
}
