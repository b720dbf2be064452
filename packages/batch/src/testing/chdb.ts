import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { answering, ended, freePorts } from './clickhouse-servers.ts'

/** The command that brings today's engine; half a gigabyte, so it stands in no lockfile. */
export const CHDB_INSTALL = 'npm install --prefix FOLDER chdb@3.4.0, then YINGMA_CHDB=FOLDER'

/** Folder where chdb is installed, as `YINGMA_CHDB` says; undefined where there is none. */
export function chdbFolder(): string | undefined {
  const folder = process.env.YINGMA_CHDB
  return folder !== undefined && existsSync(join(folder, 'node_modules', 'chdb')) ? folder : undefined
}

export interface ChdbServer {
  readonly host: string
  stop(): Promise<void>
}

/** Starts one server over an empty data folder. */
export async function startChdb(installed: string): Promise<ChdbServer> {
  const folder = mkdtempSync(join(tmpdir(), 'chdb-'))
  const [port = 0] = await freePorts(1)
  const tsx = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href
  const program = fileURLToPath(new URL('chdb-server.ts', import.meta.url))
  const args = ['--import', tsx, program, installed, join(folder, 'data'), String(port)]
  const child = spawn(process.execPath, args, { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] })
  await answering(port, child, join(folder, 'no-log'))
  return {
    host: `127.0.0.1:${port}`,
    stop: async () => {
      await ended(child)
      rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 })
    },
  }
}
