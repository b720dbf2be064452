import { join } from 'node:path'
import { verifyRelease } from '@yingma/govern'
import type { Call } from '../command-line/call.ts'
import type { Command, ExitCode } from '../command-line/command.ts'
import { sayProblems, writeJson } from '../command-line/say-problems.ts'
import { governProblems } from '../govern/govern-catalogue.ts'
import { readText } from '../govern/load-draft.ts'

export const command: Command = {
  usage: 'FOLDER [--key PUBLIC.pem]',
  operands: { min: 1, max: 1 },
  text: {
    zh: '核对一个发布文件夹：每个文件与清单、清单与签名、项目与证明是否相符。被改动、缺失或多出的文件逐一指出，退出码 1。--key 给出所信任的公钥；不给时只说明签名与文件夹中的公钥相符。',
    en: 'Verifies a release folder: every file against the manifest, the manifest against its signature, the items against their\nproof. Files that changed, are gone or do not belong are named; exit code 1. --key is the public key that you trust; without\nit the signature is only held against the key in the folder.',
  },
  options: [{ name: 'key', value: 'FILE', text: { zh: '所信任的公钥（PEM）', en: 'public key that you trust (PEM)' } }],
  examples: [
    {
      line: 'yingma govern verify standard/releases/1.1.0 --key release.pem.pub',
      text: { zh: '核对一个发布', en: 'verify a release' },
    },
  ],
  run,
}

function run(call: Call): ExitCode {
  const [folder = ''] = call.operands
  const keyFile = call.options.get('key')
  const key = keyFile === undefined ? undefined : readText(call, keyFile)
  if (keyFile !== undefined && key === undefined) return 1
  const problems = verifyRelease(folder, key).map((found) =>
    'file' in found ? { ...found, file: join(folder, found.file) } : found,
  )
  if (problems.length > 0) return sayProblems({ catalogue: governProblems, problems }, call, 1)
  if (call.json) writeJson(call, { folder, verified: true, trusted: key !== undefined })
  else call.terminal.out(call.language === 'zh' ? `${folder}：相符\n` : `${folder}: as it was released\n`)
  return 0
}
