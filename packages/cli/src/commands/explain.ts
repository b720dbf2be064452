import { loadVocabulary } from '@yingma/edition'
import { createNormaliser, type NormaliseInput } from '@yingma/normalise'
import type { Call } from '../command-line/call.ts'
import type { Command, ExitCode, Option } from '../command-line/command.ts'
import { writeJson } from '../command-line/say-problems.ts'
import { withEdition } from '../edition/with-edition.ts'
import { explainText } from '../normalise/explain-text.ts'

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
} as const

export const command: Command = {
  usage: 'NAME…',
  operands: { min: 1, max: Number.POSITIVE_INFINITY },
  text: {
    zh: '说明一个检查名称是怎样读的：名称里哪些字给出了哪个要素、各段的项目、用到的规则、落选的读法及原因。',
    en: 'Shows how a name is read: which words gave which facet, the item of each segment, the rules that fired, and the\nreadings that lost, with the reason.',
  },
  options: Object.entries(COLUMNS).map(
    ([name, text]): Option => ({ name, value: 'V', text, ...(name === 'modality' ? { short: 'm' } : {}) }),
  ),
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
  return withEdition(call, (edition) => {
    const normaliser = createNormaliser(edition, loadVocabulary())
    const results = call.operands.map((name) => normaliser.normalise(inputOf(name, call)))
    if (call.json) writeJson(call, results.length === 1 ? results[0] : results)
    else call.terminal.out(results.map((result) => explainText(result, { edition, ...call })).join('\n'))
    return 0
  })
}

function inputOf(name: string, { options }: Call): NormaliseInput {
  const said = Object.keys(COLUMNS).flatMap((column) => {
    const value = options.get(column)
    return value === undefined ? [] : [[column, value] as const]
  })
  return { name, ...Object.fromEntries(said) }
}
