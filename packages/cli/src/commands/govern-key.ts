import { existsSync, writeFileSync } from 'node:fs'
import { createSigningKey } from '@yingma/govern'
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
  writeFileSync(file, privateKey, { mode: 0o600, flag: 'wx' })
  writeFileSync(publicFile, publicKey, { flag: 'wx' })
  call.terminal.out(`${file}\n${publicFile}\n`)
  return 0
}
