import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { loadEdition, loadVocabulary } from '@yingma/edition'
import { createNormaliser, type Normalised } from '@yingma/normalise'
import { openTable } from '@yingma/tables'
import { describe, expect, it } from 'vitest'

const ROOT = new URL('../', import.meta.url)
const normaliser = createNormaliser(loadEdition(), loadVocabulary())

function read(file: string): string {
  return readFileSync(new URL(file, ROOT), 'utf8')
}

function itemsOf({ items }: Normalised): string {
  const coded = items.filter((item) => item.code !== null)
  return coded.length === 0 ? '–' : coded.map(({ code, name }) => `${code} ${name}`).join(' + ')
}

/** The rows of the table of answers: local name, part column, state, items. */
function answersIn(readme: string): RegExpExecArray[] {
  return [...readme.matchAll(/^\| `([^`]+)` \| (?:\S+ `([^`]+)`)? ?\| `([a-z-]+)`[^|]*\| ([^|]+) \|$/gm)]
}

/** The commands that the overview of the command line lists. */
function listedCommands(): string[] {
  const program = fileURLToPath(new URL('packages/cli/bin/yingma.mjs', ROOT))
  const { stdout } = spawnSync(process.execPath, [program, '--help', '--lang', 'en'], { encoding: 'utf8' })
  const list = /^Commands\n([\s\S]*?)\n\n/m.exec(stdout)?.[1] ?? ''
  return [...list.matchAll(/^ {2}(\S+(?: \S+)*) {2}/gm)].map((match) => match[1] ?? '').sort()
}

/** The commands in the first column of the table of commands: small words of what is set as code. */
function describedCommands(readme: string): string[] {
  const table = /^## (?:The command line|命令行)$([\s\S]*?)^## /m.exec(readme)?.[1] ?? ''
  const cells = [...table.matchAll(/^\| (`.+?) \| /gm)].flatMap((match) => [...(match[1] ?? '').matchAll(/`([^`]+)`/g)])
  return cells.map((match) => /^[a-z0-9]+(?: [a-z0-9]+)*/.exec(match[1] ?? '')?.[0] ?? '').sort()
}

describe.each(['README.md', 'README.zh-CN.md'])('%s', (file) => {
  it('shows answers that the normaliser gives', () => {
    const rows = answersIn(read(file))
    expect(rows).toHaveLength(6)
    for (const [, name = '', part, state, items] of rows) {
      const result = normaliser.normalise(part === undefined ? { name } : { name, part })
      expect([name, result.state, itemsOf(result)]).toEqual([name, state, items])
    }
  })

  it('opens with exactly two commands', () => {
    const commands = [...read(file).matchAll(/^```sh\n([\s\S]*?)```$/gm)].map((match) => match[1]?.trim())
    expect(commands).toEqual(['npm ci && npm run demo', 'npm ci && npm test'])
  })

  it('describes commands that exist', () => {
    const described = describedCommands(read(file))
    expect(described).toContain('normalise')
    expect(listedCommands()).toEqual(expect.arrayContaining(described))
  })

  it('shows a program whose comment says what it gives', () => {
    const result = normaliser.normalise({ name: '胸部CT平扫(64排)', modality: 'CT' })
    expect(read(file)).toContain("normaliser.normalise({ name: '胸部CT平扫(64排)', modality: 'CT' })")
    for (const value of [result.state, result.items[0]?.code, result.items[0]?.name])
      expect(read(file)).toContain(`'${value}'`)
  })
})

it('the example table writes the plain CT of the chest in some sixty ways, those of the README among them', async () => {
  const opened = await openTable(new URL('examples/exams.csv', ROOT).pathname)
  if (!opened.ok) throw new Error(JSON.stringify(opened.problem))
  const spellings = new Set<string>()
  for await (const step of opened.value.rows()) {
    for (const [, name = '', modality = ''] of step.kind === 'rows' ? step.rows : []) {
      if (itemsOf(normaliser.normalise({ name, modality })) === '20040100110000 CT胸部(平扫)') spellings.add(name)
    }
  }
  await opened.value.close()
  const written = ['胸部平扫', 'CT平扫[胸部]', 'X线计算机体层(CT)平扫-胸部(肺)', 'CHEST CT W/O CONTRAST']
  expect([...spellings]).toEqual(expect.arrayContaining(written))
  expect(spellings.size).toBeGreaterThan(50)
  expect(spellings.size).toBeLessThan(70)
})
