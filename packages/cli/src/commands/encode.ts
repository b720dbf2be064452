import {
  coreCatalogue,
  createCodec,
  createNearest,
  createWordEncoder,
  type ItemWords,
  type WordFacet,
} from '@yingma/core'
import { loadLexicon } from '@yingma/edition'
import type { Call } from '../command-line/call.ts'
import type { Command, ExitCode, Option } from '../command-line/command.ts'
import { refuseUsage, sayProblems, writeJson } from '../command-line/say-problems.ts'
import { decodedJson, decodedText } from '../edition/describe-code.ts'
import { withEdition } from '../edition/with-edition.ts'

type Facet = Exclude<WordFacet, 'modality'>

const FACETS: Readonly<Record<Facet, { zh: string; en: string }>> = {
  device: { zh: '设备，如 16排、3.0T', en: 'device, e.g. 3.0T' },
  part: { zh: '部位，如 胸部、左膝关节', en: 'part, e.g. chest' },
  side: { zh: '侧别：左、右、双', en: 'side: left, right, both' },
  scan: { zh: '扫描方式，如 平扫、平扫+增强', en: 'scan method, e.g. plain' },
  processing: { zh: '后处理，如 三维重建', en: 'post-processing' },
  position: { zh: '体位，如 正位', en: 'position' },
  route: { zh: '超声途径，如 经阴道', en: 'route of an ultrasound exam' },
  detail: { zh: '超声细项，如 卵泡监测', en: 'detail of an ultrasound exam' },
  image: { zh: '核医学显像类别', en: 'kind of nuclear imaging' },
  process: { zh: '核医学过程', en: 'process of a nuclear exam' },
  dose: { zh: '核医学剂量', en: 'dose of a nuclear exam' },
}

export const command: Command = {
  usage: '--modality M [--part P] [--scan S] …',
  operands: { min: 0, max: 0 },
  text: {
    zh: '由要素得出代码。每个要素可写代码、中文名、英文名或同义词；没说的要素不猜，不够确定时列出可选的值，退出码为 1。',
    en: 'The code of an exam given in words. Every facet by code, Chinese or English name or synonym. What is not said is\nnever guessed: where several items fit, the values to choose from are listed, exit code 1.',
  },
  options: [
    {
      name: 'modality',
      short: 'm',
      value: 'M',
      text: {
        zh: '设备类型（必需）：CT、MR、DR、CR、MG、RF、US、SPECT …',
        en: 'modality (required): CT, MR, DR, US …',
      },
    },
    ...Object.entries(FACETS).map(([name, text]): Option => ({ name, value: 'V', text })),
  ],
  examples: [
    {
      line: 'yingma encode --modality CT --part 胸部 --scan 平扫',
      text: { zh: '得到 20040100110000', en: 'gives 20040100110000' },
    },
    {
      line: 'yingma encode -m MR --part 膝关节 --side 左 --scan 平扫 --device 3.0T',
      text: { zh: '指定侧别和设备', en: 'with a side and a device' },
    },
  ],
  run,
}

function run(call: Call): Promise<ExitCode> | ExitCode {
  if (!call.options.has('modality')) return refuseUsage(call, { code: 'cli-option-missing', option: 'modality' })
  return withEdition(call, (edition) => {
    const nearest = createNearest(edition)
    const codec = createCodec(edition, nearest)
    const encode = createWordEncoder(edition, { codec, nearest, lexicon: loadLexicon() })
    const encoded = encode(wordsOf(call))
    if (!encoded.ok) return sayProblems({ catalogue: coreCatalogue, problems: encoded.problems }, call, 1)
    const { decoded } = encoded
    if (call.json) writeJson(call, decodedJson(decoded.code, decoded, call.language))
    else call.terminal.out(decodedText(decoded.code, decoded, { edition, ...call }))
    return 0
  })
}

function wordsOf({ options }: Call): ItemWords {
  const said = Object.keys(FACETS).flatMap((facet) => {
    const value = options.get(facet)
    return value === undefined ? [] : [[facet, value] as const]
  })
  return { modality: options.get('modality') ?? '', ...Object.fromEntries(said) }
}
