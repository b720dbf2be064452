import { closeSync, existsSync, openSync, rmSync, writeFileSync } from 'node:fs'
import { createSigningKey } from '@yingma/govern'
import type { TableProblem } from '@yingma/tables'
import type { Call } from '../command-line/call.ts'
import type { Command, ExitCode } from '../command-line/command.ts'
import { sayProblems } from '../command-line/say-problems.ts'
import { governProblems } from '../govern/govern-catalogue.ts'

export const command: Command = {
  usage: 'FILE',
  operands: { min: 1, max: 1 },
  text: {
    zh: '生成发布用的签名密钥（ed25519，PEM）：私钥写入 FILE（仅本人可读），公钥写入 FILE.pub。已有的文件不会被覆盖。公钥可以公开，私钥请离线保存。',
    en: 'Makes the key that releases are signed with (ed25519, PEM): the private key in FILE, which only you can read, the public\nkey in FILE.pub. Files that exist are never overwritten. Publish the public key, keep the private one off line.',
  },
  options: [],
  examples: [{ line: 'yingma govern key release.pem', text: { zh: '生成一对密钥', en: 'make a pair of keys' } }],
  run,
}

function run(call: Call): ExitCode {
  const [file = ''] = call.operands
  const publicFile = `${file}.pub`
  const taken = [file, publicFile].filter((path) => existsSync(path))
  if (taken.length > 0) {
    const problems = taken.map((path) => ({ code: 'govern-file-exists', file: path }) as const)
    return sayProblems({ catalogue: governProblems, problems }, call, 1)
  }
  const { privateKey, publicKey } = createSigningKey()
  // The public key first: a private one that nobody can verify with must never be left behind.
  const publicLost = written(publicFile, publicKey, 0o644)
  const lost = publicLost ?? written(file, privateKey, 0o600)
  if (lost !== undefined) {
    if (publicLost === undefined) rmSync(publicFile, { force: true })
    return sayProblems({ catalogue: governProblems, problems: [lost] }, call, 1)
  }
  call.terminal.out(`${file}\n${publicFile}\n`)
  return 0
}

/** Writes a file that must not be there yet, whole or not at all; why not, where the system does not take it. */
function written(file: string, text: string, mode: number): TableProblem | undefined {
  let isOurs = false
  try {
    const handle = openSync(file, 'wx', mode)
    isOurs = true
    try {
      writeFileSync(handle, text, { flush: true })
    } finally {
      closeSync(handle)
    }
    return undefined
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && typeof error.code === 'string')) throw error
    if (isOurs) rmSync(file, { force: true })
    return { code: 'table-cannot-write', file, reason: error.code }
  }
}
