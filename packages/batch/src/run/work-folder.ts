import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { ProblemError } from '../problem.ts'

const NAME = '.yingma-run'

/**
 * The folder inside the output folder where a run keeps what is not finished: step records, staged inputs, tables before
 * they are published. It goes when the run is done.
 */
export class WorkFolder {
  readonly out: string
  readonly root: string

  constructor(out: string) {
    this.out = out
    this.root = join(out, NAME)
  }

  path(...parts: readonly string[]): string {
    const path = join(this.root, ...parts)
    mkdirSync(dirname(path), { recursive: true })
    return path
  }

  get exists(): boolean {
    return existsSync(this.root)
  }

  /** Claims the folder for this process. A lock left by a killed process is taken over. */
  lock(): void {
    const file = this.path('lock')
    const holder = existsSync(file) ? Number(readFileSync(file, 'utf8')) : 0
    if (holder > 0 && holder !== process.pid && isAlive(holder)) {
      throw new ProblemError({ code: 'batch.run-active', folder: this.out, pid: holder })
    }
    writeFileSync(file, String(process.pid))
  }

  unlock(): void {
    rmSync(join(this.root, 'lock'), { force: true })
  }

  remove(): void {
    rmSync(this.root, { recursive: true, force: true })
  }
}

/** Writes a file so that it is either absent or whole: temporary name beside it, then rename. */
export function writeWhole(file: string, content: string | Uint8Array): void {
  const temporary = `${file}.tmp`
  writeFileSync(temporary, content, { flush: true })
  renameSync(temporary, file)
}

/** Makes a file or folder through `work`, which writes to a temporary path; it gets its name only when whole. */
export async function makeWhole(path: string, work: (temporary: string) => Promise<void>): Promise<void> {
  const temporary = `${path}.tmp`
  rmSync(temporary, { recursive: true, force: true })
  try {
    await work(temporary)
  } catch (error) {
    rmSync(temporary, { recursive: true, force: true })
    throw error
  }
  rmSync(path, { recursive: true, force: true })
  renameSync(temporary, path)
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
