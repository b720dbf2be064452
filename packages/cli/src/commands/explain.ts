import { loadVocabulary } from '@yingma/edition'
import type { NormaliseInput } from '@yingma/normalise'
import type { Call } from '../command-line/call.ts'
import type { Command, ExitCode, Option } from '../command-line/command.ts'
import { sayProblems, writeJson } from '../command-line/say-problems.ts'
import { withEdition } from '../edition/with-edition.ts'
import { openNormaliser } from '../normalise/open-normaliser.ts'
import { explainText } from '../normalise/texts/explain-text.ts'
import { tableCatalogue } from '../texts/table-catalogue.ts'

const COLUMNS = {
  modality: { zh: '设备类型列', en: 'the modality column' },
  part: { zh: '部位列', en: 'the part column' },
  side: { zh: '侧别列', en: 'the side column' },
  position: { zh: '体位列', en: 'the position column' },
  method: { zh: '检查方式列', en: 'the method column' },
  contrast: { zh: '对比剂列', en: 'the contrast column' },
  device: { zh: '设备列', en: 'the device column' },
  sex: { zh: '性别列', en: 'the sex column' },
  charge: { zh: '收费项目列', en: 'the charge item' },
  localCode: { zh: '本院编码', en: 'the local code' },
} as const

export const command: Command = {
  usage: 'NAME…',
  operands: { min: 1, max: Number.POSITIVE_INFINITY },
  text: {
    zh: '说明一个检查名称是怎样读的：名称里哪些字给出了哪个要素、各段的项目、用到的规则、落选的读法及原因。',
    en: 'Shows how a name is read: which words gave which facet, the item of each segment, the rules that fired, and the\nreadings that lost, with the reason.',
  },
  options: [
    ...Object.entries(COLUMNS).map(
      ([column, text]): Option => ({
        name: optionName(column),
        value: 'V',
        text,
        ...(column === 'modality' ? { short: 'm' } : {}),
      }),
    ),
    {
      name: 'institution',
      value: 'FILE',
      text: { zh: '本院的记忆（JSON）', en: 'memory of the institution (JSON)' },
    },
  ],
  examples: [
    {
      line: 'yingma explain "1.5T磁共振头颅成像常规平扫+DWI(头颅)" --modality MR',
      text: { zh: '一个名称，两个项目', en: 'one name, two items' },
    },
    {
      line: 'yingma explain 膝关节CT --side 左',
      text: { zh: '侧别取自其他列', en: 'the side is that of another column' },
    },
  ],
  run,
}

function run(call: Call): Promise<ExitCode> {
  return withEdition(call, async (edition) => {
    const opened = await openNormaliser(call.options, edition, loadVocabulary(), call.terminal)
    if (!opened.ok) return sayProblems({ catalogue: tableCatalogue, problems: opened.problems }, call, 1)
    const results = call.operands.map((name) => opened.value.normaliser.normalise(inputOf(name, call)))
    if (call.json) writeJson(call, results.length === 1 ? results[0] : results)
    else call.terminal.out(results.map((result) => explainText(result, { edition, ...call })).join('\n'))
    return 0
  })
}

function inputOf(name: string, { options }: Call): NormaliseInput {
  const said = Object.keys(COLUMNS).flatMap((column) => {
    const value = options.get(optionName(column))
    return value === undefined ? [] : [[column, value] as const]
  })
  return { name, ...Object.fromEntries(said) }
}

function optionName(column: string): string {
  return column === 'localCode' ? 'local-code' : column
}
