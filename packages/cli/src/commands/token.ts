import { randomBytes } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { type InsightProblem, insightProblems, type LinkageKey, readLinkageKey } from '@yingma/insight'
import { tableProblems } from '@yingma/tables'
import type { Call } from '../command-line/call.ts'
import type { Command, ExitCode } from '../command-line/command.ts'
import { refuseUsage, sayProblems, writeJson } from '../command-line/say-problems.ts'
import { makeTokens, TOKEN_HEADER } from '../insight/make-tokens.ts'

const KEY_BYTES = 32

export const command: Command = {
  usage: '[TABLE] --key FILE',
  operands: { min: 0, max: 1 },
  text: {
    zh: `在医院内部把检查表的证件号列换成互认用的令牌（列“${TOKEN_HEADER}”，带密钥的 HMAC-SHA-256），证件号、姓名、电话不写出。区域内互相关联的医院用同一把密钥；密钥只留在医院。--new 生成一把新密钥。`,
    en: `Inside the hospital: puts linkage tokens (column ${TOKEN_HEADER}, keyed HMAC-SHA-256) in place of the identity numbers of an exam table; numbers, names and phones are not written. Hospitals of a region that link with one another hold the same key, which never leaves them. --new makes a key.`,
  },
  options: [
    { name: 'key', short: 'k', value: 'FILE', text: { zh: '密钥文件', en: 'file of the key' } },
    {
      name: 'new',
      text: { zh: '生成新密钥写入该文件（不覆盖）', en: 'make a new key in that file (never over another)' },
    },
    { name: 'column', short: 'c', value: 'NAME', text: { zh: '证件号所在的列', en: 'column of the identity numbers' } },
    { name: 'out', short: 'o', value: 'FILE', text: { zh: '输出文件', en: 'file to write' } },
  ],
  examples: [
    { line: 'yingma token --new --key linkage.key', text: { zh: '一次，区域共用', en: 'once for the region' } },
    {
      line: 'yingma token exams.csv --key linkage.key --column 身份证号 --out exams.tokens.csv',
      text: { zh: '导出前', en: 'before the table leaves' },
    },
  ],
  run,
}

async function run(call: Call): Promise<ExitCode> {
  const { options, operands } = call
  const file = options.get('key')
  if (file === undefined) return refuseUsage(call, { code: 'cli-option-missing', option: 'key' })
  if (options.has('new')) return makeKey(call, file)
  const [table] = operands
  if (table === undefined) return refuseUsage(call, { code: 'cli-operand-missing', usage: command.usage })
  const [column, out] = [options.get('column'), options.get('out')]
  if (column === undefined) return refuseUsage(call, { code: 'cli-option-missing', option: 'column' })
  if (out === undefined) return refuseUsage(call, { code: 'cli-option-missing', option: 'out' })
  if (out === table) return refuseUsage(call, { code: 'cli-same-file', file: out })
  const key = readKey(file)
  if (!key.ok) return refuse(call, key.problem)
  const made = await makeTokens(table, column, out, key.value)
  if (!made.ok) return sayProblems({ catalogue: tableProblems, problems: [made.problem] }, call, 1)
  const { rows, tokens, without } = made.value
  if (call.json) writeJson(call, made.value)
  else
    call.terminal.err(
      call.language === 'zh'
        ? `${rows} 行，${tokens} 个令牌，${without} 行没有可用的证件号\n`
        : `${rows} rows, ${tokens} with a token, ${without} without a usable number\n`,
    )
  return 0
}

function makeKey(call: Call, file: string): ExitCode {
  try {
    writeFileSync(file, `${randomBytes(KEY_BYTES).toString('hex')}\n`, { flag: 'wx', mode: 0o600 })
    return 0
  } catch (error) {
    return refuse(call, { code: 'insight.file-unwritable', file, reason: (error as Error).message })
  }
}

function readKey(
  file: string,
): { readonly ok: true; readonly value: LinkageKey } | { readonly ok: false; readonly problem: InsightProblem } {
  try {
    const value = readLinkageKey(readFileSync(file, 'utf8'))
    return value === undefined ? { ok: false, problem: { code: 'insight.key-too-short' } } : { ok: true, value }
  } catch (error) {
    return { ok: false, problem: { code: 'insight.file-unreadable', file, reason: (error as Error).message } }
  }
}

function refuse(call: Call, problem: InsightProblem): ExitCode {
  return sayProblems({ catalogue: insightProblems, problems: [problem] }, call, 1)
}
