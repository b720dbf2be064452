import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { runCommand } from '../testing/run-command.ts'
import { temporaryFolder } from '../testing/temporary-folder.ts'

const ORDERS = [
  'MSH|^~\\&|HIS||RIS||20261103||ORM^O01|1|P|2.4||||||UNICODE UTF-8\rOBR|1|||7^左膝关节MR平扫^L\r',
  'MSH|^~\\&|HIS||RIS||20261103||ADT^A01|2|P|2.4||||||UNICODE UTF-8\rPID|1\r',
]

test('a file of messages gets the codings, and the counts are said', async () => {
  const folder = await temporaryFolder()
  const file = join(folder, 'orders.hl7')
  const out = join(folder, 'coded.hl7')
  await writeFile(file, ORDERS.join(''))
  const ran = await runCommand(['hl7', file, '--out', out, '--json'])
  expect(ran.exit).toBe(0)
  expect(JSON.parse(ran.err)).toEqual({ messages: 2, changed: 1, added: 1, left: { 'other-message': 1 } })
  const coded = '7^左膝关节MR平扫^L^30072201110000^MR左膝关节(平扫)^99YINGMA'
  expect(await readFile(out, 'utf8')).toBe(ORDERS.join('').replace('7^左膝关节MR平扫^L', coded))
  expect((await runCommand(['hl7', file, '--out', out])).err).toContain('2 messages, 1 got the standard coding')
})

test.each([
  ['none.hl7', 'ENOENT', 'there is no such file or folder'],
  ['.', 'EISDIR', 'it is a folder, not a file'],
])('an input that cannot be read (%s) is said and leaves no output behind', async (name, reason, words) => {
  const folder = await temporaryFolder()
  const path = join(folder, name)
  const ran = await runCommand(['hl7', path, '--out', join(folder, 'out.hl7'), '--json'])
  expect(ran.exit).toBe(1)
  expect(JSON.parse(ran.err).problems[0]).toMatchObject({ code: 'edge.unreadable', path, reason })
  await expect(readFile(join(folder, 'out.hl7'))).rejects.toThrow('ENOENT')
  const piped = await runCommand(['hl7', path, '--lang', 'en'])
  expect([piped.exit, piped.err.includes(words)]).toEqual([1, true])
})

test.each([
  [[], 'missing: FILE'],
  [['--listen', '0'], '--forward is missing'],
  [['--listen', '99999', '--forward', 'ris:2575'], "cannot be '99999'"],
  [['--listen', '0', '--forward', 'ris'], "cannot be 'ris'"],
  [['a.hl7', '--forward', 'ris:2575'], '--forward goes with --listen only'],
  [['a.hl7', '--system', 'A B'], "cannot be 'A B'"],
  [['a.hl7', '--forward-tls'], '--forward-tls goes with --listen only'],
  [['--listen', '0', '--forward', 'ris:2575', '--tls-cert', 'c.pem'], '--tls-cert goes with --tls-key only'],
])('called wrongly: %j', async (args, text) => {
  const ran = await runCommand(['hl7', ...args])
  expect(ran.exit).toBe(2)
  expect(ran.err).toContain(text)
})

test('a certificate that is not there, or is none, is told before anything is listened to', async () => {
  const folder = await temporaryFolder()
  const cert = join(folder, 'cert.pem')
  const call = ['hl7', '--listen', '0', '--forward', 'ris:2575', '--tls-cert', cert, '--tls-key', cert]
  const missing = await runCommand(call)
  expect([missing.exit, missing.err.includes('ENOENT')]).toEqual([1, true])
  await writeFile(cert, 'nothing')
  const wrong = await runCommand(call)
  expect([wrong.exit, wrong.err.includes('both must be PEM')]).toEqual([1, true])
  await writeFile(cert, '')
  const empty = await runCommand(call)
  expect([empty.exit, empty.err.includes('both must be PEM')]).toEqual([1, true])
})
