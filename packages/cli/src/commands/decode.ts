import { createCodec } from '@yingma/core'
import type { Call } from '../command-line/call.ts'
import type { Command, ExitCode } from '../command-line/command.ts'
import { writeJson } from '../command-line/say-problems.ts'
import { decodedJson, decodedText } from '../edition/describe-code.ts'
import { withEdition } from '../edition/with-edition.ts'

export const command: Command = {
  usage: 'CODE…',
  operands: { min: 1, max: Number.POSITIVE_INFINITY },
  text: {
    zh: '逐字段读出代码。大小写不论；可带校验位；也认本院后缀（20030202110000-C1C3）和派生代码（设备头加项目尾）。\n写错的代码会说明哪个字段错、为什么，并列出最接近的项目，退出码为 1。',
    en: 'Reads codes field by field. Letter case does not matter; a check character, the suffix of a local item\n(20030202110000-C1C3) and device heads over the tail of an item are understood. For a code that is wrong it says\nwhich field, why, and the nearest items; exit code 1.',
  },
  options: [],
  examples: [
    {
      line: 'yingma decode 20010100110000',
      text: { zh: 'CT颅脑(平扫) 及每个字段的含义', en: 'CT of the head, plain, field by field' },
    },
    {
      line: 'yingma decode 20010100110000L 22072201221100 --json',
      text: { zh: '带校验位的代码和派生代码，输出 JSON', en: 'a code in check form and a derived one, as JSON' },
    },
  ],
  run,
}

function run(call: Call): Promise<ExitCode> {
  return withEdition(call, (edition) => {
    const codec = createCodec(edition)
    const read = call.operands.map((input) => ({ input, decoded: codec.decode(input) }))
    const wrong = read.some(({ decoded }) => decoded.kind === 'invalid' || decoded.kind === 'well-formed')
    if (call.json) {
      writeJson(
        call,
        read.map(({ input, decoded }) => decodedJson(input, decoded, call.language)),
      )
    } else {
      const texts = read.map(({ input, decoded }) => decodedText(input, decoded, { edition, ...call }))
      call.terminal.out(texts.join('\n'))
    }
    return wrong ? 1 : 0
  })
}
