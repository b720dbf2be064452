import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'
import { registryContract } from './registry.contract.ts'
import { openStore, type Store } from './store/open-store.ts'

const folders: string[] = []

afterAll(async () => {
  for (const folder of folders) await rm(folder, { recursive: true, force: true })
})

async function openEmbedded(): Promise<Store> {
  const folder = await mkdtemp(join(tmpdir(), 'yingma-embedded-'))
  await chmod(folder, 0o711)
  folders.push(folder)
  const opened = await openStore({ folder })
  if (!opened.ok) throw new Error(JSON.stringify(opened.problem))
  return opened.store
}

registryContract('the embedded PostgreSQL', openEmbedded, openEmbedded)
