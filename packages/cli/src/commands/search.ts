import { createSearch, type Modality } from '@yingma/core'
import { loadLexicon, loadPinyin } from '@yingma/edition'
import type { Call } from '../command-line/call.ts'
import { layColumns } from '../command-line/columns.ts'
import type { Command, ExitCode } from '../command-line/command.ts'
import { refuseUsage, sayProblems, writeJson } from '../command-line/say-problems.ts'
import { formOf, nameOf } from '../edition/describe-code.ts'
import { MODALITIES } from '../edition/modalities.ts'
import { withEdition } from '../edition/with-edition.ts'
import { cliCatalogue } from '../texts/catalogue.ts'

export const command: Command = {
  usage: 'WORD…',
  operands: { min: 1, max: Number.POSITIVE_INFINITY },
  text: {
    zh: '查找项目。词序不论，可以只写开头：中文（一个字起）、英文、全拼（xiongbu）、首字母（xbct）、同义词、代码开头、校验码或概念标识。',
    en: 'Finds items by words in any order, unfinished ones too: Chinese from one character, English, pinyin (xiongbu),\ninitials (xbct), synonyms, the beginning of a code, a check form or a concept id.',
  },
  options: [
    {
      name: 'modality',
      short: 'm',
      value: 'M',
      choices: MODALITIES,
      text: { zh: '只找这种设备的项目', en: 'items of this modality only' },
    },
    {
      name: 'limit',
      short: 'n',
      value: 'N',
      text: { zh: '最多列出几个，默认 20', en: 'list at most so many, 20 if not said' },
    },
  ],
  examples: [
    {
      line: 'yingma search 胸部 平扫',
      text: { zh: '最相近的排在最前', en: 'the best hit comes first' },
    },
    { line: 'yingma search xbct --limit 5', text: { zh: '用拼音首字母', en: 'by the initials of the pinyin' } },
    { line: 'yingma search knee left -m MR --json', text: { zh: '用英文，输出 JSON', en: 'in English, as JSON' } },
  ],
  run,
}

function run(call: Call): Promise<ExitCode> | ExitCode {
  const { options, language, terminal } = call
  const asked = options.get('limit') ?? '20'
  const limit = /^\d{1,5}$/.test(asked) ? Number(asked) : 0
  if (limit === 0)
    return refuseUsage(call, { code: 'cli-value-not-allowed', option: 'limit', value: asked, allowed: ['1 … 99999'] })
  return withEdition(call, (edition) => {
    const search = createSearch(edition, { pinyin: loadPinyin(), lexicon: loadLexicon() })
    const modality = options.get('modality') as Modality | undefined
    const words = call.operands.join(' ')
    const hits = search(words, { limit, ...(modality === undefined ? {} : { modality }) })
    if (call.json) {
      writeJson(
        call,
        hits.map(({ item, score }) => ({
          code: item.code,
          checkForm: formOf(item),
          conceptId: item.conceptId,
          name: item.name,
          nameEn: item.nameEn,
          modality: item.modality,
          score,
        })),
      )
      return 0
    }
    if (hits.length === 0)
      return sayProblems({ catalogue: cliCatalogue, problems: [{ code: 'cli-no-hits', words }] }, call, 0)
    const rows = hits.map(({ item }) => [item.code, nameOf(item, language)])
    terminal.out(`${layColumns(rows).join('\n')}\n`)
    return 0
  })
}
