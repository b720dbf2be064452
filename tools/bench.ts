import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { arch, availableParallelism, cpus, platform, tmpdir, totalmem } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { type Bench, type BenchRow, type Machine, renderReport, renderTable } from './bench-report.ts'

/**
 * `npm run bench [-- TEXT…]`: runs packages/<name>/bench/*.ts, prints each table and writes docs/benchmarks/<name>.md.
 * With TEXT only the benches whose name or path contains one of the texts. Exit 1 when a goal is missed or nothing ran.
 */
const ROOT = fileURLToPath(new URL('..', import.meta.url))
const CHILD = '--measure-into'

function benchFiles(): string[] {
  return readdirSync(join(ROOT, 'packages')).flatMap((name) => {
    const folder = join('packages', name, 'bench')
    return filesIn(folder)
      .filter((file) => file.endsWith('.ts'))
      .map((file) => join(folder, file))
  })
}

function filesIn(folder: string): string[] {
  try {
    return readdirSync(join(ROOT, folder)).sort()
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw error
  }
}

async function loadBench(file: string): Promise<Bench> {
  const module = (await import(pathToFileURL(join(ROOT, file)).href)) as { readonly default?: Bench }
  const bench = module.default
  if (typeof bench?.name !== 'string' || typeof bench.run !== 'function') {
    throw new Error(`${file}: the default export must be { name, run }`)
  }
  return bench
}

/** Measures in a process of its own, so that no bench inherits the heap or the warm code of another. */
function measure(file: string): readonly BenchRow[] | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'yingma-bench-'))
  const result = join(folder, 'rows.json')
  const args = ['--expose-gc', '--import', 'tsx', fileURLToPath(import.meta.url), CHILD, result, file]
  const { status } = spawnSync(process.execPath, args, { cwd: ROOT, stdio: ['ignore', 'inherit', 'inherit'] })
  const rows = status === 0 ? (JSON.parse(readFileSync(result, 'utf8')) as readonly BenchRow[]) : undefined
  rmSync(folder, { recursive: true })
  return rows
}

function machine(): Machine {
  return {
    cores: availableParallelism(),
    processor: cpus()[0]?.model.trim() || arch(),
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    node: process.versions.node,
    system: `${platform()} ${arch()}`,
  }
}

async function runAll(wanted: readonly string[]): Promise<boolean> {
  let ran = 0
  let ok = true
  for (const file of benchFiles()) {
    const bench = await loadBench(file)
    if (wanted.length > 0 && !wanted.some((text) => bench.name.includes(text) || file.includes(text))) continue
    console.log(`\n${bench.name} (${file})`)
    ran++
    const rows = measure(file)
    if (rows === undefined || rows.length === 0) {
      console.error(`${file}: measured nothing`)
      ok = false
      continue
    }
    console.log(renderTable(rows))
    ok &&= rows.every((row) => row.met !== false)
    const folder = join(ROOT, 'docs', 'benchmarks')
    mkdirSync(folder, { recursive: true })
    const report = renderReport(bench, rows, machine(), new Date().toISOString().slice(0, 10))
    writeFileSync(join(folder, `${bench.name}.md`), report)
  }
  if (ran === 0) console.error(`no bench${wanted.length > 0 ? ` matches ${wanted.join(', ')}` : ''}`)
  return ok && ran > 0
}

const args = process.argv.slice(2)
if (args[0] === CHILD) {
  const [, result, file] = args as [string, string, string]
  writeFileSync(result, JSON.stringify(await (await loadBench(file)).run()))
} else {
  process.exitCode = (await runAll(args)) ? 0 : 1
}
